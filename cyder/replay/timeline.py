"""Which event is due, from the scenario and what the ledger says has happened; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cyder.model.evidence import Outcome
from cyder.model.ledger import Entry, EventOutcome, EventStarted, Injected, Probed
from cyder.model.scenario import Event


@dataclass(frozen=True)
class Progress:
    """How far one team's timeline has come. `ended` says at which exercise second each event was over."""

    started: frozenset[str] = frozenset()
    ended: Mapping[str, float] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    last_round: float | None = None

    @property
    def interrupted(self) -> frozenset[str]:
        """Return the events that were begun and have no end."""
        return self.started - frozenset(self.ended)


def progress(entries: Iterable[Entry], team: str) -> Progress:
    """Return how far a team has come, by its ledger."""
    started: set[str] = set()
    ended: dict[str, float] = {}
    outcomes: dict[str, Outcome] = {}
    last_round: float | None = None
    for entry in entries:
        if entry.team != team:
            continue
        match entry.body:
            case EventStarted(event=event):
                started.add(event)
            case Injected(event=event):
                ended[event] = entry.clock or 0.0
            case EventOutcome(outcome=outcome):
                ended[outcome.event] = entry.clock or 0.0
                outcomes[outcome.event] = outcome
            case Probed():
                last_round = entry.clock
            case _:
                pass
    return Progress(frozenset(started), ended, outcomes, last_round)


def moment_of(event: Event, ended: Mapping[str, float]) -> float | None:
    """Return the exercise second at which an event is due, None while what it waits for has not ended."""
    if event.at is not None:
        return event.at
    if event.after is None or event.after not in ended:
        return None
    return ended[event.after] + event.delay


def waiting(events: Sequence[Event], seen: Progress) -> list[tuple[float, Event]]:
    """Return the events that have a moment and were not begun, earliest first."""
    timed = [
        (moment_of(event, seen.ended), event) for event in events if event.id not in seen.started | set(seen.ended)
    ]
    return sorted(((moment, event) for moment, event in timed if moment is not None), key=lambda pair: pair[0])


def next_round(seen: Progress, objectives: frozenset[str], every: float) -> float | None:
    """Return when the next round of containment probes is due: a multiple of `every` seconds.

    Rounds begin once an event that an objective watches has succeeded; before that there is nothing to contain.
    """
    watched = [
        seen.ended[name]
        for name, outcome in seen.outcomes.items()
        if outcome.objective in objectives and outcome.kind == "succeeded"
    ]
    if not watched:
        return None
    reference = min(watched) if seen.last_round is None else max(seen.last_round, min(watched))
    return (reference // every + 1) * every


def begins_at(events: Sequence[Event]) -> float:
    """Return where the exercise clock starts: at the earliest event of the pre-roll, or at 0."""
    return min([0.0, *(event.at for event in events if event.at is not None)])

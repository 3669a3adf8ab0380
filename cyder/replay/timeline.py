"""Which event is due, which never will be, and when to look again; from the scenario and what has happened; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cyder.model.seed import Seed
from cyder.model.timeline import Condition, Cue, InjectEvent
from cyder.replay.conditions import judge, moments
from cyder.replay.progress import Progress

_STEPS = 1_000


@dataclass(frozen=True)
class Dropped:
    """An event that does not take place, and why; `prevented`: because the team had contained what it needs."""

    event: Cue
    reason: str
    prevented: bool = False


@dataclass
class Agenda:
    """What is to be begun, each with its planned moment, earliest first; what is dropped; when to look again."""

    begin: list[tuple[float, Cue]] = field(default_factory=list)
    drop: list[Dropped] = field(default_factory=list)
    look: list[float] = field(default_factory=list)


def jitters(events: Sequence[Cue], seed: Seed) -> dict[str, float]:
    """Return each event's own delay within its window, in seconds, the same for the same seed."""
    return {
        event.id: event.window * seed.number(f"window/{event.id}", _STEPS + 1) / _STEPS
        for event in events
        if event.window
    }


def moment_of(event: Cue, seen: Progress, jitter: Mapping[str, float]) -> float | None:
    """Return the exercise second at which an event's turn comes, None while what it waits for has not ended."""
    later = jitter.get(event.id, 0.0) + seen.delayed.get(event.id, 0.0)
    if event.at is not None:
        return event.at + later
    if event.after is None or event.after not in seen.ended:
        return None
    return seen.ended[event.after] + event.delay + later


def agenda(events: Sequence[Cue], seen: Progress, jitter: Mapping[str, float], now: float) -> Agenda:
    """Return what is to be done with the events that have not begun."""
    found = Agenda()
    for event in events:
        if event.id not in seen.started and event.id not in seen.ended:
            _place(event, seen, jitter, now, found)
    found.begin.sort(key=lambda pair: pair[0])
    return found


def _place(event: Cue, seen: Progress, jitter: Mapping[str, float], now: float, found: Agenda) -> None:
    moment = moment_of(event, seen, jitter)
    if event.id in seen.fired:
        found.begin.append((now, event))
    elif event.when and judge(event.when, seen.facts, now).never:
        found.drop.append(Dropped(event, "what it waits for can no longer come about"))
    elif event.id in seen.skipped and (event.manual or (moment is not None and moment <= now)):
        found.drop.append(Dropped(event, "an instructor skipped it"))
    elif moment is None or event.id in seen.held_back:
        return
    elif moment > now and (event.when or event.unless or event.id in seen.skipped):
        found.look.append(moment)  # conditions and wishes are asked when its turn has come, not before
    elif moment > now:
        found.begin.append((moment, event))
    else:
        _judge(event, seen, moment, now, found)


def _judge(event: Cue, seen: Progress, moment: float, now: float, found: Agenda) -> None:
    """Place an event whose moment has come: by its conditions as they are now."""
    if event.when and not judge(event.when, seen.facts, now).so:
        if event.expires is not None and now >= moment + event.expires:
            found.drop.append(
                Dropped(event, f"it expired: what it waits for did not come about in {event.expires:g} s")
            )
            return
        found.look += [each for each in moments(event.when, seen.facts) if each > now]
        found.look += [moment + event.expires] if event.expires is not None else []
    elif event.unless and not judge(event.unless, seen.facts, now, contrary=True).so:
        found.drop.append(_ruled_out(event, event.unless, seen, now))
    else:
        found.begin.append((moment, event))


def _ruled_out(event: Cue, unless: Condition, seen: Progress, now: float) -> Dropped:
    if not judge(unless, seen.facts, now).so:
        return Dropped(event, "it follows up what nobody was told")
    if unless.contained is not None:
        return Dropped(event, "prevented: the team had contained it", prevented=True)
    return Dropped(event, "what rules it out was so")


def next_round(seen: Progress, objectives: frozenset[str], every: float) -> float | None:
    """Return when the next round of containment probes is due: a multiple of `every` seconds.

    Rounds begin once an event that an objective watches has succeeded; before that there is nothing to contain.
    """
    watched = [
        seen.ended[name]
        for name, outcome in seen.outcomes.items()
        if objectives.intersection(outcome.objectives) and outcome.kind == "succeeded"
    ]
    if not watched:
        return None
    reference = min(watched) if seen.last_round is None else max(seen.last_round, min(watched))
    return (reference // every + 1) * every


def begins_at(events: Sequence[Cue]) -> float:
    """Return where the exercise clock starts: at the earliest event of the pre-roll, or at 0."""
    return min([0.0, *(event.at for event in events if event.at is not None)])


def enters_at(events: Sequence[Cue]) -> float:
    """Return when trainees begin: when they are first told something, but not before the pre-roll is over."""
    told = [
        event.at
        for event in events
        if isinstance(event, InjectEvent) and event.at is not None and "trainees" in event.audience
    ]
    return max(0.0, min(told, default=0.0))

"""How far one team's timeline, and the exercise's clock, have come, read from the ledger; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cyder.model.base import LocalText
from cyder.model.dealings import PasswordTold
from cyder.model.evidence import Finding, Outcome
from cyder.model.ledger import (
    Asked,
    Entry,
    EventOutcome,
    EventStarted,
    Filed,
    InjectDropped,
    Injected,
    NodeChanged,
    PhaseBegan,
    PhaseDropped,
    Probed,
    Replied,
    Requested,
    Rewound,
    TeamBegan,
)
from cyder.replay.conditions import Facts


@dataclass
class Progress:
    """One team's state. `offset` is the exercise second at which its own clock stood at 0, None before it has begun."""

    team: str
    facts: Facts = field(default_factory=Facts)
    started: dict[str, float] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    changed: dict[str, tuple[str, str]] = field(default_factory=dict)
    last_round: float | None = None
    held_back: set[str] = field(default_factory=set)
    fired: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    delayed: dict[str, float] = field(default_factory=dict)
    edited: dict[str, LocalText] = field(default_factory=dict)
    offset: float | None = None
    told: dict[tuple[str, str], str] = field(default_factory=dict)
    resets: Counter[str] = field(default_factory=Counter)
    _held: dict[tuple[str, str], float | None] = field(default_factory=dict)

    @property
    def ended(self) -> dict[str, float]:
        """Return at which exercise second each event was over."""
        return self.facts.ended

    @property
    def interrupted(self) -> frozenset[str]:
        """Return the events that were begun and have no end."""
        return frozenset(self.started) - frozenset(self.ended)

    def note(self, entry: Entry) -> None:
        """Take one more entry into account; those of other teams say nothing here."""
        if entry.team not in ("", self.team):
            return
        clock = entry.clock or 0.0
        match entry.body:
            case Requested():
                self._ask(entry.body)
            case _ if entry.team != self.team:
                pass
            case EventStarted(event=event):
                self.started[event] = clock
            case Injected(event=event):
                self._end(event, clock, "told")
            case InjectDropped(event=event) | PhaseDropped(phase=event):
                self._end(event, clock, "skipped")
            case PhaseBegan(phase=phase):
                self.facts.begun[phase] = clock
                self._end(phase, clock, "begun")
            case EventOutcome(outcome=outcome):
                self.outcomes[outcome.event] = outcome
                self._end(outcome.event, clock, outcome.kind)
            case Probed(finding=finding):
                self.last_round = entry.clock
                self._probed(finding, clock)
            case _:
                self._team(entry, clock)

    def rewound(self) -> Progress:
        """Return the state at the beginning, with what an instructor asked for about events: that still holds.

        Only `fire` does not: it was an act of its moment, and its event waits for its own moment again.
        """
        return Progress(
            self.team,
            held_back=set(self.held_back),
            skipped=set(self.skipped),
            delayed=dict(self.delayed),
            edited=dict(self.edited),
        )

    def again(self, event: str) -> None:
        """Forget that an event was begun, so that it is played again."""
        self.started.pop(event, None)

    def _team(self, entry: Entry, clock: float) -> None:
        match entry.body:
            case Filed(report=report):
                self.facts.reported.setdefault(report.stage, clock)
            case Replied(event=event):
                self.facts.replied.setdefault(event, clock)
            case Asked(contact=contact):
                self.facts.asked.setdefault(contact, clock)
            case NodeChanged(node=node, change=change):
                self.changed[node] = (change, entry.author)
                self.resets[node] += change == "reset"
            case PasswordTold(node=node, account=account, password=password):
                self.told[node, account.partition("@")[0]] = password
            case TeamBegan(offset=offset):
                self.offset = offset
            case _:
                pass

    def _end(self, event: str, clock: float, kind: str) -> None:
        self.facts.ended[event] = clock
        self.facts.kinds[event] = kind

    def _probed(self, finding: Finding, clock: float) -> None:
        """Keep since when an event is denied, and an objective held: while all its events are, since the latest."""
        if finding.closed or finding.held:  # ledgers of old know only of the latter
            self.facts.denied.setdefault(finding.event, clock)
        else:
            self.facts.denied.pop(finding.event, None)
        place = (finding.objective, finding.event)
        if not finding.held:
            self._held[place] = None
        elif self._held.get(place) is None:
            self._held[place] = clock
        since = [moment for (objective, _), moment in self._held.items() if objective == finding.objective]
        standing = [moment for moment in since if moment is not None]
        if len(standing) == len(since):
            self.facts.contained[finding.objective] = max(standing)
        else:
            self.facts.contained.pop(finding.objective, None)

    def _ask(self, asked: Requested) -> None:
        event = asked.event or ""
        match asked.request:
            case "hold":
                self.held_back.add(event)
            case "release":
                self.held_back.discard(event)
                self.skipped.discard(event)
            case "fire":
                self.fired.add(event)
                self.held_back.discard(event)
                self.skipped.discard(event)
            case "skip":
                self.skipped.add(event)
            case "delay":
                self.delayed[event] = self.delayed.get(event, 0.0) + (asked.seconds or 0.0)
            case "edit" if asked.text is not None:
                self.edited[event] = asked.text
            case _:
                pass


def progress(entries: Iterable[Entry], team: str) -> Progress:
    """Return how far a team has come, by its ledger; what was before a rewind does not count, but for requests."""
    seen = Progress(team)
    for entry in entries:
        if isinstance(entry.body, Rewound) and entry.team in ("", team):
            seen = seen.rewound()
        else:
            seen.note(entry)
    return seen


def extended(entries: Sequence[Entry]) -> float:
    """Return by how many seconds the exercise was made longer."""
    asked = (entry.body for entry in entries if isinstance(entry.body, Requested))
    return sum(one.seconds or 0.0 for one in asked if one.request == "extend")


def clock_of(entries: Sequence[Entry]) -> float | None:
    """Return how far the exercise clock has come, by the entries that show it: where a new conductor goes on."""
    offsets: dict[str, float] = {}
    shown = []
    for entry in entries:
        if isinstance(entry.body, TeamBegan):
            offsets[entry.team] = entry.body.offset
        if entry.clock is not None:
            shown.append(entry.clock + offsets.get(entry.team, 0.0))
    return max(shown, default=None)

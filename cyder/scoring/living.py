"""What the ledger says of a team's living LAN: services tried, what the attack broke, what was granted, which logs."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cyder.model.dealings import Applied, Decided, LogKept, Preserved, Served
from cyder.model.evidence import Answer
from cyder.model.ledger import Entry, EventOutcome, NodeChanged


@dataclass(frozen=True)
class Look:
    """One look at all services: when, by the wall and by the exercise clock, and what each answered."""

    at: datetime
    clock: float
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Broken:
    """Nodes that an event broke: from when on, when it was over (exercise seconds), and what mending them serves.

    `void`: the event no longer counts, and neither does what it broke.
    """

    event: str
    nodes: tuple[str, ...]
    since: datetime
    clock: float
    objectives: tuple[str, ...]
    void: bool


@dataclass(frozen=True)
class Granted:
    """A service's maintenance, as granted; in real time, because work on a machine takes that."""

    service: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Living:
    """One team's looks at its LAN. `taken_off` are the times at which the team itself isolated a node; `logs` by place.

    `isolated`: nodes that the team isolated or had isolated, and whether the cable is pulled still. A log that was lost
    once stays lost.
    """

    looks: tuple[Look, ...] = ()
    broken: tuple[Broken, ...] = ()
    granted: tuple[Granted, ...] = ()
    taken_off: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    logs: tuple[LogKept, ...] = ()
    isolated: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, own: Sequence[Entry], void: Collection[str]) -> Living:
        """Read one team's own entries; `void` are the events that no longer count."""
        taken_off: dict[str, tuple[datetime, ...]] = {}
        logs: dict[tuple[str, str], LogKept] = {}
        for one in own:
            match one.body:
                case NodeChanged(node=node, change="isolated") if one.author == one.team:
                    taken_off[node] = (*taken_off.get(node, ()), one.at)
                case Preserved():
                    for kept in one.body.logs:
                        known = logs.get((kept.node, kept.log))
                        if known is None or known.kept:
                            logs[kept.node, kept.log] = kept
                case _:
                    pass
        return cls(
            looks=tuple(Look(e.at, e.clock or 0.0, e.body.answers) for e in own if isinstance(e.body, Served)),
            broken=tuple(_broken(own, void)),
            granted=tuple(_granted(own)),
            taken_off=taken_off,
            logs=tuple(logs[place] for place in sorted(logs)),
            isolated=_isolated(own, taken_off),
        )

    def is_granted(self, service: str, look: Look) -> bool:
        """Return whether the service was under maintenance that had been granted."""
        return any(one.service == service and one.since <= look.at <= one.until for one in self.granted)

    def is_attacked(self, node: str, look: Look, targets: Mapping[str, float]) -> bool:
        """Return whether an event broke the node, and the time to mend it was not over.

        `targets`: by objective, exercise seconds; `""` holds for events without one.
        """
        for one in self.broken:
            limits = [targets[name] for name in one.objectives if name in targets] or [targets[""]]
            until = math.inf if one.void else one.clock + max(limits)
            if node in one.nodes and one.since <= look.at and look.clock <= until:
                return True
        return False


def _broken(own: Sequence[Entry], void: Collection[str]) -> Iterator[Broken]:
    for one in own:
        if isinstance(one.body, EventOutcome) and one.body.outcome.broke:
            outcome = one.body.outcome
            since = outcome.trace.started if outcome.trace else one.at
            event, nodes = outcome.event, outcome.broke
            yield Broken(event, nodes, since, one.clock or 0.0, outcome.objectives, void=event in void)


def _granted(own: Sequence[Entry]) -> Iterator[Granted]:
    for about, at, seconds in _allowed(own):
        if about.about == "maintenance":
            yield Granted(about.subject, at, at + timedelta(seconds=seconds))


def _isolated(own: Sequence[Entry], taken_off: Collection[str]) -> dict[str, bool]:
    asked_for = {about.subject for about, _, _ in _allowed(own) if about.about == "isolation"}
    pulled = {one.body.node: one.body.change == "isolated" for one in own if isinstance(one.body, NodeChanged)}
    return {node: pulled.get(node, False) for node in sorted(asked_for | set(taken_off))}


def _allowed(own: Sequence[Entry]) -> Iterator[tuple[Applied, datetime, float]]:
    """Yield what was granted of what the team asked for: when, and for how many seconds."""
    asked = {one.seq: one.body for one in own if isinstance(one.body, Applied)}
    for one in own:
        if isinstance(one.body, Decided) and one.body.granted and one.body.asked in asked:
            yield asked[one.body.asked], one.at, one.body.seconds

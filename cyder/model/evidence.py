"""What an attack really did: traces, log lines found, what is true because of them, and what probes saw."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from cyder.model.base import Noun

OutcomeKind = Literal["succeeded", "blocked", "infra-error", "skipped"]
IndicatorKind = Literal[
    "ip", "domain", "url", "email", "sha256", "file", "account", "user-agent", "subject", "key-fingerprint"
]
TimelineKind = Literal[
    "delivery",
    "execution",
    "c2",
    "discovery",
    "credential-attack",
    "login",
    "lateral",
    "persistence",
    "collection",
    "exfil",
    "impact",
]


class Trace(Noun):
    """What an action did, seen from where it did it. `reached`: the target's service answered at all."""

    reached: bool
    started: AwareDatetime
    finished: AwareDatetime
    source: str
    said: str


class Receipt(Noun):
    """One line of a real log that proves an action: where it stands, and when the log says it happened."""

    node: str
    log: str
    line: str
    sha256: str
    logged_at: AwareDatetime
    first_seen: AwareDatetime


class Spelling(Noun):
    """One accepted way to name an entity, and the share of its weight that earns."""

    kind: IndicatorKind
    value: str
    credit: float = 1.0


class Entity(Noun):
    """One real thing a report should name, however it is spelt."""

    name: str
    weight: float
    spellings: tuple[Spelling, ...]


class TrueMoment(Noun):
    """One thing that happened: what, on which host, and when a log says so."""

    kind: TimelineKind
    host: str
    at: AwareDatetime


class Remedy(Noun):
    """One action a team can take against an event, as a report names it: kind and target."""

    kind: str
    target: str


class Truth(Noun):
    """What one event made true: what a report can be held against.

    `techniques`: an action says only which its settings add to its own; in an outcome all of them stand here.
    """

    indicators: tuple[Entity, ...] = ()
    accounts: tuple[Entity, ...] = ()
    timeline: tuple[TrueMoment, ...] = ()
    techniques: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()


class Outcome(Noun):
    """How one event ended: one of four kinds, the reason, and the proof.

    `version` and `parameters` are the action's, `planned` the exercise second at which it was to begin, `configuration`
    a hash of all that decided it. `by_team`: it broke on what the team itself did. `prevented`: it did not take place
    because the team had contained what it needs. `broke`: nodes that no longer serve staff because of it.
    """

    event: str
    action: str
    kind: OutcomeKind
    reason: str
    trace: Trace | None = None
    receipts: tuple[Receipt, ...] = ()
    control: str = ""
    truth: Truth = Truth()
    scored: bool = True
    objectives: tuple[str, ...] = ()
    version: int = 1
    planned: float | None = None
    parameters: dict[str, str] = {}
    configuration: str = ""
    by_team: bool = False
    prevented: bool = False
    broke: tuple[str, ...] = ()


class Answer(Noun):
    """What one probe got: whether it passed, in the words of the tool that asked, and how long it took in seconds.

    `asked` is false where nobody could ask: that is neither a yes nor a no.
    """

    passed: bool
    said: str
    seconds: float
    asked: bool = True


class Finding(Noun):
    """One round of paired probes for one objective: held if one alternative is denied and still useful.

    `closed`: everything bad is denied, whether or not the good still works.
    """

    objective: str
    event: str
    held: bool
    closed: bool = False
    way: str | None
    denied: str
    allowed: str

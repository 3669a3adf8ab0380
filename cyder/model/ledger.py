"""The ledger: everything that happened in an exercise, in order, never changed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from cyder.model.base import LocalText, Noun
from cyder.model.dealings import (
    Adjusted,
    Appealed,
    Applied,
    Attached,
    Commented,
    Decided,
    Graded,
    HintTaken,
    PasswordTold,
    Preserved,
    QuotesChecked,
    Released,
    Served,
)
from cyder.model.evidence import Finding, Outcome
from cyder.model.report import Report

RequestKind = Literal[
    "pause",
    "resume",
    "end",
    "leave",
    "speed",
    "extend",
    "begin",
    "skip",
    "fire",
    "hold",
    "release",
    "delay",
    "edit",
    "void",
]


class Raised(Noun):
    """The LAN stood, every node healthy."""

    kind: Literal["raised"] = "raised"


class Lowered(Noun):
    """The LAN was taken down."""

    kind: Literal["lowered"] = "lowered"


class Started(Noun):
    """A conductor took the exercise up, the first time or again; `speed`: exercise seconds per second, 0 = jumps."""

    kind: Literal["started"] = "started"
    speed: float


class SpeedChanged(Noun):
    """The exercise clock runs at another speed from here on."""

    kind: Literal["speed-changed"] = "speed-changed"
    speed: float


class Paused(Noun):
    """The exercise clock stands."""

    kind: Literal["paused"] = "paused"


class Resumed(Noun):
    """The exercise clock runs on."""

    kind: Literal["resumed"] = "resumed"


class Ended(Noun):
    """The exercise is over; scores may be read."""

    kind: Literal["ended"] = "ended"
    reason: str


class EventStarted(Noun):
    """An event is about to be carried out; without an outcome after it, it was interrupted."""

    kind: Literal["event-started"] = "event-started"
    event: str
    planned: float


class EventOutcome(Noun):
    """An event ended."""

    kind: Literal["event-outcome"] = "event-outcome"
    outcome: Outcome


class Injected(Noun):
    """The team was told something; `delivered` says what became of a mail, `until` when an answer is expected."""

    kind: Literal["injected"] = "injected"
    event: str
    channel: str
    sender: LocalText
    text: LocalText
    subject: LocalText | None = None
    audience: tuple[str, ...] = ("trainees",)
    until: float | None = None
    delivered: str = ""


class InjectDropped(Noun):
    """The team will not be told something, and why."""

    kind: Literal["inject-dropped"] = "inject-dropped"
    event: str
    reason: str


LONGEST_TEXT = 20_000
"""As many characters a team may say at once."""

Speech = Annotated[str, Field(max_length=LONGEST_TEXT)]


class PhaseBegan(Noun):
    """An act of the story begins for the team."""

    kind: Literal["phase-began"] = "phase-began"
    phase: str


class PhaseDropped(Noun):
    """An act of the story will not begin for the team, and why."""

    kind: Literal["phase-dropped"] = "phase-dropped"
    phase: str
    reason: str


class Replied(Noun):
    """A team answered an inject."""

    kind: Literal["replied"] = "replied"
    event: str
    text: Speech


class Asked(Noun):
    """A team turned to one of its contacts."""

    kind: Literal["asked"] = "asked"
    contact: str
    text: Speech


class TeamBegan(Noun):
    """A team's own clock began; `offset`: at which second of the exercise clock it stood at 0."""

    kind: Literal["team-began"] = "team-began"
    offset: float


class Rewound(Noun):
    """The LAN was made anew and played again up to an event; what stands before this does not count."""

    kind: Literal["rewound"] = "rewound"
    event: str


class Probed(Noun):
    """One round of probes for one objective."""

    kind: Literal["probed"] = "probed"
    finding: Finding


class Filed(Noun):
    """A team filed a version of its report."""

    kind: Literal["filed"] = "filed"
    version: int
    report: Report


class Requested(Noun):
    """Somebody asks the conductor for something, for one team or, where none is named, for all of them.

    `event` is what to skip, fire, hold, release, delay, edit or void; `seconds` by how much to delay or extend; `speed`
    in exercise seconds per second; `text` is what an inject shall say instead; `reason` is for who reads the ledger.
    """

    kind: Literal["requested"] = "requested"
    request: RequestKind
    event: str | None = None
    seconds: float | None = None
    speed: float | None = None
    text: LocalText | None = None
    reason: str = ""


class NodeChanged(Noun):
    """Somebody pulled a node's cable, put it back, or had the node made anew; `seconds` until that was so."""

    kind: Literal["node-changed"] = "node-changed"
    node: str
    change: Literal["isolated", "reconnected", "reset"]
    seconds: float


class Cleaned(Noun):
    """What an event left was cleaned away, or could not be."""

    kind: Literal["cleaned"] = "cleaned"
    event: str
    verified: bool
    said: str


class Swept(Noun):
    """After the end, every machine was searched for the team's marker; `left` is what bears it: `node: path`."""

    kind: Literal["swept"] = "swept"
    left: tuple[str, ...] = ()


Body = Annotated[
    Raised
    | Lowered
    | Started
    | SpeedChanged
    | Paused
    | Resumed
    | Ended
    | EventStarted
    | EventOutcome
    | Injected
    | InjectDropped
    | PhaseBegan
    | PhaseDropped
    | Replied
    | Asked
    | TeamBegan
    | Rewound
    | Probed
    | Filed
    | QuotesChecked
    | Attached
    | Commented
    | Applied
    | Decided
    | PasswordTold
    | HintTaken
    | Served
    | Preserved
    | Graded
    | Appealed
    | Adjusted
    | Released
    | Requested
    | NodeChanged
    | Cleaned
    | Swept,
    Field(discriminator="kind"),
]


class Entry(Noun):
    """One line of the ledger.

    `seq` orders entries of all exercises; `at` is the wall clock; `clock` is the exercise clock in seconds, where one
    ran; `team` is empty for what concerns all of them.
    """

    seq: int
    exercise: str
    team: str = ""
    at: AwareDatetime
    clock: float | None = None
    author: str
    body: Body

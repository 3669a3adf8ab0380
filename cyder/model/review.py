"""An after-action review: what happened to each team, what it could have seen, what it did, and what to do about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from cyder.model.base import LocalText, Noun
from cyder.model.report import Stage
from cyder.model.score import Bucket, Grade, Quote, ScoreLine

Lane = Literal["attack", "visible", "team"]
"""What the attacker did; what was there to be seen or was told; what the team did and said."""

Sort = Literal[
    "happened",
    "blocked",
    "prevented",
    "broken",
    "skipped",
    "line",
    "inject",
    "report",
    "reply",
    "application",
    "decision",
    "node",
    "hint",
    "password",
    "held",
]
RoundState = Literal["held", "lost", "masked"]
"""Held, not held, or not judged because the attack had not begun."""

Owner = Literal["team-lead", "network", "mail", "helpdesk", "ciso"]
TimingKind = Literal["detect", "report", "contain"]

ANONYMOUS = 3
"""From how many teams on a spread says nothing about any single one of the others."""


class Look(Noun):
    """An ordinary command by which a defender finds an event: on which node, and what its output then shows."""

    on: str
    command: str
    shows: str


class Clue(Noun):
    """What an event of the attacker's is called, and the commands that find it."""

    title: LocalText
    looks: tuple[Look, ...] = ()


class Point(Noun):
    """One thing on a lane; `clock` in exercise seconds."""

    lane: Lane
    sort: Sort
    at: AwareDatetime
    until: AwareDatetime | None = None
    clock: float | None = None
    title: LocalText
    details: tuple[LocalText, ...] = ()
    quote: Quote | None = None
    command: str = ""


class Version(Noun):
    """One version of the team's report: what it says that the one before did not."""

    version: int
    stage: Stage
    at: AwareDatetime
    clock: float | None
    added: tuple[LocalText, ...]
    summary: str


class Timing(Noun):
    """How soon something came about: from `began` to `at`, in exercise seconds; None: it never did.

    `target`, `limit`: as soon as wanted, and too late to earn anything.
    """

    kind: TimingKind
    title: LocalText
    began: AwareDatetime
    at: AwareDatetime | None
    seconds: float | None
    target: float
    limit: float

    @property
    def in_time(self) -> bool:
        """Return whether it came about by the target."""
        return self.seconds is not None and self.seconds <= self.target


class RoundSeen(Noun):
    """One round of probes of one objective, with the words of the probes."""

    at: AwareDatetime
    clock: float
    state: RoundState
    said: LocalText


class Course(Noun):
    """How an objective went, round by round. `target`: by which exercise second it was to be held."""

    objective: str
    title: LocalText
    target: float | None
    rounds: tuple[RoundSeen, ...]


class Overlooked(Noun):
    """A line that a team could have seen at `at`, the command that shows it, and what it would have told them.

    `late`: after how many exercise seconds they reported it all the same; None: never.
    """

    event: str
    at: AwareDatetime
    clock: float | None
    quote: Quote
    command: str
    tells: tuple[LocalText, ...]
    late: float | None = None


class Advice(Noun):
    """Something to be done after the exercise: what, because of which score line, by whom, until when."""

    line: str
    grade: Grade
    what: LocalText
    because: LocalText
    owner: Owner
    due: date


class Section(Noun):
    """One of the eight sections of an after-action report: pre-filled, with the question that people answer."""

    title: LocalText
    said: tuple[LocalText, ...]
    question: LocalText


class TeamReview(Noun):
    """Everything about one team."""

    team: str
    earned: float
    maximum: float
    profile: dict[Bucket, float]
    lines: tuple[ScoreLine, ...]
    points: tuple[Point, ...]
    versions: tuple[Version, ...]
    timings: tuple[Timing, ...]
    courses: tuple[Course, ...]
    overlooked: tuple[Overlooked, ...]
    advice: tuple[Advice, ...]
    sections: tuple[Section, ...]

    @property
    def share(self) -> float:
        """Return earned over gradable points, 0 where nothing could be graded."""
        return self.earned / self.maximum if self.maximum else 0.0


class Spread(Noun):
    """How the teams did in one phase, or in `total`, as shares from 0 to 1, naming nobody."""

    of: Bucket | Literal["total"]
    least: float
    median: float
    most: float


class Review(Noun):
    """The review of an exercise. `ended` is None while it goes on; `played` is how many teams there were.

    `reader`: the team that this is for; "" where it is for instructors.
    """

    exercise: str
    title: LocalText
    organisation: LocalText
    time_zone: str
    began: AwareDatetime
    ended: AwareDatetime | None
    played: int
    reader: str = ""
    teams: tuple[TeamReview, ...]
    spread: tuple[Spread, ...]

    def of(self, team: str) -> Review:
        """Return what one team may see: nothing of the others but a spread that says nothing about any single one."""
        mine = tuple(one for one in self.teams if one.team == team)
        spread = self.spread if self.played >= ANONYMOUS else ()
        return self.model_copy(update={"teams": mine, "spread": spread, "reader": team})

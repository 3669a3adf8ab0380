"""How somebody did from exercise to exercise."""

from __future__ import annotations

from pydantic import AwareDatetime

from cyder.model.base import LocalText, Noun
from cyder.model.review import TimingKind
from cyder.model.score import Bucket, Grade


class Soon(Noun):
    """How soon, in exercise seconds: the mean over those `managed` of `teams` that got there; None where none did."""

    seconds: float | None
    managed: int
    teams: int


class Timed(Noun):
    """A time, as the review measures it, and the time before."""

    kind: TimingKind
    title: LocalText
    now: Soon
    before: Soon | None = None


class Met(Noun):
    """How an objective was met, and how the time before; by the mean share of its points."""

    id: str
    title: LocalText
    grade: Grade
    before: Grade | None = None


class Participation(Noun):
    """One exercise: the mean over `teams`. `profile`: the share earned in each phase; `before`: the time before."""

    exercise: str
    scenario: str
    title: LocalText
    began: AwareDatetime
    teams: int
    profile: dict[Bucket, float]
    before: dict[Bucket, float]
    objectives: tuple[Met, ...]
    times: tuple[Timed, ...]


class History(Noun):
    """Exercises that are over, oldest first. `of`: a participant's id, or an organisation.

    `left_out`: exercises that are not in it, each with the reason.
    """

    of: str
    participations: tuple[Participation, ...]
    left_out: tuple[LocalText, ...] = ()

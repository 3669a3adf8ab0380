"""What the service says about exercises, and who asks it: the nouns of the API that are not reports or scores."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from cyder.model.base import LocalText, Noun
from cyder.model.report import Report

ExerciseState = Literal["new", "ready", "running", "paused", "ended"]
"""`new`: no LAN yet. `ready`: the LAN stands, the clock has not begun. The rest as people say it."""


class ExerciseSummary(Noun):
    """One exercise as a list shows it; `clock` is the exercise clock in seconds, empty before the start."""

    name: str
    title: LocalText
    state: ExerciseState
    teams: tuple[str, ...]
    clock: float | None = None


class Caller(Noun):
    """Who a token belongs to: one team of an exercise, or its instructor (then `team` is empty)."""

    kind: Literal["team", "instructor"]
    exercise: str
    team: str | None = None

    def may_see(self, exercise: str) -> bool:
        """Return whether the caller belongs to that exercise."""
        return self.exercise == exercise

    def speaks_for(self, exercise: str, team: str) -> bool:
        """Return whether the caller may read and write what is that team's."""
        return self.may_see(exercise) and (self.kind == "instructor" or self.team == team)


class FiledReport(Noun):
    """One version of a report as it lies on file."""

    version: int
    received_at: AwareDatetime
    report: Report


class AttachedFile(Noun):
    """A file that a team added to its report."""

    name: str
    media_type: str
    size: int
    sha256: str
    attached_at: AwareDatetime

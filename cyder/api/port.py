"""What the API needs done for it: use cases, one method each."""

from __future__ import annotations

from typing import Protocol

from cyder.api.writing_port import WritingPort
from cyder.model.score import Scorecard
from cyder.model.service import Caller, ExerciseSummary
from cyder.model.team_score import TeamScore
from cyder.review.forms import Exported


class ControlPort(WritingPort, Protocol):
    """The use cases behind the API. Every method may be called from several threads at once."""

    def exercises(self) -> list[ExerciseSummary]:
        """Return every exercise that is not archived."""
        ...

    def who(self, token: str) -> Caller | None:
        """Return whose token this is, None if nobody's; how long it takes says nothing about the token."""
        ...

    def score(self, exercise: str, team: str) -> Scorecard:
        """Return a team's scorecard, for an instructor.

        Raises:
            Refused: the exercise is not over.
        """
        ...

    def team_score(self, exercise: str, team: str) -> TeamScore:
        """Return what a team may read of its score.

        Raises:
            Refused: the exercise is not over, or scores are not released.
        """
        ...

    def export(self, exercise: str, team: str, version: int, *, form: str, language: str) -> Exported:
        """Return one version of a team's report in a form that others take.

        Raises:
            NotFound: there is no such version.
        """
        ...

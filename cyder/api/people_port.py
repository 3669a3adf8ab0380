"""What the API needs done for people who tell, judge and disagree: use cases, one method each."""

from __future__ import annotations

from typing import Protocol

from cyder.exercise.appeals import Appeal
from cyder.exercise.commenting import Comment
from cyder.exercise.grading import Marked
from cyder.exercise.hints import HintShown
from cyder.exercise.inbox import Mailbox
from cyder.scoring.copies import Copied


class PeoplePort(Protocol):
    """The use cases behind these routes. Every method may be called from several threads at once.

    Whoever is named wrongly raises NotFound; what cannot be now, Refused; what cannot be at all, BadInput.
    """

    def hints(self, exercise: str, team: str) -> list[HintShown]:
        """Return the hints there are; the text of one is there once the team took it, or once it is over."""
        ...

    def take_hint(self, exercise: str, team: str, name: str, *, author: str) -> HintShown:
        """Take a hint and return it with its text."""
        ...

    def mailbox(self, exercise: str, team: str) -> Mailbox:
        """Return what a team was told and said so far, and whom it may turn to."""
        ...

    def reply(self, exercise: str, team: str, event: str, text: str, *, author: str) -> None:
        """Answer something the team was told."""
        ...

    def ask(self, exercise: str, team: str, contact: str, text: str, *, author: str) -> None:
        """Turn to one of the team's contacts."""
        ...

    def comments(self, exercise: str, team: str) -> list[Comment]:
        """Return the comments on a team's reports, oldest first."""
        ...

    def comment(self, exercise: str, team: str, version: int, field: str, text: str, *, author: str) -> None:
        """Comment on one field of a version of a team's report."""
        ...

    def appeals(self, exercise: str, team: str | None) -> list[Appeal]:
        """Return the appeals of one team or of all, with their answers, oldest first."""
        ...

    def appeal(self, exercise: str, team: str, line: str, text: str, *, author: str) -> Appeal:
        """Say why a team does not agree with a score line, once scores are released."""
        ...

    def adjust(
        self, exercise: str, team: str, line: str, points: float, reason: str, *, author: str, answers: int | None
    ) -> None:
        """Add points to a team's line or take some away; 0 points refuse the appeal that is answered."""
        ...

    def marks(self, exercise: str, grader: str) -> list[Marked]:
        """Return the marks that this grader may see."""
        ...

    def grade(self, exercise: str, team: str, criterion: str, mark: int, *, grader: str, comment: str) -> None:
        """Give a team a mark for one criterion of the rubric."""
        ...

    def release(self, exercise: str) -> None:
        """Let teams read their scores; a second time changes nothing."""
        ...

    def copies(self, exercise: str) -> tuple[Copied, ...]:
        """Return what teams reported although it is another team's."""
        ...

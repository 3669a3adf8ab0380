"""What the API may ask for on behalf of people who tell, judge and disagree, one method each."""

from __future__ import annotations

from cyder.exercise import appeals as hearing
from cyder.exercise import commenting, grading, inbox
from cyder.exercise import copies as copying
from cyder.exercise import hints as hinting
from cyder.exercise.desk import Desk
from cyder.scoring.copies import Copied


class PeopleControl:
    """The use cases behind the API's hints, messages, comments, marks, appeals and the release of scores."""

    _desk: Desk

    def hints(self, exercise: str, team: str) -> list[hinting.HintShown]:
        """Return the hints there are, with the texts that the team may read."""
        return hinting.hints(self._desk.exercise(exercise), team)

    def take_hint(self, exercise: str, team: str, name: str, *, author: str) -> hinting.HintShown:
        """Take a hint."""
        return hinting.take_hint(self._desk.exercise(exercise), team, name, author=author)

    def mailbox(self, exercise: str, team: str) -> inbox.Mailbox:
        """Return what a team was told and said, and whom it may turn to."""
        return inbox.mailbox(self._desk.exercise(exercise), team)

    def reply(self, exercise: str, team: str, event: str, text: str, *, author: str) -> None:
        """Answer something the team was told."""
        inbox.reply(self._desk.exercise(exercise), team, event, text, author=author)

    def ask(self, exercise: str, team: str, contact: str, text: str, *, author: str) -> None:
        """Turn to one of the team's contacts."""
        inbox.ask(self._desk.exercise(exercise), team, contact, text, author=author)

    def comments(self, exercise: str, team: str) -> list[commenting.Comment]:
        """Return the comments on a team's reports."""
        return commenting.comments(self._desk.exercise(exercise), team)

    def comment(self, exercise: str, team: str, version: int, field: str, text: str, *, author: str) -> None:
        """Comment on one field of a version."""
        commenting.comment(self._desk.exercise(exercise), team, version, field, text, author=author)

    def appeals(self, exercise: str, team: str | None) -> list[hearing.Appeal]:
        """Return the appeals of one team or of all."""
        found = hearing.appeals(self._desk.exercise(exercise))
        return [one for one in found if team in (None, one.team)]

    def appeal(self, exercise: str, team: str, line: str, text: str, *, author: str) -> hearing.Appeal:
        """Appeal against a score line."""
        number = hearing.appeal(self._desk.exercise(exercise), team, line, text, author=author)
        return next(one for one in self.appeals(exercise, team) if one.number == number)

    def adjust(
        self, exercise: str, team: str, line: str, points: float, reason: str, *, author: str, answers: int | None
    ) -> None:
        """Add points to a line or take some away."""
        hearing.adjust(self._desk.exercise(exercise), team, line, points, reason, author=author, answers=answers)

    def marks(self, exercise: str, grader: str) -> list[grading.Marked]:
        """Return the marks that a grader may see."""
        return grading.marks(self._desk.exercise(exercise), grader=grader)

    def grade(self, exercise: str, team: str, criterion: str, mark: int, *, grader: str, comment: str) -> None:
        """Give a team a mark."""
        grading.grade(self._desk.exercise(exercise), team, criterion, mark, grader=grader, comment=comment)

    def release(self, exercise: str) -> None:
        """Let teams read their scores."""
        grading.release(self._desk.exercise(exercise), author="instructor")

    def copies(self, exercise: str) -> tuple[Copied, ...]:
        """Return what teams reported although it is another team's."""
        return copying.copies_in(self._desk.exercise(exercise))

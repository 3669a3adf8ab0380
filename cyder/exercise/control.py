"""What the API may ask for: the use cases, one method each."""

from __future__ import annotations

from cyder.errors import NotFound, Refused
from cyder.exercise.conducting import conductor_of
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.exporting import export_report
from cyder.exercise.reporting import released, scorecard, submit_report
from cyder.exercise.state import clock_at, state_of
from cyder.exercise.tokens import INSTRUCTOR, matches
from cyder.model.ledger import Filed
from cyder.model.report import Acknowledgement, Report
from cyder.model.score import Scorecard
from cyder.model.service import Caller, ExerciseSummary, FiledReport
from cyder.review.forms import Exported


class Control:
    """The use cases behind the API."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def exercises(self) -> list[ExerciseSummary]:
        """Return every exercise that is not archived."""
        return [summary(Exercise.of(self._desk, record)) for record in self._desk.store.live()]

    def who(self, token: str) -> Caller | None:
        """Return whose token this is, None if nobody's."""
        name, _, rest = token.rpartition(".")[0].rpartition(".")
        try:
            exercise = self._desk.exercise(name) if name else None
        except NotFound:
            return None
        if exercise is None or rest not in (*exercise.teams, INSTRUCTOR) or not matches(exercise.record, rest, token):
            return None
        if rest == INSTRUCTOR:
            return Caller(kind="instructor", exercise=name, team=None)
        return Caller(kind="team", exercise=name, team=rest)

    def submit_report(
        self, exercise: str, team: str, report: Report, *, author: str, key: str | None
    ) -> Acknowledgement:
        """File a report."""
        return submit_report(self._desk.exercise(exercise), team, report, author=author, key=key)

    def reports(self, exercise: str, team: str) -> list[FiledReport]:
        """Return a team's versions, oldest first."""
        entries = self._desk.exercise(exercise).ledger.entries(team=team)
        return [
            FiledReport(version=entry.body.version, received_at=entry.at, report=entry.body.report)
            for entry in entries
            if isinstance(entry.body, Filed)
        ]

    def score(self, exercise: str, team: str) -> Scorecard:
        """Return a team's score, once the exercise is over."""
        found = self._desk.exercise(exercise)
        if not released(found):
            raise Refused("scores can be read when the exercise is over")
        return scorecard(found, team)

    def export(self, exercise: str, team: str, version: int, *, form: str, language: str) -> Exported:
        """Return one version of a team's report in a form that others take."""
        return export_report(self._desk.exercise(exercise), team, form, language, version)


def summary(exercise: Exercise) -> ExerciseSummary:
    """Return an exercise in one line; with nobody conducting it, its clock stands where the ledger ends."""
    entries = exercise.ledger.entries()
    now = exercise.desk.clock.now() if conductor_of(exercise) or not entries else entries[-1].at
    return ExerciseSummary(
        name=exercise.name,
        title=exercise.scenario.title,
        state=state_of(entries),
        teams=list(exercise.teams),
        clock=clock_at(entries, now),
    )

"""What the API may ask for: the use cases, one method each."""

from __future__ import annotations

from cyder.errors import NotFound, Refused
from cyder.exercise.applications_control import ApplicationsControl
from cyder.exercise.conducting_control import ConductingControl
from cyder.exercise.desk import Exercise
from cyder.exercise.exporting import export_report
from cyder.exercise.grading import released
from cyder.exercise.people_control import PeopleControl
from cyder.exercise.reporting import over, scorecard
from cyder.exercise.state import state_of
from cyder.exercise.timing import exercise_clock
from cyder.exercise.tokens import INSTRUCTOR, matches
from cyder.exercise.writing import Writing
from cyder.model.score import Scorecard
from cyder.model.service import Caller, ExerciseSummary
from cyder.model.team_score import TeamScore
from cyder.review.forms import Exported


class Control(Writing, ApplicationsControl, PeopleControl, ConductingControl):
    """The use cases behind the API."""

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

    def score(self, exercise: str, team: str) -> Scorecard:
        """Return a team's scorecard for an instructor, once the exercise is over."""
        found = self._desk.exercise(exercise)
        if not over(found):
            raise Refused("scores can be read when the exercise is over", hint=f"cyder end {found.name}")
        return scorecard(found, team)

    def team_score(self, exercise: str, team: str) -> TeamScore:
        """Return what a team may read of its score, once the exercise is over and scores are released."""
        found = self._desk.exercise(exercise)
        if not (over(found) and released(found)):
            raise Refused("scores are not released yet")
        return TeamScore.of(scorecard(found, team))

    def export(self, exercise: str, team: str, version: int, *, form: str, language: str) -> Exported:
        """Return one version of a team's report in a form that others take."""
        return export_report(self._desk.exercise(exercise), team, form, language, version)


def summary(exercise: Exercise) -> ExerciseSummary:
    """Return an exercise in one line."""
    return ExerciseSummary(
        name=exercise.name,
        title=exercise.scenario.title,
        state=state_of(exercise.ledger.entries()),
        teams=list(exercise.teams),
        clock=exercise_clock(exercise),
    )

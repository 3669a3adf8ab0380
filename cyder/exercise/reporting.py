"""Use cases: file a report, read scores."""

from __future__ import annotations

from pathlib import Path

from cyder import scoring
from cyder.errors import NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.state import state_of
from cyder.exercise.timing import team_clock
from cyder.model.report import Acknowledgement, Report
from cyder.model.score import Scorecard
from cyder.scenario.read import read_as, read_text


def read_report(path: Path) -> Report:
    """Return a report from a YAML or JSON file.

    Raises:
        NotFound: there is no such file.
        BadInput: it has problems, each with its place.
    """
    try:
        text = read_text(path)
    except NotFound as error:
        raise NotFound(error.message, hint="`cyder report template` prints one to fill in") from None
    return read_as(text, str(path), Report)


def submit_report(
    exercise: Exercise, team: str, report: Report, *, author: str, key: str | None = None
) -> Acknowledgement:
    """File the next version of a team's report; answers that it arrived, never what it is worth.

    Raises:
        Refused: the exercise has not begun, or is over.
    """
    exercise.resolved(team)
    state = state_of(exercise.ledger.entries())
    if state in {"new", "ready"}:
        raise Refused(f"exercise '{exercise.name}' has not begun", hint=f"cyder start {exercise.name}")
    if state == "ended":
        raise Refused(f"exercise '{exercise.name}' is over; reports are closed", hint="")
    store, clock = exercise.desk.store, team_clock(exercise, team)
    entry, _ = store.file_report(exercise.record, team, report, author=author, clock=clock, key=key)
    return Acknowledgement(
        exercise=exercise.name,
        team=team,
        version=getattr(entry.body, "version", 0),
        received_at=entry.at,
        warnings=scoring.warnings(report),
    )


def scorecard(exercise: Exercise, team: str) -> Scorecard:
    """Compute a team's score from the ledger, as it stands."""
    exercise.resolved(team)
    return scoring.score(exercise.ledger.entries(), exercise.scenario, exercise=exercise.name, team=team)


def released(exercise: Exercise) -> bool:
    """Return whether scores may be read by teams: once the exercise is over."""
    return state_of(exercise.ledger.entries()) == "ended"

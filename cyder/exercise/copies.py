"""Use case: which values of other teams stand in a team's reports."""

from __future__ import annotations

from cyder.exercise.desk import Exercise
from cyder.scoring.copies import Copied, copies


def copies_in(exercise: Exercise) -> tuple[Copied, ...]:
    """Return what teams reported although it is another team's, for an instructor to judge."""
    values = {team: exercise.resolved(team).values for team in exercise.teams}
    return copies(exercise.ledger.entries(), values, exercise=exercise.name)

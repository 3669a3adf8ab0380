"""Where the clocks stand, for what people write into the ledger while a conductor conducts."""

from __future__ import annotations

from cyder.exercise.conducting import conductor_of
from cyder.exercise.desk import Exercise
from cyder.exercise.state import clock_at
from cyder.model.ledger import TeamBegan
from cyder.replay.progress import clock_of


def exercise_clock(exercise: Exercise) -> float | None:
    """Return the exercise second, None before it has begun; with nobody conducting, the last that the ledger shows."""
    entries = exercise.ledger.entries()
    if conductor_of(exercise) is None:
        return clock_of(entries)
    return clock_at(entries, exercise.desk.clock.now())


def team_clock(exercise: Exercise, team: str) -> float | None:
    """Return a team's own exercise second, None before it has begun."""
    began = [entry.body.offset for entry in exercise.ledger.entries(team=team) if isinstance(entry.body, TeamBegan)]
    now = exercise_clock(exercise)
    return None if now is None or not began else now - began[-1]

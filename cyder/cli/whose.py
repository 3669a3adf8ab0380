"""Whose: the option that names a team, and who is meant where it is left out."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.errors import Refused
from cyder.exercise.desk import Exercise

Team = Annotated[str | None, typer.Option("--team", "-t", help="Which team; may be left out when there is only one.")]


def team_of(exercise: Exercise, team: str | None) -> str:
    """Return the team that is meant: the one named, or the only one.

    Raises:
        Refused: none was named and there are several.
        NotFound: there is no such team.
    """
    if team is None and len(exercise.teams) > 1:
        raise Refused(f"whose? there are {len(exercise.teams)} teams", hint="say --team team1")
    chosen = team or exercise.teams[0]
    exercise.resolved(chosen)
    return chosen

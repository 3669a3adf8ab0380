"""Whose report, draft or file a command is about."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.errors import Refused
from cyder.exercise.desk import Exercise

Team = Annotated[str | None, typer.Option("--team", "-t", help="Whose report; may be left out with one team.")]


def team_of(exercise: Exercise, written: str | None) -> str:
    """Return the team that is meant; without a word the only one.

    Raises:
        NotFound: there is none of that name.
        Refused: there are several.
    """
    if written is None and len(exercise.teams) > 1:
        raise Refused(f"there are {len(exercise.teams)} teams", hint="say whose with --team team1")
    team = written or exercise.teams[0]
    exercise.resolved(team)
    return team

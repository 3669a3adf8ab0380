"""Commands about comments on single fields of a report."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.exercise import commenting


def comment(
    context: typer.Context,
    version: Annotated[int, typer.Argument(help="Which version of the report.")],
    field: Annotated[str, typer.Argument(help="Which field: summary, timeline[0].at, indicators[2].value, …")],
    text: Annotated[str, typer.Argument(help="The comment.")],
    team: Team = None,
    exercise: ExerciseName = None,
    author: Annotated[str, typer.Option("--as", help="Whose comment.")] = "instructor",
    json: Json = False,
) -> None:
    """Comment on one field of a report, as an instructor."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    commenting.comment(found, who, version, field, text, author=author)
    data = {"team": who, "version": version, "field": field}
    Terminal(json=json).result(data, f"{who}: version {version}, {field}: noted")


def comments(context: typer.Context, team: Team = None, exercise: ExerciseName = None, json: Json = False) -> None:
    """Show the comments on a team's reports, field by field."""
    found = desk_of(context).exercise(exercise)
    known = commenting.comments(found, team_of(found, team))
    lines = [f"version {one.version}  {one.field}  {one.author}: {one.text}" for one in known]
    data = [{**vars(one), "at": one.at.isoformat()} for one in known]
    Terminal(json=json).result(data, "\n".join(lines) or "no comments")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (comment, comments):
        app.command()(command)

"""Commands of a team about hints."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.exercise import hints as use


def hints(context: typer.Context, exercise: ExerciseName = None, team: Team = None, json: Json = False) -> None:
    """Show which hints there are, and what each costs; those taken with their text."""
    found = desk_of(context).exercise(exercise)
    known = use.hints(found, team_of(found, team))
    text = "\n".join(_shown(hint) for hint in known) or "this exercise has no hints"
    Terminal(json=json).result([_as_data(hint) for hint in known], text)


def hint(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="HINT", help="Which, as `cyder hints` names it.")],
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Take a hint and read it. It costs its share of what the line it is about earns; taken twice, it costs once."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    taken = use.take_hint(found, who, name, author=who)
    Terminal(json=json).result(_as_data(taken), _shown(taken))


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (hints, hint):
        app.command()(command)


def _shown(hint: use.HintShown) -> str:
    taken = "  (taken / 利用済み)" if hint.taken else ""
    lines = [f"{hint.name}  {hint.title.ja} / {hint.title.en}  -{hint.cost:.0%} of {hint.about}{taken}"]
    if hint.text:
        lines += [f"    {hint.text.ja}", f"    {hint.text.en}"]
    return "\n".join(lines)


def _as_data(hint: use.HintShown) -> dict[str, object]:
    return {
        "name": hint.name,
        "title": hint.title.model_dump(),
        "about": hint.about,
        "cost": hint.cost,
        "taken": hint.taken,
        "text": hint.text.model_dump() if hint.text else None,
    }

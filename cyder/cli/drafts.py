"""The command about what a team has written so far: draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cyder.cli.language import Lang, language_of
from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise.drafting import draft_text, read_draft, save_draft
from cyder.scenario.read import read_text


def draft(
    context: typer.Context,
    save: Annotated[
        Path | None, typer.Option("--save", help="Keep this file as the draft, whether or not it can be filed yet.")
    ] = None,
    discard: Annotated[bool, typer.Option("--discard", help="Throw the draft away.")] = False,
    team: Team = None,
    exercise: ExerciseName = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """Print what a team has written of its next report so far: `cyder report draft > report.yaml`."""
    if save is not None and discard:
        raise BadInput("both --save and --discard", hint="choose one of them")
    found = desk_of(context).exercise(exercise)
    who, language, terminal = team_of(found, team), language_of(lang), Terminal(json=json)
    before = read_draft(found, who, language=language)
    if save is None and not discard:
        terminal.result(before.model_dump(mode="json"), before.text.rstrip("\n") or f"{who} has no draft")
        return
    text = "" if save is None else read_text(save)
    kept = save_draft(found, who, draft_text(text, before.revision), author=who, language=language)
    lines = [f"{who}: the draft is {'thrown away' if discard else 'kept'}"]
    lines += [f"look again: {warning}" for warning in kept.warnings]
    terminal.result(kept.model_dump(mode="json"), "\n".join(lines))


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(draft)

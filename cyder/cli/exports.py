"""The command that hands a filed report to others: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cyder.cli.language import Lang, language_of
from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import BadInput, Refused

Form = Annotated[str, typer.Option("--format", "-f", help="markdown, html, iodef, stix or misp.")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write it here; - is standard output.")]


def export(
    context: typer.Context,
    version: Annotated[int | None, typer.Argument(help="The number of a version; left out, the latest.")] = None,
    form: Form = "markdown",
    output: Output = "-",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    team: Team = None,
    exercise: ExerciseName = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """Hand a filed report to others: as Markdown, as a page to print, or as data for their programs."""
    from cyder.exercise.exporting import export_report

    found = desk_of(context).exercise(exercise)
    made = export_report(found, team_of(found, team), form, language_of(lang), version)
    if output == "-":
        sys.stdout.write(made.text)
        return
    _write(Path(output), made.text, force=force)
    Terminal(json=json).result({"written": output, "media_type": made.media_type}, f"written: {output}")


def _write(file: Path, text: str, *, force: bool) -> None:
    try:
        with file.open("w" if force else "x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError:
        raise Refused(f"{file} is there already", hint="--force writes over it") from None
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}", hint="give a file in a folder that exists") from None


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(export)

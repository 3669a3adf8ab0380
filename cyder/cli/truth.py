"""The command that hands what really happened to other programs: truth."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cyder.cli.playing import Exercise
from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise.truth import Form, written
from cyder.exercise.truth import truth as truth_of

As = Annotated[Form, typer.Option("--as", help="An ATT&CK Navigator layer, a STIX 2.1 bundle, or plain JSON.")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write it here; - is standard output.")]


def truth(
    context: typer.Context,
    exercise: Exercise = None,
    team: Annotated[str | None, typer.Option("--team", "-t", help="Whose; needed where there are several.")] = None,
    form: As = Form.JSON,
    output: Output = "-",
    now: Annotated[bool, typer.Option("--now", help="Although it is not over: this holds the answers.")] = False,
    json: Json = False,
) -> None:
    """Tell what really happened to a team, for other programs; the instructor's, once the exercise is over."""
    document = truth_of(desk_of(context).exercise(exercise), team, form, now=now)
    if output == "-":
        sys.stdout.write(written(document))
        return
    try:
        Path(output).write_text(written(document), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{output}: {error.strerror}", hint="give a file in a folder that exists") from None
    Terminal(json=json).result({"written": output}, f"written: {output}")


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(truth)

"""The command that writes out the Sigma rules of actions: actions sigma."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.exercise.sigma import write_rules


def sigma(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder; it is made if need be.")],
    json: Json = False,
) -> None:
    """Write the Sigma rules of actions into a folder, a file for each action that one log line gives away."""
    written = write_rules(desk_of(context).catalogue, output)
    Terminal(json=json).result(
        {"written": [str(path) for path in written]}, f"written: {len(written)} rules in {output}"
    )


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(sigma)

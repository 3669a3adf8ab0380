"""Commands about files that a team adds to its report: attach, attachments, fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise.attaching import attach_file, attached_file, attached_files, read_attachment_file


def attach(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="PNG, JPEG, PDF, text, CSV or a packet capture, of up to 5 MiB.")],
    team: Team = None,
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Add a file to what a team reports: a screenshot, a piece of a log, a capture."""
    content = read_attachment_file(file)
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    added = attach_file(found, who, file.name, content, author=who)
    text = f"{who}: '{added.name}' is attached ({added.media_type}, {added.size} bytes)"
    Terminal(json=json).result(added.model_dump(mode="json"), text)


def attachments(context: typer.Context, team: Team = None, exercise: ExerciseName = None, json: Json = False) -> None:
    """List the files that a team added to its report."""
    found = desk_of(context).exercise(exercise)
    present = attached_files(found, team_of(found, team))
    lines = [
        f"{each.attached_at.astimezone(found.zone):%H:%M:%S %Z}  {each.size:>8}  {each.media_type:<16}  {each.name}"
        for each in present
    ]
    Terminal(json=json).result([each.model_dump(mode="json") for each in present], "\n".join(lines) or "no attachment")


def fetch(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The attachment, as `cyder report attachments` names it.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write it; left out, here.")] = None,
    team: Team = None,
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Write an attachment into a file. Open it with care: it is from others."""
    found = desk_of(context).exercise(exercise)
    file, content = attached_file(found, team_of(found, team), name)
    target = output or Path(file.name)
    if target.is_dir():
        target /= file.name
    try:
        with target.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise BadInput(f"{target}: it is there already", hint="give another place with -o") from None
    except OSError as error:
        raise BadInput(f"{target}: {error.strerror}", hint="give a file in a folder that exists") from None
    Terminal(json=json).result({"written": str(target), "sha256": file.sha256}, f"written: {target}")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (attach, attachments, fetch):
        app.command()(command)

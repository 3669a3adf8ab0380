"""Commands that prepare the machine: engine, images, doctor."""

from __future__ import annotations

import typer

from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.exercise import setting_up

engine_app = typer.Typer(help="The Docker Engine: one that is there, or a private one.", no_args_is_help=True)
images_app = typer.Typer(help="The images of all kinds of machines.", no_args_is_help=True)


@engine_app.command()
def start(context: typer.Context, json: Json = False) -> None:
    """Use the engine that answers; where none does, install one and start it privately."""
    terminal = Terminal(json=json)
    shown = setting_up.start_engine(desk_of(context), terminal)
    terminal.result(shown.data, shown.text)


@engine_app.command()
def stop(context: typer.Context, json: Json = False) -> None:
    """Stop the private engine; any other is left alone."""
    terminal = Terminal(json=json)
    shown = setting_up.stop_engine(desk_of(context), terminal)
    terminal.result(shown.data, shown.text)


@engine_app.command("status")
def engine_status(context: typer.Context, json: Json = False) -> None:
    """Say which engine answers."""
    shown = setting_up.engine_status(desk_of(context))
    Terminal(json=json).result(shown.data, shown.text)


@images_app.command()
def build(context: typer.Context, json: Json = False) -> None:
    """Build what is missing or has changed."""
    terminal = Terminal(json=json)
    shown = setting_up.build_images(desk_of(context), terminal)
    terminal.result(shown.data, shown.text)


@images_app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """List images: current, stale or missing."""
    shown = setting_up.list_images(desk_of(context))
    Terminal(json=json).result(shown.data, shown.text)


def doctor(context: typer.Context, json: Json = False) -> None:
    """Look at the machine: what is there, what is missing, and the remedy. Exit code 3 if something is missing."""
    shown, well = setting_up.examine(desk_of(context))
    Terminal(json=json).result(shown.data, shown.text)
    raise typer.Exit(0 if well else 3)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(doctor)

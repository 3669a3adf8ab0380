"""Commands around the API: serve, tokens."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.exercise.control import Control
from cyder.exercise.tokens import INSTRUCTOR, token_for


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8080,
    json: Json = False,
) -> None:
    """Serve the API until Ctrl-C; its description is at /openapi.json."""
    from cyder.api.serve import serve as run_server

    terminal = Terminal(json=json)
    terminal.line(f"http://{host}:{port}/openapi.json    tokens: cyder tokens")
    run_server(Control(desk_of(context)), host, port)
    terminal.result({"served": f"http://{host}:{port}"})


def tokens(context: typer.Context, exercise: ExerciseName = None, json: Json = False) -> None:
    """Show the API tokens of an exercise's teams and instructor. Whoever has one may act as them."""
    found = desk_of(context).exercise(exercise)
    shown = {who: token_for(found.record, who) for who in (*found.teams, INSTRUCTOR)}
    Terminal(json=json).result(shown, "\n".join(f"{who:<11} {token}" for who, token in shown.items()))


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(serve)
    app.command()(tokens)

"""Commands that do something to a node from outside it: isolate, reconnect, reset, cp."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.entering import Address, As, visitor_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.exercise.copying import copy
from cyder.exercise.machines import Changed, pull_cable, put_back_cable
from cyder.exercise.machines import reset as make_anew

Place = Annotated[str, typer.Argument(help="A path of this machine, or [TEAM/]NODE:/path.")]


def isolate(
    context: typer.Context, node: Address, exercise: ExerciseName = None, visitor: As = "trainee", json: Json = False
) -> None:
    """Pull a node's cable: it runs on, and nothing goes in or out."""
    changed = pull_cable(desk_of(context), node, exercise=exercise, visitor=visitor_of(visitor))
    where = f"{changed.team}/{changed.node}"
    done = f"{where} is isolated: it runs on, nothing goes in or out\nnext: cyder reconnect {where}"
    _say(changed, done if changed.done else f"{where} is isolated already", json=json)


def reconnect(
    context: typer.Context, node: Address, exercise: ExerciseName = None, visitor: As = "trainee", json: Json = False
) -> None:
    """Put the cable of an isolated node back."""
    changed = put_back_cable(desk_of(context), node, exercise=exercise, visitor=visitor_of(visitor))
    where = f"{changed.team}/{changed.node}"
    _say(changed, f"{where} is connected again" if changed.done else f"{where} is connected already", json=json)


def reset(context: typer.Context, node: Address, exercise: ExerciseName = None, json: Json = False) -> None:
    """Make a node anew, as it was at the start. What was on it is gone, its logs too; all others are left alone."""
    changed = make_anew(desk_of(context), node, exercise=exercise, voice=Terminal(json=json))
    where = f"{changed.team}/{changed.node}"
    _say(changed, f"{where} is new and healthy after {changed.seconds:.1f} s; what was on it is gone", json=json)


def cp(
    context: typer.Context,
    source: Place,
    target: Place,
    exercise: ExerciseName = None,
    visitor: As = "trainee",
    json: Json = False,
) -> None:
    """Copy a file or folder from a node to this machine, or the other way round; links and devices are left out."""
    copied = copy(desk_of(context), source, target, exercise=exercise, visitor=visitor_of(visitor))
    left_out = f"; left out: {copied.left_out} links or devices" if copied.left_out else ""
    text = f"{source} → {target}: {copied.files} file{'' if copied.files == 1 else 's'}, {copied.bytes} bytes{left_out}"
    Terminal(json=json).result({"source": source, "target": target, **vars(copied)}, text)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (isolate, reconnect, reset, cp):
        app.command()(command)


def _say(changed: Changed, text: str, *, json: bool) -> None:
    Terminal(json=json).result(vars(changed), text)

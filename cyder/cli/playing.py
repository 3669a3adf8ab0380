"""Commands that conduct: start, pause, resume, end."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.terminal import Json, Terminal, desk_of, going_on
from cyder.errors import BadInput
from cyder.exercise import conducting
from cyder.exercise.players import ScriptedPlayer
from cyder.exercise.quoting import check_quotes_if_possible
from cyder.exercise.reporting import submit_report
from cyder.exercise.steering import ask_about_time
from cyder.model.ledger import RequestKind
from cyder.model.report import Acknowledgement, Report
from cyder.replay.clock import JUMP
from cyder.replay.due import Player

Exercise = Annotated[str | None, typer.Argument(help="Which exercise; may be left out while there is only one.")]


def start(
    context: typer.Context,
    exercise: Exercise = None,
    speed: Annotated[
        str, typer.Option("--speed", help="Exercise seconds per second; `max` jumps from event to event.")
    ] = "1",
    team: Annotated[
        list[str] | None, typer.Option("--team", help="Let only these teams begin now; the others when they are named.")
    ] = None,
    detach: Annotated[bool, typer.Option("--detach", help="Conduct in the background.")] = False,
    player: Annotated[
        list[str] | None, typer.Option("--player", help="TEAM=PLAYER: let a scripted player of the scenario work.")
    ] = None,
    json: Json = False,
) -> None:
    """Conduct an exercise to its end; one that was interrupted is continued."""
    terminal = Terminal(json=json)
    found = desk_of(context).exercise(exercise)
    pace = pace_of(speed)
    if team and conducting.conductor_of(found) is not None:
        for one in team:
            ask_about_time(found, "begin", team=one)
        terminal.result({"exercise": found.name, "began": team}, f"{', '.join(team)} begins")
        return
    if detach:
        process = conducting.detach(found, speed=pace, begin=team)
        text = f"process {process} conducts '{found.name}'; `cyder status` looks, `cyder end` ends it"
        terminal.result({"exercise": found.name, "process": process}, text)
        return
    players: dict[str, Player] = {}
    for word in player or []:
        who, _, name = word.partition("=")

        def submit(data: object, team: str = who) -> Acknowledgement:
            answer = submit_report(found, team, Report.model_validate(data), author=f"{team} (scripted)")
            check_quotes_if_possible(found, team, answer.version)
            return answer

        players[who] = ScriptedPlayer.of(found, who, name, submit, terminal).play
    with going_on(f"cyder start {found.name}"):
        conducting.conduct(found, speed=pace, voice=terminal, players=players, begin=team)
    text = f"`cyder score --exercise {found.name}` shows the scores"
    terminal.result({"exercise": found.name, "state": "ended"}, text)


def pause(context: typer.Context, exercise: Exercise = None, json: Json = False) -> None:
    """Stop the exercise clock."""
    _request(context, exercise, "pause", json=json)


def resume(context: typer.Context, exercise: Exercise = None, json: Json = False) -> None:
    """Let the exercise clock run on."""
    _request(context, exercise, "resume", json=json)


def end(context: typer.Context, exercise: Exercise = None, json: Json = False) -> None:
    """End an exercise before its time; what was played is cleaned up and scored."""
    _request(context, exercise, "end", json=json)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (start, pause, resume, end):
        app.command()(command)


def pace_of(text: str) -> float:
    """Return a speed as a number; `max` is 0.

    Raises:
        BadInput: it is neither.
    """
    if text == "max":
        return JUMP
    try:
        pace = float(text)
    except ValueError:
        pace = -1.0
    if not 0 <= pace <= 100:
        raise BadInput(f"--speed '{text}' is no speed", hint="a number up to 100, or max")
    return pace


def _request(context: typer.Context, exercise: str | None, request: RequestKind, *, json: bool) -> None:
    found = desk_of(context).exercise(exercise)
    conducting.ask_conductor(found, request, author="instructor")
    text = f"asked the conductor of '{found.name}' to {request}"
    Terminal(json=json).result({"exercise": found.name, "requested": request}, text)

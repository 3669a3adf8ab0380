"""The demonstration: a whole exercise for two teams on real containers, from nothing to two scores."""

from __future__ import annotations

import time

import typer

from cyder.cli.api_client import ReportsByHttp, read_score
from cyder.cli.scores import card_text
from cyder.cli.terminal import Json, Terminal, desk_of
from cyder.errors import CyderError
from cyder.exercise import conducting, grading, inspecting, lowering, raising, setting_up
from cyder.exercise.control import Control
from cyder.exercise.desk import Desk
from cyder.exercise.players import ScriptedPlayer
from cyder.model.team_score import TeamScore
from cyder.replay.clock import JUMP

SCENARIO = "first-look"
NAME = "demo"
PLAYERS = {"team1": "perfect", "team2": "idle"}

NEXT = """\
Try it yourself:
  cyder up first-look                a LAN of your own
  cyder start first-look --detach    the exercise begins
  cyder shell mail                   look round; the log is /var/log/mail.log
  cyder report template > r.yaml     write down what you find
  cyder report submit r.yaml         hand it in
  cyder end; cyder score             what it was worth, and why
  cyder down --archive               everything away; `cyder engine stop` ends the engine, too"""


def demo(context: typer.Context, json: Json = False) -> None:
    """Show everything once: two teams, an attack, one team that answers it and one that sleeps, two scores."""
    terminal = Terminal(json=json)
    desk = desk_of(context)
    terminal.line("1. The engine and the images")
    setting_up.start_engine(desk, terminal)
    setting_up.build_images(desk, terminal)
    began = time.monotonic()
    try:
        cards = _play(desk, terminal)
    finally:
        terminal.line("\n6. Everything down again")
        _clear(desk, terminal)
    text = f"\n{time.monotonic() - began:.0f} s since the images were there.\n\n{NEXT}"
    data = [card.model_dump(mode="json") for card in cards]
    terminal.result({"scores": data}, text)


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(demo)


def _play(desk: Desk, terminal: Terminal) -> list[TeamScore]:
    from cyder.api.app import create_app
    from cyder.api.serve import running

    _clear(desk, Terminal(json=True))
    terminal.line("\n2. The plan")
    terminal.line(inspecting.preview(desk, SCENARIO, teams=len(PLAYERS), name=NAME).text)
    terminal.line("\n3. Two LANs with identical addresses")
    exercise = raising.up(desk, SCENARIO, teams=len(PLAYERS), name=NAME, seed=None, voice=terminal)
    terminal.line(f"\n4. The exercise: {', '.join(f'{team} is {player}' for team, player in PLAYERS.items())}")
    with running(create_app(Control(desk))) as url:
        players = {
            team: ScriptedPlayer.of(exercise, team, player, ReportsByHttp(exercise, team, url), terminal)
            for team, player in PLAYERS.items()
        }
        plays = {team: player.play for team, player in players.items()}
        conducting.conduct(exercise, speed=JUMP, voice=terminal, players=plays)
        if troubles := [f"{team} {each}" for team, player in players.items() for each in player.troubles]:
            raise CyderError("; ".join(troubles))
        grading.release(exercise, author="instructor")
        terminal.line("\n5. The scores, released and read through the API")
        cards = [read_score(exercise, team, url) for team in exercise.teams]
    for card in cards:
        terminal.line("\n" + card_text(card))
    return cards


def _clear(desk: Desk, terminal: Terminal) -> None:
    if NAME in {record.name for record in desk.store.live()} | {ref.exercise for ref in desk.provider.lans()}:
        lowering.down(desk, NAME, everything=False, archive=True, voice=terminal)

"""Five trainees of different kinds, each with a LAN of its own: perfect, idle, panicking, copying, shotgun."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, get_args

from cyder.exercise import conducting, lowering
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.players import ScriptedPlayer, Submit
from cyder.exercise.raising import up
from cyder.exercise.reporting import scorecard, submit_report
from cyder.exercise.trainees import panicking
from cyder.exercise.voice import Silence
from cyder.model.evidence import TimelineKind
from cyder.model.report import AT_MOST, Acknowledgement, Report
from cyder.model.score import Scorecard
from cyder.replay.clock import JUMP
from cyder.replay.due import Player

PLAYERS = ("perfect", "idle", "panicking", "copying", "shotgun")


def play_all(desk: Desk, scenario: str, name: str) -> dict[str, Scorecard]:
    """Play a scenario with one team for each player, and return their scorecards; the LANs are gone afterwards."""
    exercise = up(desk, scenario, teams=len(PLAYERS), name=name, seed=None, voice=Silence())
    team = dict(zip(PLAYERS, exercise.teams, strict=True))
    try:
        conducting.conduct(exercise, speed=JUMP, voice=Silence(), players=_players(exercise, team))
        return {player: scorecard(exercise, team[player]) for player in PLAYERS}
    finally:
        lowering.down(desk, name, everything=False, archive=True, voice=Silence())


def _players(exercise: Exercise, team: Mapping[str, str]) -> dict[str, Player]:
    def hands_in(*teams: str) -> Submit:
        def submit(data: Mapping[str, Any]) -> Acknowledgement:
            report = Report.model_validate(data)
            return [submit_report(exercise, each, report, author=each) for each in teams][-1]

        return submit

    perfect = exercise.scenario.players["perfect"]
    # Whoever copies hands in what the perfect team wrote, at the same moment and without having looked at anything.
    works = ScriptedPlayer(exercise, team["perfect"], perfect, hands_in(team["copying"], team["perfect"]), Silence())
    panics = ScriptedPlayer(
        exercise,
        team["panicking"],
        panicking(exercise.resolved(team["panicking"]).topology.nodes),
        hands_in(team["panicking"]),
        Silence(),
    )

    def guesses() -> None:
        hands_in(team["shotgun"])(shotgun(exercise))

    return {
        team["perfect"]: works.play,
        team["panicking"]: panics.play,
        team["shotgun"]: guesses,
    }


def shotgun(exercise: Exercise) -> dict[str, Any]:
    """Return a report that names everything there might be, up to the published limit of every list."""
    networks = exercise.scenario.lan.networks.values()
    outside = [address for net in networks for address in ipaddress.ip_network(net.subnet).hosts()]
    outside = [address for address in outside if not address.is_private or str(address).startswith("203.")]
    accounts = [person.account for person in exercise.resolved(exercise.teams[0]).people]
    begun = exercise.desk.clock.now() - timedelta(minutes=20)
    kinds = get_args(TimelineKind)
    hosts = list(exercise.scenario.lan.nodes)
    happened = [
        {
            "type": kinds[n % len(kinds)],
            "at": (begun + timedelta(seconds=30 * n)).isoformat(),
            "host": hosts[n % len(hosts)],
        }
        for n in range(AT_MOST)
    ]
    return {
        "stage": "first",
        "indicators": [{"kind": "ip", "value": str(address)} for address in outside[:AT_MOST]],
        "accounts": [{"account": account} for account in accounts[:AT_MOST]],
        "timeline": happened,
        "actions": [{"kind": "block-network", "target": str(address)} for address in outside[:AT_MOST]],
    }

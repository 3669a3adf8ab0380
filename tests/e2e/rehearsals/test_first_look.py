"""The whole line on real containers: one attack, three teams, three scores, and nothing left behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cyder.api.app import create_app
from cyder.api.serve import running
from cyder.cli.api_client import ReportsByHttp, read_score
from cyder.exercise import conducting, grading, lowering
from cyder.exercise.control import Control
from cyder.exercise.desk import Desk
from cyder.exercise.players import ScriptedPlayer
from cyder.exercise.raising import plans, up
from cyder.exercise.voice import Silence
from cyder.model.ledger import Cleaned, EventOutcome, Filed
from cyder.model.report import Acknowledgement
from cyder.replay.clock import JUMP
from tests.leftovers import leftovers

pytestmark = [pytest.mark.engine, pytest.mark.rehearse]

NAME = "t-line"


def test_an_exercise_from_nothing_to_three_scores(desk: Desk) -> None:
    """Team 1 plays perfectly, team 2 sleeps, team 3 hands in team 1's report as its own."""
    before = leftovers()
    exercise = up(desk, "first-look", teams=3, name=NAME, seed=None, voice=Silence())
    assert all(not plan.steps for plan in plans(exercise, exercise.teams).values()), "up twice would do something"
    one, two = (exercise.resolved(team) for team in ("team1", "team2"))
    equal = [node for node in one.topology.nodes if node.name != "intruder"]
    assert [node.interfaces[0].address for node in equal] == [
        two.topology.node(node.name).interfaces[0].address for node in equal
    ]
    assert one.values != two.values

    with running(create_app(Control(desk))) as url:
        own, copied = ReportsByHttp(exercise, "team1", url), ReportsByHttp(exercise, "team3", url)

        def hand_in_twice(report: Mapping[str, Any]) -> Acknowledgement:
            copied(report)
            return own(report)

        players = {
            "team1": ScriptedPlayer.of(exercise, "team1", "perfect", hand_in_twice, Silence()).play,
            "team2": ScriptedPlayer.of(exercise, "team2", "idle", own, Silence()).play,
        }
        conducting.conduct(exercise, speed=JUMP, voice=Silence(), players=players)
        grading.release(exercise, author="instructor")
        first, second, third = (read_score(exercise, team, url) for team in exercise.teams)

    entries = exercise.ledger.entries()
    outcomes = {
        (entry.team, entry.body.outcome.event): entry.body.outcome
        for entry in entries
        if isinstance(entry.body, EventOutcome)
    }
    assert outcomes["team1", "burst"].kind == "succeeded"
    assert len(outcomes["team1", "burst"].receipts) == 4
    assert outcomes["team1", "again"].kind == "blocked"
    assert outcomes["team2", "again"].kind == "succeeded"
    assert all(entry.body.verified for entry in entries if isinstance(entry.body, Cleaned))
    assert [entry.team for entry in entries if isinstance(entry.body, Filed)] == ["team3", "team1"]
    assert first.share > 0.9
    assert second.earned == 0
    assert second.maximum > 0
    assert third.share <= 0.2

    lowering.down(desk, NAME, everything=False, archive=False, voice=Silence())
    assert leftovers() == before

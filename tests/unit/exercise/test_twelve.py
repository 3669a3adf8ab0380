"""The twelve events, played in memory: every kind of moment and condition in one exercise."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.exercise.conducting import conduct
from cyder.exercise.desk import Exercise
from cyder.exercise.raising import up
from cyder.exercise.reporting import submit_report
from cyder.exercise.steering import events_of
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.evidence import Outcome
from cyder.model.ledger import EventOutcome
from cyder.model.report import Report
from tests.townhall import desk_in_memory

SCENARIO = Path(__file__).parents[2] / "replays" / "twelve.yaml"


@pytest.fixture
def exercise(places: Places) -> Exercise:
    return up(desk_in_memory(places), str(SCENARIO), teams=1, name="twelve", seed=None, voice=Silence())


def states(exercise: Exercise) -> dict[str, str]:
    return {one.event: one.state for one in events_of(exercise, "team1")}


def outcomes(exercise: Exercise) -> dict[str, Outcome]:
    bodies = (entry.body for entry in exercise.ledger.entries())
    return {body.outcome.event: body.outcome for body in bodies if isinstance(body, EventOutcome)}


def test_an_idle_team_is_asked_for_its_report_and_what_waits_for_it_expires(exercise: Exercise) -> None:
    conduct(exercise, speed=0, voice=Silence())
    assert states(exercise) == {
        "zone": "succeeded",
        "burst": "succeeded",
        "call": "told",
        "notice": "told",
        "zone-two": "succeeded",
        "again": "succeeded",
        "detour": "skipped",
        "waits": "skipped",
        "overdue": "told",
        "third": "succeeded",
        "news": "told",
        "last": "succeeded",
    }
    assert "expired" in outcomes(exercise)["waits"].reason


def test_a_team_that_reports_sets_off_what_waits_for_it(exercise: Exercise) -> None:
    def report() -> None:
        submit_report(exercise, "team1", Report(stage="first"), author="team1")

    conduct(exercise, speed=0, voice=Silence(), players={"team1": report})
    assert states(exercise)["waits"] == "succeeded"


def test_a_team_that_contains_prevents_what_would_have_come(exercise: Exercise) -> None:
    source = exercise.resolved("team1").values["source"]

    def block() -> None:
        words = ["nft", "add", "element", "inet", "filter", "blocked", f"{{ {source} }}"]
        exercise.lan("team1").node("gw").run(words)

    conduct(exercise, speed=0, voice=Silence(), players={"team1": block})
    found = outcomes(exercise)
    assert found["again"].kind == "blocked"
    assert states(exercise)["detour"] == "blocked", "the branch was taken"
    assert states(exercise)["third"] == "skipped, prevented"

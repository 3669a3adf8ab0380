"""When the engine goes away in the middle, events say so, and the exercise goes on."""

from __future__ import annotations

from cyder.errors import SetupMissing
from cyder.exercise import conducting
from cyder.exercise.raising import up
from cyder.exercise.state import state_of
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.ledger import Cleaned, EventOutcome
from cyder.replay.clock import JUMP
from tests.townhall import TownHall, desk_in_memory


def test_events_without_an_engine_are_faults_of_ours_and_the_exercise_ends_properly(places: Places) -> None:
    desk = desk_in_memory(places)
    exercise = up(desk, "first-look", teams=1, name=None, seed=None, voice=Silence())
    townhall = desk.provider
    assert isinstance(townhall, TownHall)

    def gone(*_: object) -> None:
        raise SetupMissing("no Docker Engine answers", hint="cyder engine start")

    townhall.answers = gone  # type: ignore[assignment]  # an answer is what does not come
    conducting.conduct(exercise, speed=JUMP, voice=Silence())
    entries = exercise.ledger.entries()
    outcomes = [entry.body.outcome for entry in entries if isinstance(entry.body, EventOutcome)]
    assert [outcome.kind for outcome in outcomes] == ["infra-error"] * 3
    assert all("no Docker Engine answers" in outcome.reason for outcome in outcomes)
    assert not any(entry.body.verified for entry in entries if isinstance(entry.body, Cleaned))
    assert state_of(entries) == "ended"

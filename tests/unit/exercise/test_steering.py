"""Whoever conducts changes single events, time and speed while it runs; teams read and answer."""

from __future__ import annotations

import time

import pytest

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.conducting import conduct
from cyder.exercise.desk import Exercise
from cyder.exercise.inbox import inbox, reply
from cyder.exercise.raising import up
from cyder.exercise.reporting import scorecard
from cyder.exercise.steering import ask_about_event, ask_about_time, events_of
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.base import LocalText
from cyder.model.ledger import Ended, EventOutcome, Injected, SpeedChanged, TeamBegan
from tests.townhall import desk_in_memory
from tests.unit.exercise.conftest import until


def state(exercise: Exercise, team: str, event: str) -> str:
    return next(one.state for one in events_of(exercise, team) if one.event == event)


def kinds(exercise: Exercise, team: str) -> dict[str, str]:
    entries = exercise.ledger.entries(team=team)
    return {e.body.outcome.event: e.body.outcome.kind for e in entries if isinstance(e.body, EventOutcome)}


def test_an_event_is_fired_before_its_time_for_one_team(conducted: Exercise) -> None:
    assert ask_about_event(conducted, "fire", "burst", team="team1"), "somebody obeys now"
    until(lambda: kinds(conducted, "team1").get("burst") == "succeeded")
    assert "burst" not in kinds(conducted, "team2")


def test_what_is_asked_while_nobody_conducts_is_obeyed_by_whoever_does_next(places: Places) -> None:
    exercise = up(desk_in_memory(places), "first-look", teams=2, name=None, seed=None, voice=Silence())
    assert not ask_about_event(exercise, "skip", "again", team="team1")
    assert not ask_about_event(exercise, "skip", "burst", team=None)
    assert not ask_about_event(exercise, "release", "burst", team="team2")
    assert state(exercise, "team1", "burst") == "to be skipped"
    assert state(exercise, "team2", "burst") == "waiting"
    conduct(exercise, speed=0, voice=Silence())
    assert kinds(exercise, "team1") == {"zone": "succeeded", "burst": "skipped", "again": "skipped"}
    assert kinds(exercise, "team2") == {"zone": "succeeded", "burst": "succeeded", "again": "succeeded"}


def test_an_event_that_has_begun_cannot_be_held_and_one_there_is_not_gets_a_guess(conducted: Exercise) -> None:
    ask_about_event(conducted, "fire", "burst", team="team1")
    until(lambda: kinds(conducted, "team1").get("burst") == "succeeded")
    with pytest.raises(Refused, match="has begun already"):
        ask_about_event(conducted, "hold", "burst", team="team1")
    with pytest.raises(NotFound, match="did you mean 'burst'"):
        ask_about_event(conducted, "hold", "brust", team=None)
    with pytest.raises(BadInput, match="no inject"):
        ask_about_event(conducted, "edit", "again", team=None, text=LocalText(en="a", ja="い"))


def test_an_edited_inject_is_read_and_answered(conducted: Exercise) -> None:
    text = LocalText(en="Please hurry.", ja="急いでください。")
    ask_about_event(conducted, "edit", "call", team=None, text=text)
    ask_about_event(conducted, "fire", "call", team="team1")
    until(lambda: [told.text for told in inbox(conducted, "team1")] == [text])
    assert inbox(conducted, "team2") == []
    reply(conducted, "team1", "call", "We are looking.", author="team1")
    assert inbox(conducted, "team1")[0].replied
    with pytest.raises(NotFound, match="unknown message 'call'"):
        reply(conducted, "team2", "call", "What call?", author="team2")


def test_a_second_team_begins_when_it_is_asked_to_and_has_a_clock_of_its_own(conducted: Exercise) -> None:
    time.sleep(0.5)
    ask_about_time(conducted, "begin", team="team2")

    def began() -> list[TeamBegan]:
        entries = conducted.ledger.entries(team="team2")
        return [entry.body for entry in entries if isinstance(entry.body, TeamBegan)]

    until(lambda: bool(began()))
    assert began()[0].offset >= 0.5


def test_another_speed_and_more_time_are_written_down_and_hold(conducted: Exercise) -> None:
    ask_about_time(conducted, "extend", value=60)
    ask_about_time(conducted, "speed", value=50.0)
    until(lambda: any(isinstance(entry.body, SpeedChanged) for entry in conducted.ledger.entries()))
    until(lambda: kinds(conducted, "team1").get("burst") == "succeeded", seconds=30)
    assert not any(isinstance(entry.body, Ended) for entry in conducted.ledger.entries())


def test_a_void_event_leaves_the_score_also_after_the_end(places: Places) -> None:
    desk = desk_in_memory(places)
    exercise = up(desk, "first-look", teams=1, name=None, seed=None, voice=Silence())
    conduct(exercise, speed=0, voice=Silence())
    before = scorecard(exercise, "team1").maximum
    for event in ("burst", "again"):
        ask_about_event(exercise, "void", event, team=None, reason="the mail server was down")
    after = scorecard(exercise, "team1")
    assert after.maximum < before
    assert not any("auth_failed" in proof.line for line in after.lines for proof in line.evidence)
    with pytest.raises(Refused, match="is over"):
        ask_about_event(exercise, "fire", "burst", team=None)


def test_injects_that_were_not_told_are_not_in_the_inbox(places: Places) -> None:
    desk = desk_in_memory(places)
    exercise = up(desk, "first-look", teams=1, name=None, seed=None, voice=Silence())
    assert inbox(exercise, "team1") == []
    conduct(exercise, speed=0, voice=Silence())
    assert [told.event for told in inbox(exercise, "team1")] == ["call"]
    assert any(isinstance(entry.body, Injected) for entry in exercise.ledger.entries())

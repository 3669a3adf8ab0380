"""A team turns to somebody of its own accord, and is answered late or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.conducting import conduct
from cyder.exercise.desk import Exercise
from cyder.exercise.inbox import ask, inbox, said
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.ledger import Asked, Entry, Injected
from tests.townhall import desk_in_memory, first_look_with

VENDOR = "contacts: {vendor: {name: {en: the vendor, ja: 保守業者}}}"
ANSWER = (
    "{id: records, at: 0s, when: {asked: vendor, for: 5m}, inject: chat, from: {en: the vendor, ja: 保守業者},"
    " text: {en: Yesterday's only., ja: 昨日分のみです。}}"
)


@pytest.fixture
def exercise(places: Places, tmp_path: Path) -> Exercise:
    """Return first-look with a vendor who answers five minutes after he was asked."""
    path = first_look_with(tmp_path, ANSWER, fields=VENDOR)
    return up(desk_in_memory(places), str(path), teams=2, name=None, seed=None, voice=Silence())


def entry(exercise: Exercise, team: str, kind: type, event: str = "") -> Entry | None:
    """Return the first entry of a kind, about one event if that is named."""
    entries = exercise.ledger.entries(team=team)
    return next((e for e in entries if isinstance(e.body, kind) and getattr(e.body, "event", "") in ("", event)), None)


def test_who_asks_is_answered_so_long_afterwards_and_who_does_not_is_not(exercise: Exercise) -> None:
    def asks() -> None:
        ask(exercise, "team1", "vendor", "Please send your log.", author="team1")
        ask(exercise, "team1", "vendor", "Have you seen my question?", author="team1")

    conduct(exercise, speed=0, voice=Silence(), players={"team1": asks})
    asked = entry(exercise, "team1", Asked)
    told = entry(exercise, "team1", Injected, "records")
    assert asked
    assert told
    assert asked.clock is not None
    assert told.clock == asked.clock + 300
    assert [each.text for each in said(exercise, "team1")] == ["Please send your log.", "Have you seen my question?"]
    assert "records" in [each.event for each in inbox(exercise, "team1")]
    assert "records" not in [each.event for each in inbox(exercise, "team2")]
    assert said(exercise, "team2") == []


def test_nobody_is_asked_before_the_exercise_or_after_it_and_nothing_is_written(exercise: Exercise) -> None:
    with pytest.raises(Refused, match="has not begun"):
        ask(exercise, "team1", "vendor", "Hello?", author="team1")
    conduct(exercise, speed=0, voice=Silence())
    with pytest.raises(Refused, match="is over"):
        ask(exercise, "team1", "vendor", "Hello?", author="team1")
    assert entry(exercise, "team1", Asked) is None


def test_a_contact_there_is_not_gets_the_list_and_an_empty_question_is_none(exercise: Exercise) -> None:
    with pytest.raises(NotFound, match=r"unknown contact 'vendr'; did you mean 'vendor'\? \(known: vendor\)"):
        ask(exercise, "team1", "vendr", "Hello?", author="team1")
    with pytest.raises(BadInput, match="nothing was said"):
        ask(exercise, "team1", "vendor", "  ", author="team1")

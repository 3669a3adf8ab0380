"""Hints: seen without their text, taken once, free after the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import NotFound, Refused
from cyder.exercise.desk import Desk
from cyder.exercise.hints import hints, take_hint
from cyder.lan.places import Places
from cyder.model.dealings import HintTaken
from cyder.model.ledger import Started
from tests.townhall import desk_in_memory
from tests.unit.exercise.judged import begun, ended


@pytest.fixture
def desk(places: Places) -> Desk:
    return desk_in_memory(places)


def test_a_hint_that_was_not_taken_has_no_text(desk: Desk, tmp_path: Path) -> None:
    exercise = begun(desk, tmp_path)
    (shown,) = hints(exercise, "team1")
    assert (shown.name, shown.about, shown.cost, shown.taken, shown.text) == ("where", "accounts", 0.5, False, None)


def test_taking_a_hint_twice_writes_it_down_once_and_tells_the_teams_own_value(desk: Desk, tmp_path: Path) -> None:
    exercise = begun(desk, tmp_path)
    exercise.ledger.append(Started(speed=1), author="conductor")
    for _ in range(2):
        taken = take_hint(exercise, "team1", "where", author="team1")
    assert taken.text is not None
    assert exercise.resolved("team1").values["victim"] in taken.text.ja
    assert [entry.team for entry in exercise.ledger.entries() if isinstance(entry.body, HintTaken)] == ["team1"]
    assert not hints(exercise, "team2")[0].taken


def test_no_hint_is_given_before_the_beginning(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="has not begun"):
        take_hint(begun(desk, tmp_path), "team1", "where", author="team1")


def test_after_the_end_hints_are_read_for_nothing(desk: Desk, tmp_path: Path) -> None:
    exercise = ended(desk, tmp_path)
    assert take_hint(exercise, "team1", "where", author="team1").text is not None
    assert not [entry for entry in exercise.ledger.entries() if isinstance(entry.body, HintTaken)]


def test_an_unknown_hint_is_told_with_those_there_are(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="did you mean 'where'"):
        take_hint(begun(desk, tmp_path), "team1", "were", author="team1")

"""People are put into teams, found again, and forgotten without a score changing; histories are theirs to allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.histories import history_of_organisation, history_of_participant
from cyder.exercise.participants import agree, forget, newcomer, participants, returner
from cyder.exercise.reporting import scorecard
from cyder.lan.places import Places
from cyder.model.base import LocalText
from tests.townhall import desk_in_memory
from tests.unit.exercise.judged import begun, ended

NAME, TOWN = "佐藤 花子", "彩野市"


@pytest.fixture
def desk(places: Places) -> Desk:
    return desk_in_memory(places)


@pytest.fixture
def over(desk: Desk, tmp_path: Path) -> Exercise:
    return ended(desk, tmp_path)


def test_forgetting_leaves_every_score_as_it_was_and_no_name_in_the_file(over: Exercise, places: Places) -> None:
    town = "汐見町"  # nothing of the scenario is called that
    who = newcomer(over, "team1", NAME, town, duty="lead", consent=True).participant
    before = [scorecard(over, team).model_dump_json() for team in over.teams]
    assert NAME.encode() in b"".join(file.read_bytes() for file in places.state_dir.glob("cyder.db*"))
    forget(over.desk, who.id)
    assert [scorecard(over, team).model_dump_json() for team in over.teams] == before
    left = b"".join(file.read_bytes() for file in places.state_dir.glob("cyder.db*"))
    assert [word for word in (NAME, town) if word.encode() in left] == []
    assert participants(over.desk) == []


def test_somebody_forgotten_is_told_as_such_and_can_be_wiped_again(over: Exercise) -> None:
    who = newcomer(over, "team1", NAME, TOWN).participant
    for _ in range(2):
        forget(over.desk, who.id)
    with pytest.raises(NotFound, match="was forgotten"):
        returner(over, "team2", who.id)


def test_two_of_one_name_are_two_and_the_second_is_pointed_to_the_first(over: Exercise) -> None:
    first = newcomer(over, "team1", NAME, TOWN)
    second = newcomer(over, "team2", f" {NAME} ", "彩野市役所")
    assert first.advice == ()
    assert first.participant.id in second.advice[0]
    assert "did you mean '彩野市'?" in second.advice[1]
    agree(over.desk, first.participant.id, consent=True)
    assert [who.consent for who, _ in participants(over.desk)] == [True, False]


def test_members_are_listed_by_team_with_the_places_of_that_exercise(over: Exercise) -> None:
    one, two = (newcomer(over, team, team, TOWN).participant for team in ("team1", "team2"))
    assert [who for who, _ in participants(over.desk, exercise=over, team="team2")] == [two]
    assert [who for who, _ in participants(over.desk, exercise=over)] == [one, two]
    assert returner(over, "team2", one.id).before == "team1"
    assert participants(over.desk, exercise=over, team="team1") == []


@pytest.mark.parametrize(
    ("name", "town", "duty"), [(" ", "x", ""), ("x\ny", "x", ""), ("x", "", ""), ("x", "x", "d" * 41)]
)
def test_what_is_no_name_is_refused_and_nobody_is_added(over: Exercise, name: str, town: str, duty: str) -> None:
    with pytest.raises(BadInput):
        newcomer(over, "team1", name, town, duty=duty)
    assert participants(over.desk) == []


def test_an_unknown_id_is_told_with_those_like_it_and_a_name_with_its_ids(over: Exercise) -> None:
    who = newcomer(over, "team1", NAME, TOWN).participant
    with pytest.raises(NotFound, match=f"did you mean '{who.id}'"):
        agree(over.desk, who.id[:-1], consent=True)
    with pytest.raises(NotFound) as caught:
        history_of_participant(over.desk, NAME)
    assert caught.value.hint == f"that is the name of {who.id}"
    with pytest.raises(NotFound, match=f"did you mean '{TOWN}'"):
        history_of_organisation(over.desk, TOWN[:-1])


def test_without_consent_there_is_no_history_and_none_after_it_was_taken_back(over: Exercise) -> None:
    who = newcomer(over, "team1", NAME, TOWN).participant
    with pytest.raises(Refused, match="has not agreed"):
        history_of_participant(over.desk, who.id)
    agree(over.desk, who.id, consent=True)
    assert len(history_of_participant(over.desk, who.id).participations) == 1
    agree(over.desk, who.id, consent=False)
    with pytest.raises(Refused, match="has not agreed"):
        history_of_participant(over.desk, who.id)


def test_a_history_spans_archived_exercises_and_leaves_out_what_is_not_over(desk: Desk, tmp_path: Path) -> None:
    first = ended(desk, tmp_path)
    who = newcomer(first, "team1", NAME, TOWN, consent=True).participant
    desk.store.archive(first.record)
    second = ended(desk, tmp_path)
    returner(second, "team2", who.id)
    desk.store.archive(second.record)
    third = begun(desk, tmp_path)
    returner(third, "team1", who.id)
    found = history_of_participant(desk, who.id)
    cards = [scorecard(first, "team1"), scorecard(second, "team2")]
    assert [one.profile for one in found.participations] == [card.profile for card in cards]
    assert found.participations[1].before == cards[0].profile
    assert found.left_out == (
        LocalText(en="judged: it has not begun, or is not over", ja="judged: 開始前、または実施中です"),
    )


def test_an_organisation_needs_no_consent_and_its_history_names_nobody(over: Exercise) -> None:
    ids = [newcomer(over, team, f"{NAME} {team}", TOWN).participant.id for team in over.teams]
    found = history_of_organisation(over.desk, TOWN)
    told = found.model_dump_json()
    assert [one.teams for one in found.participations] == [2]
    assert [word for word in (NAME, *ids, *over.teams) if word in told] == []

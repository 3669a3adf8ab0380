"""What people decide about scores: marks, release, appeals, adjustments, comments, copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.appeals import adjust, appeal, appeals
from cyder.exercise.commenting import comment, comments
from cyder.exercise.copies import copies_in
from cyder.exercise.desk import Exercise
from cyder.exercise.grading import grade, marks, release, released
from cyder.exercise.reporting import scorecard
from cyder.lan.places import Places
from cyder.model.dealings import Adjusted
from tests.townhall import desk_in_memory
from tests.unit.exercise.judged import begun, ended


@pytest.fixture
def over(places: Places, tmp_path: Path) -> Exercise:
    return ended(desk_in_memory(places), tmp_path)


def test_graders_do_not_see_each_others_marks_until_two_have_graded(over: Exercise) -> None:
    grade(over, "team1", "summary", 50, grader="aoki", comment="no cause")
    assert marks(over, grader="baba") == []
    grade(over, "team1", "summary", 100, grader="baba")
    assert {one.grader for one in marks(over, grader="aoki")} == {"aoki", "baba"}
    assert marks(over, grader="chiba") == []
    assert len(marks(over, grader=None)) == 2


def test_a_later_mark_of_the_same_grader_takes_the_earlier_ones_place(over: Exercise) -> None:
    grade(over, "team1", "summary", 50, grader="aoki")
    grade(over, "team1", "summary", 75, grader="aoki")
    assert [one.mark for one in marks(over, grader="aoki")] == [75]


@pytest.mark.parametrize(("criterion", "mark", "who"), [("summary", 60, "aoki"), ("summary", 50, " ")])
def test_a_mark_without_anchor_or_grader_is_refused(over: Exercise, criterion: str, mark: int, who: str) -> None:
    with pytest.raises(BadInput):
        grade(over, "team1", criterion, mark, grader=who)


def test_an_unknown_criterion_is_told_with_those_there_are(over: Exercise) -> None:
    with pytest.raises(NotFound, match="known: summary"):
        grade(over, "team1", "summery-style", 50, grader="aoki")


def test_scores_are_released_after_the_end_and_once(places: Places, tmp_path: Path) -> None:
    desk = desk_in_memory(places)
    exercise = begun(desk, tmp_path)
    with pytest.raises(Refused, match="is not over"):
        release(exercise, author="instructor")
    assert not released(exercise)


def test_releasing_twice_says_that_it_was_done_before(over: Exercise) -> None:
    assert [release(over, author="instructor"), release(over, author="instructor")] == [True, False]
    assert released(over)


def test_a_team_appeals_once_it_may_read_its_score_and_gets_an_answer(over: Exercise) -> None:
    with pytest.raises(Refused, match="not released"):
        appeal(over, "team1", "timeline", "we were right", author="team1")
    release(over, author="instructor")
    number = appeal(over, "team1", "timeline", "we were right", author="team1")
    adjust(over, "team1", "timeline", 2, "the clock of pc was wrong", author="aoki", answers=number)
    (heard,) = appeals(over)
    assert [answer.reason for answer in heard.answers] == ["the clock of pc was wrong"]


def test_an_appeal_about_no_line_at_all_names_the_lines(over: Exercise) -> None:
    release(over, author="instructor")
    with pytest.raises(NotFound, match="unknown line 'timelin'; did you mean 'timeline'"):
        appeal(over, "team1", "timelin", "x", author="team1")


def test_no_line_earns_more_than_its_maximum_by_adjustment(over: Exercise) -> None:
    line = next(one for one in scorecard(over, "team1").lines if one.id == "timeline")
    with pytest.raises(Refused, match="would earn"):
        adjust(over, "team1", "timeline", line.maximum + 1, "too kind", author="aoki")
    adjust(over, "team1", "timeline", line.maximum - line.earned, "kind", author="aoki")
    with pytest.raises(Refused, match="would earn"):
        adjust(over, "team1", "timeline", 0.5, "kinder still", author="aoki")


def test_what_was_not_earned_cannot_be_taken_away(over: Exercise) -> None:
    with pytest.raises(Refused, match="does not go below 0"):
        adjust(over, "team2", "indicators", -1, "angry", author="aoki")


def test_nothing_is_edited_an_adjustment_is_an_entry_more(over: Exercise) -> None:
    before = over.ledger.entries()
    adjust(over, "team1", "timeline", 1, "fair", author="aoki")
    after = over.ledger.entries()
    assert after[: len(before)] == before
    assert [entry.author for entry in after if isinstance(entry.body, Adjusted)] == ["aoki"]


def test_a_comment_stands_beside_a_field_that_the_report_has(over: Exercise) -> None:
    comment(over, "team1", 1, "timeline[0].at", "which clock?", author="aoki")
    assert [(one.field, one.text) for one in comments(over, "team1", 1)] == [("timeline[0].at", "which clock?")]
    with pytest.raises(NotFound, match=r"did you mean 'timeline\[0\].at'"):
        comment(over, "team1", 1, "timeline[1].at", "x", author="aoki")
    with pytest.raises(NotFound, match="version"):
        comment(over, "team1", 2, "summary", "x", author="aoki")


def test_a_value_of_another_team_is_told_and_takes_nothing(places: Places, tmp_path: Path) -> None:
    exercise = ended(desk_in_memory(places), tmp_path, copied=True)
    before = scorecard(exercise, "team2")
    values = exercise.resolved("team1").values
    found = copies_in(exercise)
    assert {(one.team, one.value, one.belongs_to) for one in found} == {
        ("team2", values["source"], "team1"),
        ("team2", values["victim"], "team1"),
    }
    assert scorecard(exercise, "team2") == before


def test_whoever_reports_what_is_its_own_copied_nothing(over: Exercise) -> None:
    assert copies_in(over) == ()

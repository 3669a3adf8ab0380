"""Hints, messages, comments, marks, appeals and the release of scores over HTTP, with the real use cases behind."""

from __future__ import annotations

import pytest

from cyder.lan.places import Places
from tests.api.real import Real
from tests.townhall import desk_in_memory

STAFF = "instructor"


@pytest.fixture
def real(places: Places) -> Real:
    return Real.at(desk_in_memory(places))


def released(real: Real) -> None:
    """Grade team1, end the exercise and let teams read their scores."""
    assert real.post("marks", STAFF, criterion="summary", mark=100, grader="aoki").status_code == 204
    real.end()
    assert real.ask("POST", "/release", STAFF).status_code == 204


def test_a_hint_is_read_once_it_was_taken_and_written_down_once(real: Real) -> None:
    assert [(one["name"], one["text"]) for one in real.ask("GET", "hints").json()] == [("where", None), ("who", None)]
    for _ in range(2):
        assert real.post("hints", hint="where").json()["text"] == {"en": "Read mail.log", "ja": "mail.logを読む"}
    assert [one["taken"] for one in real.ask("GET", "hints").json()] == [True, False]
    assert real.kinds() == ["hint-taken"]


def test_a_misspelt_hint_is_told_with_those_there_are(real: Real) -> None:
    answer = real.post("hints", hint="wheer")
    assert answer.status_code == 404
    assert answer.json()["error"] == "unknown hint 'wheer'; did you mean 'where'? (known: where, who)"


def test_a_team_reads_what_it_was_told_and_answers_and_asks(real: Real) -> None:
    box = real.ask("GET", "inbox").json()
    assert [(one["event"], one["text"]["en"], one["replied"]) for one in box["told"]] == [
        ("xqz-call", "failed log-ins", False)
    ]
    assert box["contacts"] == {"vendor": {"en": "the vendor", "ja": "保守業者"}}
    assert real.post("replies", event="xqz-call", text="we look into it").status_code == 204
    assert real.post("questions", contact="vendor", text="is that yours?").status_code == 204
    box = real.ask("GET", "inbox").json()
    assert [one["replied"] for one in box["told"]] == [True]
    assert [(one["to"], one["text"]) for one in box["said"]] == [
        ("xqz-call", "we look into it"),
        ("vendor", "is that yours?"),
    ]


def test_an_answer_that_says_nothing_is_sent_back(real: Real) -> None:
    assert real.post("replies", event="xqz-call", text="   ").status_code == 400
    assert real.post("replies", event="xqz-call", text="").json()["problems"] == [
        {"place": "text", "message": "is empty"}
    ]
    assert real.kinds() == []


def test_a_comment_stands_beside_a_field_for_its_own_team(real: Real) -> None:
    real.post("reports", summary="somebody guesses passwords")
    written = {"version": 1, "field": "summary", "text": "whose passwords?", "author": "aoki"}
    assert real.post("comments", STAFF, **written).status_code == 204
    (read,) = real.ask("GET", "comments").json()
    assert {name: read[name] for name in written} == written
    assert real.ask("GET", "/teams/team2/comments", "team2").json() == []
    assert real.post("comments", STAFF, version=1, field="sumary", text="x").status_code == 404


def test_graders_are_blind_until_two_have_graded(real: Real) -> None:
    for grader, mark in (("aoki", 50), ("baba", 100)):
        assert real.ask("GET", "/marks", STAFF, params={"grader": grader}).json() == []
        real.post("marks", STAFF, criterion="summary", mark=mark, grader=grader, comment="why")
    assert [one["mark"] for one in real.ask("GET", "/marks", STAFF, params={"grader": "aoki"}).json()] == [50, 100]
    assert real.ask("GET", "/marks", STAFF, params={"grader": "chiba"}).json() == []


@pytest.mark.parametrize("change", [{"mark": 60}, {"mark": True}, {"grader": " "}, {"grader": ""}])
def test_a_mark_without_anchor_or_grader_is_sent_back(real: Real, change: dict[str, object]) -> None:
    answer = real.post("marks", STAFF, **{"criterion": "summary", "mark": 50, "grader": "aoki", **change})
    assert (answer.status_code, real.kinds()) == (422, [])


def test_scores_are_released_when_the_exercise_is_over(real: Real) -> None:
    early = real.ask("POST", "/release", STAFF)
    assert (early.status_code, early.json()["error"].split(":")[0]) == (409, "exercise 'real' is not over")
    released(real)
    card = real.ask("GET", "score").json()
    assert (card["earned"], card["maximum"], card["profile"]) == (20.0, 20.0, {"report": 1.0})
    assert [line["grade"] for line in card["lines"] if line["id"] == "rubric:summary"] == ["P"]
    assert "configuration" not in str(card)


def test_an_appeal_is_heard_and_answered_with_a_line_of_its_own(real: Real) -> None:
    assert real.post("appeals", line="rubric:summary", text="too little").status_code == 409
    released(real)
    made = real.post("appeals", line="rubric:summary", text="too much")
    assert made.status_code == 201
    change = {"line": "rubric:summary", "points": -5, "reason": "so it was", "author": "baba"}
    assert real.post("adjustments", STAFF, **change, appeal=made.json()["number"]).status_code == 204
    (own,), (heard,) = real.ask("GET", "appeals").json(), real.ask("GET", "/appeals", STAFF).json()
    assert own == heard
    assert [(one["points"], one["reason"]) for one in own["answers"]] == [(-5.0, "so it was")]
    assert real.ask("GET", "/teams/team2/appeals", "team2").json() == []
    assert real.ask("GET", "score").json()["earned"] == 15.0


@pytest.mark.parametrize("points", ["NaN", "Infinity", "1e999", '"5 or so"', "null"])
def test_what_is_no_number_of_points_is_sent_back(real: Real, points: str) -> None:
    body = f'{{"line": "rubric:summary", "reason": "x", "points": {points}}}'
    headers = {"Content-Type": "application/json"}
    answer = real.ask("POST", "adjustments", STAFF, content=body, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["place"] == "points"


def test_a_value_of_another_team_is_shown_to_instructors(real: Real) -> None:
    theirs = real.exercise.resolved("team2").values["source"]
    real.post("reports", indicators=[{"kind": "ip", "value": theirs}])
    assert real.ask("GET", "/copies", STAFF).json() == [{"team": "team1", "value": theirs, "belongs_to": "team2"}]

"""Events and the clock over HTTP: asked by an instructor, written down for whoever conducts."""

from __future__ import annotations

import pytest

from cyder.lan.places import Places
from cyder.model.ledger import Requested
from tests.api.real import Real
from tests.townhall import desk_in_memory

STAFF = "instructor"


@pytest.fixture
def real(places: Places) -> Real:
    return Real.at(desk_in_memory(places))


def requests(real: Real) -> list[Requested]:
    return [entry.body for entry in real.exercise.ledger.entries() if isinstance(entry.body, Requested)]


def test_events_are_listed_with_how_they_stand(real: Real) -> None:
    found = real.ask("GET", "/events", STAFF, params={"team": "team2"}).json()
    assert {(one["event"], one["state"]) for one in found} >= {("xqz-again", "waiting"), ("xqz-call", "waiting")}
    assert {one["team"] for one in real.ask("GET", "/events", STAFF).json()} == {"team1", "team2"}
    assert real.ask("GET", "/events", STAFF, params={"team": "taem2"}).status_code == 404


@pytest.mark.parametrize(
    "wish",
    [
        {"request": "fire"},
        {"request": "skip", "team": "team2"},
        {"request": "hold"},
        {"request": "release"},
        {"request": "delay", "seconds": 90.0},
        {"request": "void", "reason": "the log was lost"},
    ],
)
def test_what_shall_become_of_an_event_is_written_down(real: Real, wish: dict[str, object]) -> None:
    answer = real.post("/events/xqz-again", STAFF, **wish)
    assert (answer.status_code, answer.json()) == (202, {"conducted": False})
    (asked,) = requests(real)
    wanted = {"event": "xqz-again", **wish}
    wanted.pop("team", None)
    assert {name: getattr(asked, name) for name in wanted} == wanted
    assert real.exercise.ledger.entries()[-1].team == wish.get("team", "")


def test_the_text_of_an_inject_is_changed_in_both_languages(real: Real) -> None:
    text = {"en": "it is worse", "ja": "悪化しています"}
    assert real.post("/events/xqz-call", STAFF, request="edit", text=text).status_code == 202
    assert real.post("/events/xqz-again", STAFF, request="edit", text=text).status_code == 400
    assert [asked.text.model_dump() for asked in requests(real) if asked.text] == [text]


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"request": "delay"}, "'delay' needs 'seconds' as well"),
        ({"request": "edit"}, "'edit' needs 'text' as well"),
        ({"request": "void", "reason": " "}, "'void' needs 'reason' as well"),
        ({"request": "void", "reason": "x", "team": "team1"}, "what is void counts for no team: leave 'team' out"),
        ({"request": "explode"}, "'explode' is not one of the values"),
        ({"request": "delay", "seconds": -5}, ""),
    ],
)
def test_half_a_request_is_sent_back_with_what_it_lacks(real: Real, wish: dict[str, object], message: str) -> None:
    answer = real.post("/events/xqz-again", STAFF, **wish)
    assert answer.status_code == 422
    assert message in answer.json()["problems"][0]["message"]
    assert requests(real) == []


def test_an_unknown_event_is_told_with_those_there_are(real: Real) -> None:
    answer = real.post("/events/xqz-agian", STAFF, request="fire")
    assert answer.status_code == 404
    assert "did you mean 'xqz-again'" in answer.json()["error"]


@pytest.mark.parametrize(
    ("what", "body"), [("pause", {}), ("resume", {}), ("end", {}), ("speed", {"speed": 2}), ("extend", {"seconds": 60})]
)
def test_a_clock_that_nobody_conducts_cannot_be_asked(real: Real, what: str, body: dict[str, object]) -> None:
    answer = real.post(f"/{what}", STAFF, **body)
    assert answer.status_code == 409
    assert answer.json()["error"] == "nobody conducts 'real'"
    assert requests(real) == []

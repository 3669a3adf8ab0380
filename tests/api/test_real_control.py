"""The API in front of the real use cases, with nothing but the engine in memory."""

from __future__ import annotations

import httpx
import pytest

from cyder.exercise.control import Control
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.library import shipped
from cyder.exercise.tokens import token_for
from cyder.lan.places import Places
from cyder.model.ledger import Raised, Started
from tests.api.conftest import Browser, service
from tests.townhall import desk_in_memory

TEAM = "/exercises/real/teams/team1"


@pytest.fixture
def desk(places: Places) -> Desk:
    """Return a desk with an exercise that runs, without its LANs."""
    desk = desk_in_memory(places)
    text = shipped()["first-look"].read_text()
    record = desk.store.create(
        "real",
        scenario_text=text,
        scenario_name="first-look",
        scenario_digest="",
        secret=b"secret",
        teams=2,
        seeded=True,
    )
    ledger = Exercise.of(desk, record).ledger
    ledger.append(Raised(), author="up")
    ledger.append(Started(speed=1.0), author="conductor", clock=0.0)
    return desk


def ask(desk: Desk, method: str, what: str, who: str = "team1", **sent: object) -> httpx.Response:
    token = token_for(desk.exercise("real").record, who)
    return Browser(service(Control(desk)))(method, f"{TEAM}/{what}", token=token, **sent)


def test_a_draft_is_judged_in_the_readers_language(desk: Desk) -> None:
    draft = {"text": "summary: x\nassets: [{host: mial, role: target}]\ndetected: {how: outage}\n"}
    saved = ask(desk, "PUT", "draft", json=draft, headers={"Accept-Language": "ja"}).json()
    assert saved["warnings"][0].startswith(
        "対象機器 1 機器名(assets[0].host): 「mial」は知らされている機器名にありません"
    )
    read = ask(desk, "GET", "draft").json()
    assert read["warnings"][0].startswith("Machines 1 Machine (assets[0].host): 'mial' is no machine")
    assert "intruder" not in read["warnings"][0]


def test_a_draft_that_is_no_report_is_kept_with_what_is_wrong(desk: Desk) -> None:
    saved = ask(desk, "PUT", "draft", json={"text": "stage: frist\ndetected: {at: 2026-11-23T15:04:05}"}).json()
    assert saved["text"].startswith("stage: frist")
    assert [each.splitlines()[0].split(": ")[1] for each in saved["warnings"]] == ["stage", "detected.at"]
    assert "2026-11-23T15:04:05+09:00" in saved["warnings"][1]


def test_who_saved_since_and_when_is_told_on_the_organisations_clock(desk: Desk) -> None:
    ask(desk, "PUT", "draft", json={"text": "a"})
    late = ask(desk, "PUT", "draft", who="instructor", json={"text": "b"})
    assert late.status_code == 409
    assert late.json()["error"].startswith("team1 saved the draft at ")
    assert "JST, after yours was read (revision 1)" in late.json()["error"]
    never = ask(desk, "PUT", "draft", json={"text": "c", "base": 0})
    assert "read it again" in never.json()["hint"]


def test_a_time_without_offset_is_shown_with_the_organisations(desk: Desk) -> None:
    answer = ask(desk, "POST", "reports", json={"detected": {"at": "2026-11-23 15:04:05"}})
    assert answer.status_code == 422
    assert answer.json()["problems"] == [
        {
            "place": "detected.at",
            "message": "the time '2026-11-23 15:04:05' has no offset; write 2026-11-23T15:04:05+09:00",
        }
    ]


def test_a_report_whose_quotes_cannot_be_looked_up_is_acknowledged_all_the_same(desk: Desk) -> None:
    proof = {"claim": "summary", "source": "mail:/var/log/mail.log", "quote": "a line that is long enough"}
    answer = ask(desk, "POST", "reports", json={"summary": "x", "evidence": [proof]})
    assert answer.status_code == 201
    assert [entry.body.kind for entry in desk.exercise("real").ledger.entries()] == ["raised", "started", "filed"]


def test_a_file_that_is_not_taken_is_refused_with_the_reason(desk: Desk) -> None:
    refused = ask(desk, "POST", "attachments", params={"name": "a.zip"}, content=b"PK\x03\x04")
    assert refused.status_code == 400
    assert refused.json()["error"].startswith("'a.zip' is not taken: it is an archive")
    taken = ask(desk, "POST", "attachments", params={"name": "../a.html"}, content=b"<script>")
    assert (taken.json()["name"], taken.json()["media_type"]) == ("a.html", "text/plain")
    assert ask(desk, "GET", "attachments/a.html", who="team2").status_code == 404
    assert ask(desk, "GET", "attachments/a.html", who="instructor").content == b"<script>"

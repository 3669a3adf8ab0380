"""While a report is written: versions and what changed, drafts nobody writes over, files that come back as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cyder.api.shell import BODY_LIMIT, HEADERS
from cyder.api.writing import language_of
from cyder.model.media import LARGEST

if TYPE_CHECKING:
    from tests.api.conftest import Browser, DeskControl

TEAM = "/exercises/first-look/teams/team1"
TOKEN = "token-first-look-team1"


def ask(browser: Browser, method: str, what: str, **sent: Any) -> Any:
    return browser(method, f"{TEAM}/{what}", token=TOKEN, **sent)


@pytest.mark.parametrize(
    ("header", "language"),
    [("ja", "ja"), ("ja-JP,en;q=0.8", "ja"), ("en;q=0.5, ja", "ja"), ("fr, ja;q=0.2, en;q=0.4", "en"), ("fr", "en")],
)
def test_warnings_are_in_the_language_a_client_would_rather_read(browser: Browser, header: str, language: str) -> None:
    assert language_of(header) == language
    answer = ask(browser, "POST", "reports", json={}, headers={"Accept-Language": header})
    assert answer.json()["warnings"] == [language]


def test_a_version_and_what_changed_in_it_can_be_read(browser: Browser) -> None:
    ask(browser, "POST", "reports", json={"summary": "one"})
    ask(browser, "POST", "reports", json={"summary": "two", "detected": {"how": "outage"}})
    ask(browser, "POST", "reports", json={"summary": "one"})
    assert ask(browser, "GET", "reports/2").json()["report"]["summary"] == "two"
    changed = ask(browser, "GET", "reports/2/diff").json()
    assert [(each["change"], each["label"]["ja"]) for each in changed] == [
        ("added", "検知: 検知の経緯"),
        ("changed", "概要"),
    ]
    assert changed[0]["after"] == {"en": "Something stopped working", "ja": "システム障害"}
    assert ask(browser, "GET", "reports/3/diff?since=1").json() == []


@pytest.mark.parametrize("what", ["reports/4", "reports/4/diff", "reports/1/diff", "reports/1/diff?since=9"])
def test_a_version_that_is_not_there_looks_like_what_does_not_exist(browser: Browser, what: str) -> None:
    ask(browser, "POST", "reports", json={})
    answer = ask(browser, "GET", what)
    assert answer.status_code == 404
    assert answer.json() == browser("GET", "/exercises/none/teams/team1/reports", token=TOKEN).json()


def test_the_quotes_of_a_version_are_looked_for_once_it_is_filed(browser: Browser, control: DeskControl) -> None:
    answer = ask(browser, "POST", "reports", json={})
    assert control.checked == [("first-look", "team1", 1)]
    assert answer.json().keys() == {"exercise", "team", "version", "received_at", "warnings"}


def test_a_draft_is_kept_even_if_it_is_no_report(browser: Browser) -> None:
    assert ask(browser, "GET", "draft").json()["revision"] == 0
    saved = ask(browser, "PUT", "draft", json={"text": "stage: [half"}).json()
    assert (saved["revision"], saved["author"]) == (1, "team1")
    assert ask(browser, "GET", "draft").json()["text"] == "stage: [half"


def test_who_writes_over_a_draft_unseen_is_told_who_saved_and_nothing_is_lost(browser: Browser) -> None:
    ask(browser, "PUT", "draft", json={"text": "ours", "base": 0})
    answer = browser("PUT", f"{TEAM}/draft", token="token-first-look-instructor", json={"text": "theirs", "base": 0})
    assert answer.status_code == 409
    assert "team1 saved" in answer.json()["error"]
    assert ask(browser, "GET", "draft").json()["text"] == "ours"


@pytest.mark.parametrize("draft", [{}, {"text": "x" * 200_001}, {"text": "x", "base": -1}, {"text": "x", "more": 1}])
def test_what_is_no_draft_is_refused(browser: Browser, draft: object) -> None:
    assert ask(browser, "PUT", "draft", json=draft).status_code == 422


def test_a_file_comes_back_as_a_file_whatever_it_holds(browser: Browser) -> None:
    added = ask(browser, "POST", "attachments", params={"name": "図 1.html"}, content=b"<script>alert(1)</script>")
    assert added.status_code == 201
    (listed,) = ask(browser, "GET", "attachments").json()
    assert listed["sha256"] == added.json()["sha256"]
    answer = ask(browser, "GET", "attachments/図 1.html")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E5%9B%B3%201.html"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    for name in HEADERS.keys() - {"Content-Security-Policy"}:
        assert answer.headers[name] == HEADERS[name]


def test_a_file_may_be_larger_than_a_report_and_not_larger_than_allowed(browser: Browser, control: DeskControl) -> None:
    async def pieces() -> Any:
        for _ in range(LARGEST // 65536 + 1):
            yield b" " * 65536

    well = ask(browser, "POST", "attachments", params={"name": "a.txt"}, content=b"x" * (BODY_LIMIT + 1))
    assert well.status_code == 201
    announced = ask(browser, "POST", "attachments", params={"name": "b.txt"}, content=b"x" * (LARGEST + 1))
    unannounced = ask(browser, "POST", "attachments", params={"name": "c.txt"}, content=pieces())
    assert announced.status_code == unannounced.status_code == 413
    assert announced.json()["error"] == unannounced.json()["error"] == "the request is longer than 5120 kB"
    assert [each.name for each in control.attachments("first-look", "team1")] == ["a.txt"]


def test_a_stranger_is_turned_away_before_a_file_is_read(browser: Browser) -> None:
    read: list[int] = []

    async def pieces() -> Any:
        for number in range(3):
            read.append(number)
            yield b"x"

    answer = browser(
        "POST", f"{TEAM}/attachments", token="token-first-look-team2", params={"name": "a"}, content=pieces()
    )
    assert answer.status_code == 404
    assert len(read) < 3

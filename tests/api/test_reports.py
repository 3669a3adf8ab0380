"""Reports go in and come back; what is wrong with one is said in plain words."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyder.api.misfits import MOST
from cyder.api.shell import BODY_LIMIT
from cyder.model.ledger import Filed

if TYPE_CHECKING:
    import httpx

    from tests.api.conftest import Browser, DeskControl

TOKEN = "token-first-look-team1"
REPORTS = "/exercises/first-look/teams/team1/reports"
REPORT = {
    "stage": "first",
    "summary": "パスワード総当たり",
    "indicators": [{"kind": "ip", "value": "203.0.113.66"}],
    "timeline": [{"type": "credential-attack", "at": "2026-11-23T15:04:05+09:00", "host": "mail"}],
}


def submit(browser: Browser, report: object = REPORT, **sent: Any) -> httpx.Response:
    return browser("POST", REPORTS, token=TOKEN, json=report, **sent)


def test_a_report_is_acknowledged_and_can_be_read_again(browser: Browser, control: DeskControl) -> None:
    first, second = submit(browser), submit(browser, {"stage": "final"})
    assert first.status_code == second.status_code == 201
    assert [answer.json()["version"] for answer in (first, second)] == [1, 2]
    assert first.json().keys() == {"exercise", "team", "version", "received_at", "warnings"}
    filed = browser("GET", REPORTS, token=TOKEN).json()
    assert [version["version"] for version in filed] == [1, 2]
    assert filed[0]["report"]["summary"] == REPORT["summary"]
    assert filed[0]["received_at"] == first.json()["received_at"]


def test_the_ledger_says_by_whose_hand_a_report_came(browser: Browser, control: DeskControl) -> None:
    submit(browser)
    browser("POST", REPORTS, token="token-first-look-instructor", json={})
    entries = control.store.ledger(control.store.find("first-look")).entries(team="team1")
    assert [entry.author for entry in entries] == ["team1", "instructor"]


def test_a_report_sent_again_with_its_key_is_filed_once(browser: Browser, control: DeskControl) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: submit(browser, headers={"Idempotency-Key": "5f3a"}), range(16)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len(control.reports("first-look", "team1")) == 1


@pytest.mark.parametrize("key", ["", "two words", "x" * 101, "caf\xe9"])
def test_a_key_that_cannot_be_one_is_refused(browser: Browser, control: DeskControl, key: str) -> None:
    answer = submit(browser, headers={"Idempotency-Key": key.encode("latin-1")})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["place"] == "header idempotency-key"
    assert control.reports("first-look", "team1") == []


def test_a_report_after_the_end_is_refused(browser: Browser, control: DeskControl) -> None:
    control.end("first-look")
    answer = submit(browser)
    assert answer.status_code == 409
    assert answer.json()["error"] == "exercise 'first-look' is over; reports are closed"


def test_the_score_after_the_end_is_the_scorecard(browser: Browser, control: DeskControl) -> None:
    submit(browser)
    control.end("first-look")
    card = browser("GET", "/exercises/first-look/teams/team1/score", token=TOKEN).json()
    assert card["team"] == "team1"
    assert [line["reason"]["en"] for line in card["lines"]] == ["it arrived"]


MOMENT = {"type": "login", "host": "mail"}
WRONG: list[tuple[object, str, str]] = [
    (
        {"timeline": [MOMENT | {"at": "2026-11-23T15:04:05"}]},
        "timeline[0].at",
        "the time '2026-11-23T15:04:05' has no offset; write 2026-11-23T15:04:05+09:00",
    ),
    (
        {"timeline": [MOMENT | {"at": "yesterday"}]},
        "timeline[0].at",
        "'yesterday' is not a time; write it with its offset, as in 2026-11-23T15:04:05+09:00",
    ),
    ({"timeline": [MOMENT]}, "timeline[0].at", "is missing"),
    (
        {"indicators": [{"kind": "ipp", "value": "x"}]},
        "indicators[0].kind",
        "'ipp' is not one of the values; did you mean 'ip'? (known: account, domain, email, file, ip, key-fingerprint, "
        "sha256, subject, url, user-agent)",
    ),
    (
        {"indicator": []},
        "indicator",
        "a report has no such field here; did you mean 'indicators'? "
        "(known: accounts, actions, assets, classification, data_impact, ",
    ),
    (
        {"accounts": [{"account": "sato", "stat": "created"}]},
        "accounts[0].stat",
        "a report has no such field here; did you mean 'state'? (known: account, confidence, state)",
    ),
    ({"indicators": [{"kind": "ip", "value": ""}]}, "indicators[0].value", "is empty"),
    ({"indicators": [{"kind": "ip", "value": 7}]}, "indicators[0].value", "a text is needed here"),
    (
        {"classification": {"catgory": "other/other"}},
        "classification.catgory",
        "a report has no such field here; did you mean 'category'?",
    ),
    ({"occurred": {"ongoing": "perhaps"}}, "occurred.ongoing", "true or false is needed here"),
    (
        {"occurred": {"ongoing": True, "end": "2026-11-23T15:04:05+09:00"}},
        "occurred",
        "it cannot be ongoing and have an end; leave one of them out",
    ),
    (
        {"data_impact": {"records": {"min": "few", "max": 2}}},
        "data_impact.records.min",
        "a whole number is needed here",
    ),
    ({"data_impact": {"records": {"min": -1, "max": 2}}}, "data_impact.records.min", "is less than 0"),
    ({"techniques": ["phishing"]}, "techniques[0]", "is not written like T1110 or T1110.001"),
    ({"indicators": {}}, "indicators", "a list is needed here"),
    ({"indicators": ["10.66.0.9"]}, "indicators[0]", "an object is needed here"),
    ({"indicators": [{"kind": "ip", "value": "x"}] * 61}, "indicators", "has more than the 60 items allowed"),
    ({"summary": "x" * 20_001}, "summary", "is longer than 20000 characters"),
    ([], "report", "an object is needed here"),
    ("a text", "report", "an object is needed here"),
]


@pytest.mark.parametrize(("report", "place", "message"), WRONG)
def test_what_is_wrong_with_a_report_is_said_in_plain_words(
    browser: Browser, control: DeskControl, report: object, place: str, message: str
) -> None:
    answer = submit(browser, report)
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["place"] == place
    assert problem["message"].startswith(message)
    assert "pydantic" not in answer.text
    assert control.reports("first-look", "team1") == []


def test_all_problems_of_a_report_are_told_at_once(browser: Browser) -> None:
    answer = submit(browser, {"stage": "frist", "indicators": [{"kind": "ip"}], "timeline": [MOMENT]}).json()
    assert answer["error"] == "the request cannot be understood: 3 problems"
    assert [problem["place"] for problem in answer["problems"]] == ["stage", "indicators[0].value", "timeline[0].at"]


LONG = "A" * 5000


@pytest.mark.parametrize(
    "report",
    [
        {LONG: 1},
        {"stage": LONG},
        {"indicators": [{"kind": LONG, "value": "x"}]},
        {"timeline": [MOMENT | {"at": LONG}]},
        {"timeline": [{LONG: LONG, "at": {"deep": LONG}}]},
        {"summary": [LONG]},
    ],
)
def test_no_answer_repeats_more_than_a_glimpse_of_what_was_sent(browser: Browser, report: object) -> None:
    answer = submit(browser, report)
    assert answer.status_code == 422
    assert "A" * 100 not in answer.text


def test_thousands_of_problems_make_a_short_answer(browser: Browser) -> None:
    answer = submit(browser, {f"field{number}": 1 for number in range(5000)})
    assert answer.json()["error"] == f"the request cannot be understood: 5000 problems, the first {MOST} are listed"
    assert len(answer.json()["problems"]) == MOST
    assert len(answer.content) < 10_000


FIRST = ["stage", "first", "indicators", "kind", "ip", "value", "timeline", "type", "login", "at"]
FURTHER = ["occurred", "start", "ongoing", "data_impact", "records", "min", "max", "techniques", "evidence", "claim"]
WORDS = st.sampled_from(FIRST + FURTHER)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=JSON)
def test_whatever_is_sent_is_acknowledged_or_explained(browser: Browser, report: object) -> None:
    headers = {"Content-Type": "application/json"}
    answer = browser("POST", REPORTS, token=TOKEN, content=json.dumps(report).encode(), headers=headers)
    assert answer.status_code in {201, 422}
    if answer.status_code == 422:
        assert all(problem["place"] and problem["message"] for problem in answer.json()["problems"])
        assert all("does not fit" not in problem["message"] for problem in answer.json()["problems"])


BYTES = {
    "no JSON": (b"{summary: x}", 422, "this is not JSON"),
    "nothing": (b"", 422, "is missing"),
    "too deep": (b"[" * 200_000, 400, ""),
    "a number of 5000 digits": (b'{"summary": ' + b"1" * 5000 + b"}", 400, ""),
    "no UTF-8": (b'{"summary": "\xff"}', 400, ""),
    "half a character": (b'{"summary": "\\ud800"}', 422, "is not well-formed text"),
    "half a character in a name": (b'{"\\ud800": 1}', 422, "is not well-formed text"),
    "half a character in a choice": (b'{"stage": "\\ud800"}', 422, ""),
    "not a number": (b"NaN", 422, "an object is needed here"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_report_are_refused_without_a_fault(browser: Browser, name: str) -> None:
    content, status, message = BYTES[name]
    answer = browser("POST", REPORTS, token=TOKEN, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.json()["error"]
    assert message in json.dumps(answer.json())


def test_a_report_that_does_not_say_that_it_is_json_is_told_so(browser: Browser) -> None:
    answer = browser("POST", REPORTS, token=TOKEN, content=b"{}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    assert "Content-Type: application/json" in answer.json()["problems"][0]["message"]


def test_a_report_over_the_limit_is_refused_by_its_announced_length(browser: Browser) -> None:
    answer = submit(browser, {"summary": "x" * BODY_LIMIT})
    assert answer.status_code == 413
    assert answer.json()["error"] == "the request is longer than 256 kB"


def test_a_report_over_the_limit_is_refused_when_its_length_is_not_announced(
    browser: Browser, control: DeskControl
) -> None:
    async def pieces() -> Any:
        for _ in range(BODY_LIMIT // 1024 + 1):
            yield b" " * 1024

    headers = {"Content-Type": "application/json"}
    answer = browser("POST", REPORTS, token=TOKEN, content=pieces(), headers=headers)
    assert answer.status_code == 413
    assert answer.json()["error"] == "the request is longer than 256 kB"
    assert control.reports("first-look", "team1") == []


def test_every_list_of_a_report_may_be_full(browser: Browser, control: DeskControl) -> None:
    at = "2026-11-23T15:04:05+09:00"
    full = {
        "summary": "彩" * 20_000,
        "indicators": [{"kind": "url", "value": "u" * 500}] * 60,
        "accounts": [{"account": "a" * 200}] * 60,
        "timeline": [{"type": "login", "at": at, "host": "mail"}] * 60,
        "actions": [{"kind": "notify", "target": "t" * 200, "at": at}] * 60,
    }
    assert submit(browser, full).status_code == 201
    (entry,) = control.store.ledger(control.store.find("first-look")).entries()
    assert isinstance(entry.body, Filed)
    assert len(entry.body.report.summary) == 20_000

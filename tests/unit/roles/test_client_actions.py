"""What happens at a PC itself: a file that is opened, a crontab; which lines prove it and what ends it."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.provider import Lan
from cyder.errors import NotFound
from cyder.roles.client.actions.cron import CronEntry
from cyder.roles.client.actions.open_file import OpenFile
from cyder.roles.client.probes import Browses, Forwards, Keeps, Mentions, Runs
from cyder.roles.client.seats import program, seat
from tests.unit.roles import towns
from tests.unit.roles.pcs import TOWN, WHERE, proving, receipt, spoken, stage
from tests.unit.roles.talk import deciding

FETCHED = (
    "1795618768.989      0 10.66.0.12 TCP_MISS/200 399 GET http://cdn-stat.example/update.bin - "
    "HIER_DIRECT/203.0.113.130 application/octet-stream"
)
DENIED = FETCHED.replace("TCP_MISS/200", "TCP_DENIED/403")
REPLACED = "2026-11-26T00:19:17.886759+09:00 pc crontab[82]: (root) REPLACE (kimura)"
LISTED = "2026-11-25T23:56:39.935584+09:00 pc crontab[145]: (root) LIST (kimura)"
OPEN = OpenFile(url="http://cdn-stat.example/update.bin")


def test_a_file_is_laid_and_opened_as_whoever_sits_there_and_calls_through_the_proxy() -> None:
    place, asked = stage(source="pc")
    trace = OPEN.run(place)
    assert trace.reached
    document = "/home/kimura/ダウンロード/見積書.pdf.sh"
    (_, laid), (_, opened), (_, looked) = asked
    assert laid[4] == document
    assert 'sed \'1,/^exit$/d\' "$0" >"$HOME/.cache/update-helper"' in laid[5]
    assert "'http://cdn-stat.example/update.bin'" in laid[5].partition("\nexit\n")[2]
    assert opened == ("sh", document)
    assert looked[:3] == ("pgrep", "-u", "kimura")


def test_a_file_whose_program_does_not_run_reached_nothing() -> None:
    place, _ = stage(lambda argv: Result(1 if argv[0] == "pgrep" else 0, ""), source="pc")
    assert not OPEN.run(place).reached


def test_the_call_is_proved_by_the_proxys_line_whether_or_not_it_was_let_through() -> None:
    other = FETCHED.replace("10.66.0.12", "10.66.0.120")
    longer = FETCHED.replace("update.bin ", "update.bin.old ")
    assert proving(OPEN, FETCHED, DENIED, other, longer, source="pc") == [[True], [True], [False], [False]]
    root = OpenFile(url="http://cdn-stat.example")
    assert proving(root, FETCHED.replace("update.bin", ""), source="pc") == [[True]]


def test_the_truth_of_an_opened_file_names_both_files_and_whom_they_call() -> None:
    place, _ = stage(source="pc")
    truth = OPEN.truth(place, [receipt(FETCHED, log="/var/log/squid/access.log")])
    document, helper, called = truth.indicators
    assert [spelling.value for spelling in document.spellings] == [
        "/home/kimura/ダウンロード/見積書.pdf.sh",
        "見積書.pdf.sh",
    ]
    assert helper.spellings[0].value == "/home/kimura/.cache/update-helper"
    assert [(spelling.kind, spelling.value) for spelling in called.spellings] == [
        ("domain", "cdn-stat.example"),
        ("url", "http://cdn-stat.example/update.bin"),
        ("ip", "203.0.113.66"),
    ]
    assert [(moment.kind, moment.host) for moment in truth.timeline] == [("execution", "pc")]


def test_a_killed_program_whose_files_are_still_there_is_not_contained() -> None:
    (way,) = OPEN.containment(stage(source="pc")[0])
    probes = [check.probe for check in way.deny]
    assert [type(probe) for probe in probes] == [Runs, Keeps, Keeps]
    assert {check.by for check in way.deny} == {"itself"}
    killed = Lan(deciding(lambda argv: Result(1, "") if argv[0] == "pgrep" else Result(0, argv[1]))[0].provider, TOWN)
    assert [probe.check(killed, WHERE).passed for probe in probes] == [False, True, True]


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "https://cdn-stat.example/"},
        {"url": "http://cdn-stat.com/"},
        {"url": "http://cdn-stat.example/';reboot"},
        {"url": "http://a.example/", "document": "../x"},
        {"url": "http://a.example/", "helper": "a b"},
        {"url": "http://a.example/", "minutes": 241},
    ],
)
def test_a_file_that_would_call_outside_or_run_something_else_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OpenFile.model_validate(settings)


def test_a_program_sleeps_for_a_bounded_time_and_calls_only_where_it_is_told_to() -> None:
    text = program("LAB-9dc219", minutes=4.8)
    assert "\n# LAB-9dc219\n" in text
    assert "left=29\n" in text
    assert "curl" not in text


def test_a_crontab_is_replaced_by_root_and_keeps_the_others_lines() -> None:
    place, asked = stage(source="pc")
    assert CronEntry(every=10).run(place).reached
    ((node, argv),) = spoken(asked, "crontab -u")
    assert node == "pc"
    assert argv[4:] == (
        "kimura",
        "/home/kimura/.cache/font-index",
        "*/10 * * * * /home/kimura/.cache/font-index LAB-9dc219",
    )
    assert proving(CronEntry(), REPLACED, LISTED, REPLACED.replace("(kimura)", "(kimura2)"), source="pc") == [
        [True],
        [False],
        [False],
    ]


def test_removing_a_persons_whole_crontab_is_no_remedy() -> None:
    (way,) = CronEntry().containment(stage(source="pc")[0])
    assert way.allow[0].probe == Mentions(
        target="pc", paths=("/var/spool/cron/crontabs/kimura",), word="/usr/local/bin/office-rounds"
    )
    assert [type(check.probe).__name__ for check in way.deny] == ["Mentions", "Runs", "Keeps"]


@pytest.mark.parametrize("every", [0, 31])
def test_an_entry_starts_at_most_every_minute_and_at_least_every_half_hour(every: int) -> None:
    with pytest.raises(ValidationError):
        CronEntry(every=every)


def test_whoever_sits_nowhere_is_named_with_those_who_do() -> None:
    with pytest.raises(NotFound, match="unknown user of pc 'kimra'; did you mean 'kimura'"):
        seat(stage()[0], "kimra")
    assert seat(stage()[0], None).account == "kimura"


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("*/5 * * * * /home/kimura/.cache/font-index LAB-9dc219", True),
        ("/home/kimura/.cache/font-index", True),
        ("# */5 * * * * /home/kimura/.cache/font-index LAB-9dc219", False),
        ("  # /home/kimura/.cache/font-index", False),
    ],
)
def test_an_entry_in_a_comment_does_not_stand(line: str, stands: bool) -> None:  # noqa: FBT001  a case
    lan, asked = deciding(lambda _: Result(0, ""))
    Mentions(target="pc", paths=("/x",), word="/home/kimura/.cache/font-index").check(lan, WHERE)
    pattern = asked[0][1][3].replace("[:space:]", r"\s")
    assert bool(re.search(pattern, line)) is stands


@pytest.mark.parametrize(("out", "code", "passed"), [("200", 0, True), ("000", 6, False)])
def test_whoever_gets_no_page_cannot_work(out: str, code: int, passed: bool) -> None:  # noqa: FBT001  a case
    lan, _ = towns.saying(out, code)
    assert Browses(target="pc").check(lan, WHERE).passed is passed


def test_a_line_that_does_not_arrive_is_not_forwarded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cyder.roles.client.probes._ARRIVAL", 0.1)
    lan, asked = deciding(lambda argv: Result(1 if argv[0] == "grep" else 0, ""))
    answer = Forwards(target="pc", collector="log", log="/x").check(lan, WHERE)
    assert (answer.passed, answer.said) == (False, "a line of pc does not stand on log")
    assert {node for node, _ in asked} == {"pc", "log"}

"""Two versions of a report side by side: what was added, removed and changed, in the words people know."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from cyder.model.report import Report
from cyder.review.differences import differences
from cyder.review.shown import changes, shown
from tests.unit.review.test_template import REPORTS

TOKYO = ZoneInfo("Asia/Tokyo")
MOMENT = {"type": "login", "at": "2026-11-23T15:04:05+09:00", "host": "mail"}


def changed(old: dict[str, Any], new: dict[str, Any], language: str = "en") -> list[str]:
    found = differences(Report.model_validate(old), Report.model_validate(new))
    return changes(found, language).splitlines()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({}, {"stage": "final"}, ["~ Stage: First report", "    → Final report"]),
        ({}, {"summary": "x"}, ["+ Summary: x"]),
        ({"summary": "x"}, {}, ["- Summary: x"]),
        ({}, {"detected": {"how": "outage"}}, ["+ Detection: How: Something stopped working"]),
        ({}, {"occurred": {"ongoing": True}}, ["+ Time of the incident: Still going on: yes"]),
        ({}, {"data_impact": {"records": {"min": 1, "max": 9}}}, ["+ Data: Records, from and to: 1–9"]),
        (
            {"data_impact": {"kinds": ["tax"]}},
            {"data_impact": {"kinds": ["tax", "mail"]}},
            ["~ Data: Kinds: Tax", "    → Tax, Mail"],
        ),
        ({"techniques": ["T1110"]}, {"techniques": ["T1110", "T1078"]}, ["+ Techniques: T1078"]),
        (
            {"assets": [{"host": "mail", "role": "target"}]},
            {"assets": [{"host": "gw", "role": "pivot"}, {"host": "mail", "role": "not-affected"}]},
            ["+ Machines: gw, Stepping stone", "~ Machines: mail, Target", "    → mail, Not affected"],
        ),
        (
            {"timeline": [MOMENT]},
            {"timeline": [MOMENT | {"at": "2026-11-23T16:00:00+09:00"}]},
            [
                "~ Timeline: 2026-11-23T15:04:05+09:00, Log-in, mail",
                "    → 2026-11-23T16:00:00+09:00, Log-in, mail",
            ],
        ),
        (
            {"timeline": [MOMENT, MOMENT]},
            {"timeline": [MOMENT]},
            ["- Timeline: 2026-11-23T15:04:05+09:00, Log-in, mail"],
        ),
    ],
)
def test_a_change_is_told_where_it_is(old: dict[str, Any], new: dict[str, Any], told: list[str]) -> None:
    assert changed(old, new) == told


def test_the_same_in_japanese() -> None:
    assert changed({}, {"detected": {"how": "outage"}}, "ja") == ["+ 検知: 検知の経緯: システム障害"]
    assert changed({}, {}, "ja") == ["変更はありません"]


def test_another_order_is_no_difference_and_one_more_confidence_is() -> None:
    one, two = {"kind": "ip", "value": "192.0.2.1"}, {"kind": "ip", "value": "192.0.2.2"}
    assert changed({"indicators": [one, two]}, {"indicators": [two, one]}) == ["nothing changed"]
    assert changed({"indicators": [one]}, {"indicators": [one | {"confidence": "possible"}]}) == [
        "~ Indicators: IP address, 192.0.2.1",
        "    → IP address, 192.0.2.1, Possible",
    ]


@given(report=REPORTS)
def test_a_report_does_not_differ_from_itself_and_from_nothing_by_all_it_holds(report: Report) -> None:
    assert differences(report, report) == ()
    blank = Report(stage=report.stage)
    assert {each.change for each in differences(blank, report)} <= {"added"}
    assert [each.after for each in differences(blank, report)] == [each.before for each in differences(report, blank)]


@given(old=REPORTS, new=REPORTS)
def test_as_many_things_change_back_as_changed(old: Report, new: Report) -> None:
    there, back = differences(old, new), differences(new, old)
    assert sorted(each.section for each in there) == sorted(each.section for each in back)


def test_a_report_is_shown_with_its_labels_and_in_the_organisations_time() -> None:
    report = Report.model_validate(
        {
            "detected": {"at": "2026-11-23T06:04:05Z", "how": "user-report"},
            "summary": "one\ntwo",
            "assets": [{"host": "mail", "role": "target"}],
            "techniques": ["T1110"],
        }
    )
    assert shown(report, "ja", TOKYO).splitlines() == [
        "報告の段階: 第一報",
        "検知",
        "  検知日時    2026-11-23 15:04:05 JST",
        "  検知の経緯  職員からの申告",
        "概要: one",
        "  two",
        "対象機器",
        "  1. mail、攻撃の標的",
        "攻撃手法(ATT&CK)",
        "  1. T1110",
    ]


def test_a_blank_report_says_so() -> None:
    assert shown(Report(), "en", TOKYO) == "Stage: First report\n(nothing is filled in)"

"""What is worth another look before a report is filed: in both languages, with its place, never with an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cyder.model.report import Report
from cyder.scoring import Ground, advice
from tests.unit.scoring.ledgers import T0, at

GROUND = Ground(now=at(600), zone=ZoneInfo("Asia/Tokyo"), begun=T0, hosts=frozenset({"mail", "gw"}))
GOOD: dict[str, Any] = {
    "detected": {"how": "outside-notice"},
    "summary": "Passwords are tried on mail.",
    "assets": [{"host": "mail", "role": "target"}],
}
FINAL: dict[str, Any] = GOOD | {
    "stage": "final",
    "status": "closed",
    "classification": {"category": "intrusion-attempts/brute-force", "severity": "low"},
    "occurred": {"start": at(10)},
    "timeline": [{"type": "login", "at": at(10), "host": "mail"}],
    "actions": [{"kind": "block-network", "target": "192.0.2.1", "at": at(30)}],
    "data_impact": {"involved": "none"},
    "root_cause": {"code": "weak-password"},
}


def said(**fields: Any) -> list[str]:
    return [each.en for each in advice(Report.model_validate(GOOD | fields), GROUND)]


def test_a_good_report_is_not_commented_on_at_any_stage() -> None:
    assert said() == []
    assert advice(Report.model_validate(FINAL), GROUND) == ()


@pytest.mark.parametrize(
    ("missing", "place"),
    [
        ("detected", "(detected): when or how it was noticed is still missing"),
        ("assets", "(assets): a machine or an indicator is still missing"),
        ("summary", "(summary): a summary is still missing"),
        ("status", "(status): how far you are is still missing"),
        ("classification", "(classification.category): what sort of incident it is is still missing"),
        ("occurred", "(occurred.start): when it began is still missing"),
        ("timeline", "(timeline): a timeline is still missing"),
        ("actions", "(actions): what you did is still missing"),
        ("data_impact", "(data_impact.involved): whether data are concerned is still missing"),
        ("root_cause", "(root_cause.code): the cause is still missing"),
    ],
)
def test_what_a_final_report_lacks_is_named(missing: str, place: str) -> None:
    found = advice(Report.model_validate({name: value for name, value in FINAL.items() if name != missing}), GROUND)
    assert place in found[0].en
    assert "未記入" in found[0].ja


def test_a_first_report_may_be_short_and_an_indicator_does_for_a_machine() -> None:
    assert said(assets=[], indicators=[{"kind": "ip", "value": "192.0.2.1"}]) == []
    assert said(stage="interim") == [
        "Classification Category (classification.category): what sort of incident it is is still missing"
    ]


def test_a_time_to_come_and_one_before_the_exercise_are_told_in_the_organisations_zone() -> None:
    late, early = at(3600), T0 - timedelta(hours=9)
    told = said(timeline=[{"type": "login", "at": late}, {"type": "login", "at": early}])
    assert told == [
        "Timeline 1 Time (timeline[0].at): 2026-11-23 16:00:00 JST is still to come",
        "Timeline 2 Time (timeline[1].at): 2026-11-23 06:00:00 JST is before the exercise began "
        "(2026-11-23 15:00:00 JST); is the offset right?",
    ]


def test_each_time_is_told_by_its_place() -> None:
    late = said(detected={"at": at(7200)}, occurred={"start": at(7200), "end": at(7200)})
    assert [one[one.index("(") + 1 : one.index(")")] for one in late] == [
        "detected.at",
        "occurred.start",
        "occurred.end",
    ]


def test_a_clock_that_is_a_little_off_is_forgiven() -> None:
    assert said(detected={"at": at(630)}, occurred={"start": at(-30)}) == []


def test_an_end_before_its_beginning_and_an_action_without_time_are_told() -> None:
    told = said(
        timeline=[{"type": "login", "at": at(60), "until": at(30)}],
        actions=[{"kind": "notify", "target": "the mayor"}],
    )
    assert told == [
        "Timeline 1 Until (timeline[0].until): it ended before it began",
        "Actions taken 1 Time (actions[0].at): when was that done?",
    ]


def test_a_machine_nobody_was_told_of_is_doubted_and_a_closed_one_reads_no_better_than_a_wrong_one() -> None:
    def doubts(name: str) -> list[str]:
        return said(assets=[{"host": name, "role": "target"}])

    assert doubts("Mail.city.example") == doubts("gw") == doubts("203.0.113.66") == []
    assert doubts("mial") == [
        "Machines 1 Machine (assets[0].host): 'mial' is no machine that you were told of (known: gw, mail)"
    ]
    assert doubts("intruder")[0].replace("intruder", "mial") == doubts("mial")[0]


@pytest.mark.parametrize("claim", ["timeline[1]", "indicators[0]", "root_cause", "nothing", "model_fields"])
def test_evidence_for_what_is_not_said_is_doubted(claim: str) -> None:
    proof = {"claim": claim, "source": "mail:/var/log/mail.log", "quote": "line"}
    (doubt,) = said(evidence=[proof], timeline=[{"type": "login", "at": at(10)}])
    assert f"the report says nothing at '{claim}'" in doubt


def test_evidence_for_what_is_said_is_not() -> None:
    proofs = [
        {"claim": claim, "source": "mail:/var/log/mail.log", "quote": "line"}
        for claim in ("timeline[0]", "timeline[0].at", "summary", "detected.how")
    ]
    assert said(evidence=proofs, timeline=[{"type": "login", "at": at(10)}]) == []


def test_syntax_is_told_too() -> None:
    assert said(indicators=[{"kind": "ip", "value": "203.0.113.066"}])[0].startswith("indicators[0]: ")


def test_what_ended_in_the_moment_in_which_it_began_is_possible() -> None:
    assert said(timeline=[{"type": "login", "at": at(60), "until": at(60)}]) == []

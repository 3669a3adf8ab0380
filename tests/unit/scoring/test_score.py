"""What holds over the whole scorecard, whatever is reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyder.model.evidence import IndicatorKind, OutcomeKind, Spelling, Truth
from cyder.model.ledger import Body, Entry
from cyder.model.report import AccountClaim, ActionTaken, Confidence, Indicator, Report
from cyder.model.scenario import Scenario
from cyder.model.score import Scorecard
from tests.unit.scoring.ledgers import (
    CUT_OFF,
    SOURCE,
    TEAM,
    VICTIM,
    at,
    card,
    entity,
    filed,
    ledger,
    line,
    moment,
    outcome,
    perfect_report,
    played,
    rounds,
    scenario,
    told,
    truth,
)

PLAN: Scenario = scenario(objectives=CUT_OFF)
RICH = Truth(
    indicators=(
        entity("server", "c2.example", kind="domain", weight=2, others=[Spelling(kind="ip", value=SOURCE, credit=0.8)]),
        entity("sender", "billing@vend0r.example", kind="email"),
    ),
    accounts=(entity("victim", VICTIM, kind="account"), entity("service", "svc", kind="account")),
    timeline=(moment("credential-attack", 0), moment("login", 300), moment("exfil", 600, "db")),
    remedies=truth().remedies,
)
RIGHT_VALUES: list[tuple[IndicatorKind, str]] = [
    ("domain", "c2.example"),
    ("domain", "C2[.]example"),
    ("ip", SOURCE),
    ("email", "billing@vend0r.example"),
]
WRONG_VALUES: list[tuple[IndicatorKind, str]] = [("ip", f"198.51.100.{number}") for number in range(6)]
CONFIDENCES: tuple[Confidence, ...] = ("confirmed", "probable", "possible")

confidences = st.sampled_from(CONFIDENCES)
right_indicators = st.builds(
    lambda value, confidence: Indicator(kind=value[0], value=value[1], confidence=confidence),
    st.sampled_from(RIGHT_VALUES),
    confidences,
)
wrong_indicators = st.builds(
    lambda value, confidence: Indicator(kind=value[0], value=value[1], confidence=confidence),
    st.sampled_from(WRONG_VALUES),
    confidences,
)
other_indicators = st.sampled_from([Indicator(kind="ip", value="10.66.0.3"), Indicator(kind="ip", value="1.2.3.04")])
accounts = st.builds(
    lambda account, confidence: AccountClaim(account=account, confidence=confidence),
    st.sampled_from([VICTIM, "CITY\\svc", "sato", "suzuki", "ito", "not one"]),
    confidences,
)
moments = st.builds(
    told,
    st.sampled_from(("credential-attack", "login", "exfil", "impact")),
    st.sampled_from((0.0, 100.0, 300.0, 700.0, 32400.0, 32700.0)),
    st.sampled_from(("mail", "db", "")),
)
taken = st.builds(
    lambda kind, target: ActionTaken(kind=kind, target=target),
    st.sampled_from(("block-network", "notify")),
    st.sampled_from((SOURCE, "198.51.100.1", "198.51.100.2", "198.51.100.3", "nobody there")),
)
reports = st.builds(
    Report,
    indicators=st.lists(right_indicators | wrong_indicators | other_indicators, max_size=8).map(tuple),
    accounts=st.lists(accounts, max_size=6).map(tuple),
    timeline=st.lists(moments, max_size=5).map(tuple),
    actions=st.lists(taken, max_size=5).map(tuple),
)
patterns = st.text(alphabet=".#", max_size=8)


def scored(report: Report | None, pattern: str = ".#####") -> Scorecard:
    return card(played(report, pattern=pattern, what=RICH), PLAN)


def earned(report: Report, name: str) -> float:
    return line(scored(report), name).earned


def test_a_perfect_team_earns_everything() -> None:
    found = card(played(perfect_report(), pattern="#######"), PLAN)
    assert (found.earned, found.maximum, found.share) == (100, 100, 1.0)
    assert [one.id for one in found.lines] == ["indicators", "accounts", "timeline", "containment:cut-off", "actions"]
    assert all(one.earned == one.maximum and not one.missed and not one.wrong for one in found.lines)
    assert all(one.reason.ja and one.formula and one.title.ja for one in found.lines)


def test_an_idle_team_has_exactly_nothing_of_everything() -> None:
    found = card(played(None, pattern="......"), PLAN)
    assert (found.earned, found.maximum) == (0, 100)
    assert all(one.earned == 0 for one in found.lines)
    assert line(found, "indicators").reason == "No report was filed before the end."
    assert line(found, "indicators").missed == ("source of the attack",)


def test_a_blank_report_has_exactly_nothing() -> None:
    assert scored(Report(summary="We are on it."), "......").earned == 0


def test_an_empty_ledger_has_nothing_to_grade() -> None:
    found = card([], PLAN)
    assert (found.earned, found.maximum, found.share) == (0, 0, 0)
    assert "none was played" in line(found, "indicators").reason


@pytest.mark.parametrize("kind", ["blocked", "infra-error", "skipped"])
def test_what_did_not_succeed_leaves_the_denominator(kind: OutcomeKind) -> None:
    extra = truth(source="198.51.100.7", victim="sato", seconds=600)
    happened: list[tuple[float, Body]] = [
        (0, outcome(truth())),
        (60, filed(perfect_report())),
        *rounds("######"),
        (840, outcome(extra, event="again", kind=kind, objective=None)),
    ]
    found = card(ledger(*happened), PLAN)
    assert (found.earned, found.maximum) == (100, 100)


def test_what_succeeds_once_more_joins_the_denominator() -> None:
    extra = truth(source="198.51.100.7", victim="sato", seconds=600)
    happened: list[tuple[float, Body]] = [
        (0, outcome(truth())),
        (60, filed(perfect_report())),
        (600, outcome(extra, event="again", objective=None)),
        *rounds("######", start=660),
    ]
    assert line(card(ledger(*happened), PLAN), "indicators").earned == 15


def test_what_is_not_scored_is_neither_right_nor_asked_for() -> None:
    unscored = outcome(truth(source="198.51.100.7"), event="zone", scored=False, objective=None)
    entries = ledger((0, unscored), (0, outcome(truth())), (60, filed(perfect_report())), *rounds("######"))
    assert card(entries, PLAN).share == 1.0


def test_everything_prevented_leaves_only_the_objective_and_that_is_earned() -> None:
    found = card(ledger((0, outcome(truth(), kind="blocked")), (60, filed(perfect_report()))), PLAN)
    assert (found.earned, found.maximum) == (30, 30)
    assert "(1 blocked)" in line(found, "indicators").reason


def test_everything_broken_leaves_nothing_to_grade() -> None:
    found = card(ledger((0, outcome(truth(), kind="infra-error")), (60, filed(perfect_report()))), PLAN)
    assert (found.earned, found.maximum) == (0, 0)


def test_another_teams_report_earns_at_most_a_fifth() -> None:
    theirs = perfect_report(source="203.0.113.99", victim="suzuki")
    for pattern in ("......", ""):
        found = card(played(theirs, pattern=pattern), PLAN)
        assert 0 < found.share <= 0.2
        assert "half, because there is no right indicator or account" in line(found, "timeline").reason
    assert line(card(played(theirs), PLAN), "actions").earned == 0


def test_a_team_is_scored_by_its_own_entries_only() -> None:
    theirs = [one.model_copy(update={"team": "team2", "seq": one.seq + 100}) for one in played(None, pattern="......")]
    mine = played(perfect_report())
    together: list[Entry] = [*mine, *theirs]
    assert card(together, PLAN, TEAM) == card(mine, PLAN, TEAM)
    assert card(together, PLAN, "team2").earned == 0


@settings(max_examples=150, deadline=None)
@given(report=reports, pattern=patterns)
def test_every_line_stays_within_its_bounds_and_the_replay_is_byte_equal(report: Report, pattern: str) -> None:
    found = scored(report, pattern)
    for one in found.lines:
        if one.id == "false-claims":
            assert one.maximum == 0
            assert -40 <= one.earned < 0
        else:
            assert 0 <= one.earned <= one.maximum
    assert 0 <= found.earned <= found.maximum
    assert scored(report, pattern).model_dump_json() == found.model_dump_json()
    again = [Entry.model_validate_json(one.model_dump_json()) for one in played(report, pattern=pattern, what=RICH)]
    assert card(again, PLAN).model_dump_json() == found.model_dump_json()


@settings(deadline=None)
@given(report=reports, extra=wrong_indicators)
def test_a_wrong_indicator_never_raises_the_score(report: Report, extra: Indicator) -> None:
    worse = report.model_copy(update={"indicators": (*report.indicators, extra)})
    assert scored(worse).earned <= scored(report).earned


@settings(deadline=None)
@given(report=reports, extra=right_indicators)
def test_a_right_indicator_never_lowers_the_score(report: Report, extra: Indicator) -> None:
    better = report.model_copy(update={"indicators": (*report.indicators, extra)})
    assert scored(better).earned >= scored(report).earned


@settings(deadline=None)
@given(report=reports, name=st.sampled_from(["sato", "yamada", "ito"]), confidence=confidences)
def test_a_wrong_account_never_raises_the_score(report: Report, name: str, confidence: Confidence) -> None:
    claim = AccountClaim(account=name, confidence=confidence)
    worse = report.model_copy(update={"accounts": (*report.accounts, claim)})
    assert scored(worse).earned <= scored(report).earned


@settings(deadline=None)
@given(report=reports, name=st.sampled_from([VICTIM, "svc@city.example"]), confidence=confidences)
def test_a_right_account_never_lowers_the_score(report: Report, name: str, confidence: Confidence) -> None:
    claim = AccountClaim(account=name, confidence=confidence)
    better = report.model_copy(update={"accounts": (*report.accounts, claim)})
    assert scored(better).earned >= scored(report).earned


@settings(deadline=None)
@given(report=reports)
def test_a_wrong_block_never_raises_and_a_right_one_never_lowers_what_actions_earn(report: Report) -> None:
    def beside(target: str) -> Report:
        return report.model_copy(
            update={"actions": (*report.actions, ActionTaken(kind="block-network", target=target))}
        )

    assert earned(beside("198.51.100.250"), "actions") <= earned(report, "actions") <= earned(beside(SOURCE), "actions")


@settings(deadline=None)
@given(report=reports, data=st.data())
def test_order_and_duplicates_change_nothing(report: Report, data: st.DataObject) -> None:
    def stirred(items: tuple[object, ...]) -> tuple[object, ...]:
        again = data.draw(st.lists(st.sampled_from(items), max_size=3)) if items else []
        return tuple(data.draw(st.permutations([*items, *again])))

    fields = ("indicators", "accounts", "timeline", "actions")
    mixed = report.model_copy(update={field: stirred(getattr(report, field)) for field in fields})
    assert scored(mixed) == scored(report)


def test_the_time_of_an_action_is_not_graded() -> None:
    timed = perfect_report().model_copy(
        update={"actions": (ActionTaken(kind="block-network", target=SOURCE, at=at(-9999)),)}
    )
    assert card(played(timed), PLAN) == card(played(perfect_report()), PLAN)

"""What holds for every report: bounds, fairness, replays. Thousands of cases."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyder.model.dealings import Adjusted, Graded, HintTaken
from cyder.model.ledger import Body, Entry
from cyder.model.report import ActionTaken, Report
from cyder.model.score import Scorecard
from tests.unit.scoring.ledgers import SOURCE, afterwards, card, filed, ledger, line, outcome, played, rounds, told
from tests.unit.scoring.reports import (
    PLAN,
    RICH,
    RIGHT_TECHNIQUES,
    WRONG_TECHNIQUES,
    reports,
    right_accounts,
    right_assets,
    right_indicators,
    wrong_accounts,
    wrong_assets,
    wrong_indicators,
)

many = settings(max_examples=400, deadline=None)
patterns = st.text(alphabet=".#", max_size=8)

TEXT = {"en": "x", "ja": "x"}
PEOPLE = PLAN.model_validate(
    {
        **PLAN.model_dump(by_alias=True),
        "scoring": {**PLAN.scoring.model_dump(), "rubric": 80},
        "rubric": {"summary": {"title": TEXT, "anchors": {"0": TEXT, "100": TEXT}}},
        "hints": {"where": {"title": TEXT, "text": TEXT, "about": "indicators", "cost": 1}},
    }
)
NAMES = [one.id for one in card(played(None, what=RICH), PEOPLE).lines]


def scored(report: Report | None, pattern: str = ".#####") -> Scorecard:
    return card(played(report, pattern=pattern, what=RICH), PLAN)


def beside(report: Report, field: str, extra: object) -> Report:
    return report.model_copy(update={field: (*getattr(report, field), extra)})


WRONG: st.SearchStrategy[tuple[str, object]] = st.one_of(
    wrong_indicators.map(lambda one: ("indicators", one)),
    wrong_accounts.map(lambda one: ("accounts", one)),
    wrong_assets.map(lambda one: ("assets", one)),
    st.sampled_from(WRONG_TECHNIQUES).map(lambda one: ("techniques", one)),
    st.integers(-4000, 40_000).map(lambda at: ("timeline", told("impact", float(at)))),
    st.just(("actions", ActionTaken(kind="block-network", target="198.51.100.250"))),
)
RIGHT: st.SearchStrategy[tuple[str, object]] = st.one_of(
    right_indicators.map(lambda one: ("indicators", one)),
    right_accounts.map(lambda one: ("accounts", one)),
    right_assets.map(lambda one: ("assets", one)),
    st.sampled_from(RIGHT_TECHNIQUES).map(lambda one: ("techniques", one)),
    st.just(("actions", ActionTaken(kind="block-network", target=SOURCE))),
)


@many
@given(report=reports, wrong=WRONG)
def test_a_wrong_value_never_raises_the_score(report: Report, wrong: tuple[str, object]) -> None:
    assert scored(beside(report, *wrong)).earned <= scored(report).earned + 1e-9


@many
@given(report=reports, right=RIGHT)
def test_a_right_value_never_lowers_the_score(report: Report, right: tuple[str, object]) -> None:
    assert scored(beside(report, *right)).earned >= scored(report).earned - 1e-9


@many
@given(report=reports, pattern=patterns)
def test_every_line_stays_within_its_bounds(report: Report, pattern: str) -> None:
    found = scored(report, pattern)
    for one in found.lines:
        assert one.id == "false-claims" or 0 <= one.earned <= one.maximum
    assert all(-40 <= one.earned < 0 == one.maximum for one in found.lines if one.id == "false-claims")
    assert 0 <= found.earned <= found.maximum <= 580
    assert all(0 <= share <= 1 for share in found.profile.values())


adjustments = st.builds(
    Adjusted,
    line=st.sampled_from(NAMES),
    points=st.floats(-300, 300).map(lambda one: round(one, 1)),
    reason=st.just("x"),
)
marks = st.builds(Graded, criterion=st.just("summary"), mark=st.sampled_from((0, 25, 50, 75, 100)))


@many
@given(
    report=reports,
    given_marks=st.lists(marks, max_size=3),
    adjusted=st.lists(adjustments, max_size=4),
    hint=st.booleans(),
)
def test_whatever_people_decide_the_total_stays_within_its_bounds(
    report: Report, given_marks: list[Graded], adjusted: list[Adjusted], *, hint: bool
) -> None:
    taken: list[tuple[float, Body]] = [(30, HintTaken(hint="where"))] if hint else []
    entries = ledger((0, outcome(RICH)), *taken, (60, filed(report)), *rounds(".#####"))
    said: list[tuple[str, Body]] = [(f"grader-{place}", one) for place, one in enumerate(given_marks)]
    said += [("chief", one) for one in adjusted]
    found = card(afterwards(entries, *said), PEOPLE)
    assert 0 <= found.earned <= found.maximum + 1e-6
    assert sum(one.maximum for one in found.lines if one.bucket == "deductions") == 0


LISTS = ("assets", "accounts", "indicators", "timeline", "techniques", "actions")


@many
@given(report=reports, data=st.data())
def test_order_and_duplicates_change_nothing(report: Report, data: st.DataObject) -> None:
    def stirred(items: tuple[object, ...]) -> tuple[object, ...]:
        again = data.draw(st.lists(st.sampled_from(items), max_size=3)) if items else []
        return tuple(data.draw(st.permutations([*items, *again])))

    mixed = report.model_copy(update={field: stirred(getattr(report, field)) for field in LISTS})
    assert scored(mixed) == scored(report)


ABOUT: dict[str, tuple[str, ...]] = {
    "classification": ("category", "vector", "severity"),
    "assets": ("assets",),
    "data_impact": ("data",),
    "techniques": ("techniques",),
    "timeline": ("timeline",),
    "root_cause": ("root-cause",),
}
"""The lines that a field is about; indicators and accounts bear on times and detection as well."""


@many
@given(report=reports, field=st.sampled_from(sorted(ABOUT)))
def test_a_blank_field_is_no_mistake_and_touches_no_other_line(report: Report, field: str) -> None:
    blank = scored(report.model_copy(update={field: getattr(Report(), field)}))
    for before, after in zip(scored(report).lines, blank.lines, strict=True):
        if before.id in ABOUT[field]:
            assert (after.earned, after.wrong, after.maximum) == (0, (), before.maximum)
        elif before.id != "first-report":
            assert after == before


@many
@given(idle=st.sampled_from((None, Report(), Report(summary="We look into it."))), rounds_seen=st.integers(0, 8))
def test_an_idle_team_has_nothing_at_all(idle: Report | None, rounds_seen: int) -> None:
    found = scored(idle, "." * rounds_seen)
    assert found.earned == 0
    assert all(one.earned == 0 and not one.wrong for one in found.lines if not one.id.startswith("containment"))


@many
@given(report=reports, pattern=patterns, chance=st.integers(0, 1_000_000))
def test_a_replay_is_equal_to_the_byte_in_whatever_order_entries_come(
    report: Report, pattern: str, chance: int
) -> None:
    entries = played(report, pattern=pattern, what=RICH)
    again: list[Any] = [Entry.model_validate_json(one.model_dump_json()) for one in entries]
    Random(chance).shuffle(again)
    assert card(again, PLAN).model_dump_json() == card(entries, PLAN).model_dump_json()


@pytest.mark.parametrize("name", ["category", "assets", "timeline", "detection", "first-report"])
def test_what_the_properties_run_on_can_be_earned_in_full(name: str) -> None:
    assert line(scored(Report()), name).maximum > 0

"""Lines that can only be lost: they count as far as the attack was found and kept out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.model.score import ScoreLine
from cyder.scoring.lines import line, say
from cyder.scoring.standing import tempered


def made(name: str, earned: float, maximum: float = 100.0) -> ScoreLine:
    share = earned / maximum if maximum else 0.0
    title, reason = say(name, name), say("Up 99 % of the time.", "稼働率99%。")
    return line(name, "respond", title, maximum, share, reason=reason, formula=f"A1: {maximum:g} × {share:g}")


UP = made("availability", 80)


@pytest.mark.parametrize(("earned", "kept"), [(0, 0), (10, 16), (25, 40), (50, 80), (75, 80), (100, 80)])
def test_half_of_the_work_is_enough_and_less_counts_in_proportion(earned: float, kept: float) -> None:
    assert tempered(UP, [made("indicators", earned)]).earned == kept


def test_both_lines_that_can_only_be_lost_are_tempered() -> None:
    work = [made("containment:cut-off", 20)]
    assert tempered(made("preserved", 30, 30), work).earned == 12
    assert tempered(made("indicators", 40), work) == made("indicators", 40)


@pytest.mark.parametrize(
    "name", ["category", "root-cause", "containment:cut-off", "eradication:key", "recovery:page", "timeline"]
)
def test_work_is_what_was_found_kept_out_and_mended(name: str) -> None:
    assert tempered(UP, [made(name, 50)]).earned == 80


@pytest.mark.parametrize("name", ["detection", "first-report", "actions", "rubric:summary", "availability", "hints"])
def test_speed_and_words_are_not_work(name: str) -> None:
    assert tempered(UP, [made("indicators", 0), made(name, 100)]).earned == 0


def test_what_is_not_graded_is_not_in_the_share() -> None:
    assert tempered(UP, [made("indicators", 50), made("timeline", 0, 0)]).earned == 80


def test_where_there_was_no_work_to_do_the_line_leaves_the_denominator() -> None:
    found = tempered(UP, [made("indicators", 0, 0)])
    assert found.maximum == 0
    assert found.reason.en.endswith("Not graded: there was nothing to find or to keep out.")


def test_a_line_that_is_not_graded_stays_as_it_is() -> None:
    assert tempered(made("availability", 0, 0), [made("indicators", 10)]) == made("availability", 0, 0)


def test_the_reason_keeps_the_raw_figure_and_tells_why_it_counts_less() -> None:
    found = tempered(UP, [made("indicators", 10)])
    assert found.reason.en == (
        "Up 99 % of the time. Times 0.2: 10% of what there was to find, keep out and mend was earned,"
        " and from 50% on this counts in full."
    )
    assert found.reason.ja == "稼働率99%。検知・封じ込め・復旧の得点率が10%のため0.2倍(50%以上で満点)。"
    assert found.formula == "(A1: 100 × 0.8) × 0.2 [min(1, 0.1/0.5)] = 16"
    assert found.inputs == {"before standing": 80.0, "standing": 0.1}


shares = st.floats(0, 100)


@given(less=shares, more=shares)
def test_more_work_never_lowers_it_and_it_stays_within_its_bounds(less: float, more: float) -> None:
    less, more = sorted((less, more))
    low, high = (tempered(UP, [made("indicators", each)]).earned for each in (less, more))
    assert 0 <= low <= high <= UP.earned

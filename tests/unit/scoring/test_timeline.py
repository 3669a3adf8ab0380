"""Times: tolerance, hosts, the best pairing, precision, and one forgiven shift."""

from __future__ import annotations

import math
from datetime import UTC, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cyder.model.evidence import TrueMoment, Truth
from cyder.model.judging import Speed, Weights
from cyder.model.report import AccountClaim, Happening, Report
from cyder.scoring.comparison import Comparison, Tolerance
from tests.unit.scoring.ledgers import (
    JST,
    T0,
    Line,
    card,
    entity,
    filed,
    ledger,
    line,
    moment,
    outcome,
    receipt,
    scenario,
    told,
)
from tests.unit.scoring.lists import EXACT, HOSTS, KINDS, TRUE, moved, on

WIDE = Speed(target=120, limit=900)
NORMAL_SPEED = Tolerance.at(1.0, WIDE)


def share(entries: tuple[Happening, ...], tolerance: Tolerance = NORMAL_SPEED) -> float:
    return Comparison(entries, TRUE, tolerance).best().worth


def graded(entries: tuple[Happening, ...], real: tuple[TrueMoment, ...] = TRUE, *, speed: float = 1.0) -> Line:
    truth = Truth(timeline=real)
    happened = ledger((0, outcome(truth)), (9000, filed(Report(timeline=entries))), speed=speed)
    return line(card(happened, scenario(Weights(timeline=100))), "timeline")


@pytest.mark.parametrize(
    ("entries", "points"),
    [
        pytest.param(EXACT, 100, id="exact"),
        pytest.param(moved(EXACT, 90), 100, id="90 s late"),
        pytest.param(moved(EXACT, -90), 100, id="90 s early"),
        pytest.param(on("www"), 50, id="right types wrong host"),
        pytest.param(on(""), 50, id="no host"),
        pytest.param(on("WRONG.city.example"), 50, id="another name"),
        pytest.param(EXACT[:3], 60, id="3 of 5"),
        pytest.param(moved(EXACT, 9 * 3600), 70, id="JST written as UTC"),
        pytest.param(moved(EXACT, -9 * 3600), 70, id="UTC written as JST"),
    ],
)
def test_the_table_of_the_design_comes_out(entries: tuple[Happening, ...], points: float) -> None:
    assert graded(entries).earned == points


@pytest.mark.parametrize(
    ("off", "credit"), [(0, 1), (120, 1), (-120, 1), (510, 0.5), (-510, 0.5), (899, 1 / 780), (900, 0), (5000, 0)]
)
def test_credit_falls_in_a_straight_line(off: float, credit: float) -> None:
    assert NORMAL_SPEED.credit(off) == pytest.approx(credit)


@pytest.mark.parametrize(
    ("speed", "full", "zero"),
    [(1.0, 120, 900), (4.0, 30, 225), (24.0, 5, 37.5), (60.0, 5, 15), (1000.0, 5, 15), (math.inf, 5, 15)],
)
def test_a_faster_clock_has_a_narrower_tolerance_but_never_below_5_and_15_seconds(
    speed: float, full: float, zero: float
) -> None:
    assert Tolerance.at(speed, WIDE) == Tolerance(full, zero)


def test_the_speed_of_the_ledger_is_in_force() -> None:
    assert graded(moved(EXACT[:1], 60), TRUE[:1]).earned == 100
    assert graded(moved(EXACT[:1], 60), TRUE[:1], speed=30.0).earned == 0
    assert "full credit within 5 s, none from 30 s on" in graded(EXACT, speed=30.0).reason


def test_a_host_is_compared_by_its_first_label() -> None:
    qualified = tuple(one.model_copy(update={"host": f"{one.host.upper()}.city.example"}) for one in EXACT)
    assert graded(qualified).earned == 100


def test_a_moment_without_a_host_asks_for_none() -> None:
    assert graded((told("c2", 0, "pc"),), (moment("c2", 0, ""),)).earned == 100


def test_the_pairing_is_the_best_and_not_the_nearest_first() -> None:
    real = (moment("login", 0), moment("login", 600))
    entries = (told("login", 300), told("login", 700))
    found = graded(entries, real)
    assert found.earned == pytest.approx(100 * ((600 / 780) + 1) / 2, abs=0.01)
    assert len(found.matched) == 2


def test_two_free_mistakes_then_precision_falls() -> None:
    wrong = tuple(told("impact", 60.0 * place) for place in range(10))
    assert graded(EXACT + wrong[:2]).earned == 100
    assert graded(EXACT + wrong).earned == pytest.approx(100 * 7 / 15, abs=0.01)
    assert len(graded(EXACT + wrong).wrong) == 10


def test_a_shift_is_named_with_its_likely_cause() -> None:
    found = graded(moved(EXACT, 9 * 3600))
    assert "70 %, because all times are off by one shift (+9h: JST written as UTC?)" in found.reason
    assert "0.7 for the shift" in found.formula
    assert "(-9h: UTC written as JST?)" in graded(moved(EXACT, -9 * 3600)).reason
    assert "(+20m)" in graded(moved(EXACT, 20 * 60)).reason


def test_a_time_in_another_zone_is_the_same_time() -> None:
    abroad = tuple(one.model_copy(update={"at": one.at.astimezone(UTC)}) for one in EXACT)
    assert graded(abroad).earned == 100
    assert graded(EXACT + abroad).earned == 100


def test_one_time_zone_mistake_is_forgiven_even_for_a_single_moment() -> None:
    as_utc = Happening(type="delivery", at=T0.replace(tzinfo=UTC), host="mail")
    assert T0.tzinfo == JST
    assert graded((as_utc,), TRUE[:1]).earned == 70


@pytest.mark.parametrize("hours", [-14, -1, 1, 14])
def test_a_time_zone_is_one_to_fourteen_hours_away(hours: int) -> None:
    assert graded((told("delivery", hours * 3600),), TRUE[:1]).earned == 70


def test_a_single_guess_is_no_constant_offset() -> None:
    assert graded((told("delivery", 2000),), TRUE[:1]).earned == 0
    assert graded((told("delivery", 20 * 3600),), TRUE[:1]).earned == 0


def test_two_times_that_agree_on_a_shift_are_a_constant_offset() -> None:
    assert graded(moved(EXACT[:2], 5000), TRUE[:2]).earned == 70


def test_a_shift_is_not_taken_where_the_plain_times_are_worth_more() -> None:
    found = graded((*EXACT[:4], told("exfil", 9 * 3600 + 7200, "db")))
    assert found.earned == 80
    assert "shift" not in found.reason


def test_a_shift_that_looks_promising_is_not_taken_where_it_pairs_less() -> None:
    real = (moment("login", 0), moment("login", 60), moment("login", 120))
    found = graded((told("login", 200), told("login", 260)), real)
    assert found.earned == pytest.approx(100 * (2 * 760 / 780) / 3, abs=0.01)
    assert "shift" not in found.reason


def test_a_time_zone_is_a_whole_number_of_hours_and_what_is_left_is_graded() -> None:
    found = graded((told("delivery", 9 * 3600 + 9),), TRUE[:1], speed=1000.0)
    assert found.earned == pytest.approx(100 * 0.7 * 0.6)


def alone(what: Truth) -> Line:
    report = Report(accounts=(AccountClaim(account="wrong"),), timeline=(told("login", 0),))
    return line(card(ledger((0, outcome(what)), (60, filed(report))), scenario(Weights(timeline=100))), "timeline")


def test_times_alone_are_worth_half_where_something_could_be_named() -> None:
    found = alone(Truth(timeline=(moment("login", 0),), accounts=(entity("victim", "tanaka", kind="account"),)))
    assert found.earned == 50
    assert "half, because there is no right indicator or account beside it" in found.reason
    assert found.formula.endswith("× 0.5 for times alone = 50")
    assert alone(Truth(timeline=(moment("login", 0),), accounts=(entity("v", "wrong", kind="account"),))).earned == 100
    assert alone(Truth(timeline=(moment("login", 0),))).earned == 100


def test_a_line_says_what_was_matched_missed_and_wrong() -> None:
    found = graded((told("delivery", 300), told("impact", 0)), TRUE[:2])
    assert found.matched == ("delivery at 2026-11-23 15:05:00 JST: +300 s, credit 0.769",)
    assert found.missed == ("execution on pc at 2026-11-23 15:30:00 JST",)
    assert found.wrong == ("impact on mail at 2026-11-23 15:00:00 JST: nothing like it happened near that time",)
    assert found.formula == "D4: 100 × 0.769/2 × precision 1 [min(1, (1+2)/(1+1))] = 38.46"


def test_times_are_those_of_the_organisations_walls_to_the_second() -> None:
    plan = scenario(Weights(timeline=100))
    berlin = plan.model_copy(
        update={"organisation": plan.organisation.model_copy(update={"time_zone": "Europe/Berlin"})}
    )
    entries = ledger((0, outcome(Truth(timeline=(moment("login", 0.25),)))), (9000, filed(Report())))
    assert line(card(entries, berlin), "timeline").missed == ("login on mail at 2026-11-23 07:00:00 CET",)


def test_the_proof_of_a_moment_is_the_line_nearest_to_it_on_its_host() -> None:
    lines = [receipt("too early", -30), receipt("elsewhere", 600, node="pc"), receipt("this one", 590)]
    real = outcome(Truth(timeline=(moment("login", 600),)), receipts=lines)
    found = line(card(ledger((0, real)), scenario()), "timeline")
    assert [one.line for one in found.evidence] == ["this one"]


happenings = st.builds(
    told,
    st.sampled_from(KINDS),
    st.integers(-4000, 12000).map(float) | st.integers(0, 4).map(lambda place: 1800.0 * place + 32400),
    st.sampled_from((*HOSTS, "")),
)
reports = st.lists(happenings, max_size=8).map(tuple)


@given(entries=reports)
def test_a_share_is_never_outside_0_and_1(entries: tuple[Happening, ...]) -> None:
    assert 0.0 <= share(entries) <= 1.0


@given(entries=reports, seconds=st.integers(-4000, 12000))
def test_a_moment_of_a_kind_that_never_happened_never_helps(entries: tuple[Happening, ...], seconds: int) -> None:
    assert share((*entries, told("impact", float(seconds)))) <= share(entries)


@settings(max_examples=300)
@given(entries=reports, place=st.integers(0, len(TRUE) - 1), off=st.integers(-800, 800))
def test_a_right_moment_still_unmatched_never_hurts(entries: tuple[Happening, ...], place: int, off: int) -> None:
    fit = Comparison(entries, TRUE, NORMAL_SPEED).best()
    assume(place not in fit.pairs.values())
    true = TRUE[place]
    right = Happening(type=true.kind, at=true.at + timedelta(seconds=fit.shift + off), host=true.host)
    assume(right not in entries)
    assert share((*entries, right)) >= fit.worth


@given(entries=reports, data=st.data())
def test_order_and_duplicates_do_not_matter(entries: tuple[Happening, ...], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(entries), max_size=4)) if entries else []
    shuffled = tuple(data.draw(st.permutations([*entries, *again])))
    assert graded(shuffled) == graded(entries)

"""Which data were concerned: whether, what kinds, how many records, and the duty to report it."""

from __future__ import annotations

import pytest

from cyder.model.evidence import OutcomeKind
from cyder.model.judging import Weights
from cyder.model.report import DataImpact, DataKind, Involvement, Records, Report
from cyder.scoring.data import range_credit
from tests.unit.scoring.ledgers import Line, card, filed, ledger, line, outcome, scenario, truth

TRUTH = {
    "involved": "confirmed",
    "kinds": ["resident-register", "tax"],
    "records": {"min": 500, "max": 500},
    "legal": True,
    "by": "dump",
}
ALL = DataImpact(
    involved="confirmed",
    kinds=("tax", "resident-register"),
    records=Records(min=480, max=520),
    legal_report_needed=True,
)


def graded(told: DataImpact, right: dict[str, object] | None = None, dump: OutcomeKind = "succeeded") -> Line:
    entries = ledger(
        (0, outcome(truth())),
        (30, outcome(event="dump", kind=dump, objective=None)),
        (60, filed(Report(data_impact=told))),
    )
    plan = scenario(Weights(data=40), truth={"data": TRUTH if right is None else right})
    return line(card(entries, plan), "data")


def test_everything_right_is_worth_everything() -> None:
    found = graded(ALL)
    assert (found.earned, found.missed, found.wrong) == (40, (), ())
    assert found.matched == (
        "whether data are concerned: Confirmed",
        "kinds of data: Resident register, Tax",
        "number of records: 480-520",
        "duty to report: needed",
    )
    assert found.formula == "D3: 40 × (1 + 1 + 1 + 1)/4 = 40"


def test_a_blank_field_is_no_mistake() -> None:
    found = graded(DataImpact())
    assert (found.earned, found.wrong, len(found.missed)) == (0, (), 4)
    assert found.reason == "0 of 4 statements right in full; 4 left blank."


@pytest.mark.parametrize(("involved", "points"), [("confirmed", 10), ("suspected", 5), ("none", 0)])
def test_suspected_is_half_of_confirmed(involved: Involvement, points: float) -> None:
    assert graded(DataImpact(involved=involved)).earned == points


def test_none_is_not_half_of_anything() -> None:
    nothing: dict[str, object] = {"involved": "none"}
    assert graded(DataImpact(involved="none"), nothing).earned == 40
    assert graded(DataImpact(involved="suspected"), nothing).earned == 0


@pytest.mark.parametrize(
    ("kinds", "points"),
    [
        (("tax",), 5),
        (("tax", "resident-register"), 10),
        (("tax", "resident-register", "staff"), 6.67),
        (("tax", "tax"), 5),
        (("staff",), 0),
    ],
)
def test_kinds_are_held_against_each_other_as_sets(kinds: tuple[DataKind, ...], points: float) -> None:
    assert graded(DataImpact(kinds=kinds)).earned == points


def credit(low: int, high: int, true: tuple[int, int] = (500, 500)) -> float:
    return range_credit(Records(min=low, max=high), Records(min=true[0], max=true[1]))


def test_a_range_must_hold_the_true_number() -> None:
    assert credit(500, 500) == credit(450, 550) == 1.0
    assert credit(501, 520) == credit(0, 499) == 0.0


def test_a_range_is_worth_less_the_wider_it_is_and_nothing_a_hundred_times_too_wide() -> None:
    widths = [credit(400, 400 + width) for width in (100, 200, 1_000, 5_000)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 1.0
    assert widths[2] == pytest.approx(0.5)
    assert credit(0, 10_000) == 0.0
    assert credit(0, 100_000_000) == 0.0


def test_half_of_a_true_range_is_worth_half() -> None:
    assert credit(480, 499, (480, 519)) == 0.5
    assert credit(480, 519, (480, 519)) == 1.0


def test_no_records_at_all_can_be_told_exactly() -> None:
    assert credit(0, 0, (0, 0)) == 1.0


def test_the_duty_to_report_is_right_or_not() -> None:
    assert graded(DataImpact(legal_report_needed=True)).earned == 10
    wrong = graded(DataImpact(legal_report_needed=False))
    assert (wrong.earned, wrong.wrong) == (0, ("duty to report: not needed",))


def test_what_the_scenario_does_not_state_is_not_asked() -> None:
    assert graded(DataImpact(involved="confirmed"), {"involved": "confirmed"}).earned == 40


@pytest.mark.parametrize("kind", ["blocked", "infra-error", "skipped"])
def test_data_that_prevention_saved_leave_the_denominator(kind: OutcomeKind) -> None:
    assert graded(ALL, dump=kind).maximum == 0

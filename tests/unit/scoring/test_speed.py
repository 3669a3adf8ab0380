"""How soon: from the first line a trainee could see to the first right version, and to the first report at all."""

from __future__ import annotations

import pytest

from cyder.model.evidence import OutcomeKind
from cyder.model.judging import Speed, Weights
from cyder.model.ledger import Body, Entry, EventOutcome
from cyder.model.report import AccountClaim, Asset, Indicator, Report
from cyder.model.scenario import Scenario
from tests.unit.scoring.ledgers import (
    SOURCE,
    VICTIM,
    Line,
    card,
    filed,
    indicator,
    ledger,
    line,
    outcome,
    receipt,
    scenario,
    truth,
)

WEIGHTS = Weights(
    detection=40, first_report=30, detect=Speed(target=600, limit=7200), tell=Speed(target=600, limit=7200)
)
PLAN: Scenario = scenario(WEIGHTS)
RIGHT = Report(indicators=(indicator(SOURCE),))
EMPTY = Report(summary="We have been hacked!")
MORE: tuple[float, Body] = (8000.0, outcome(kind="skipped", event="late"))


def guesses(how_many: int) -> tuple[Indicator, ...]:
    return tuple(indicator(f"198.51.100.{number}") for number in range(how_many))


def burst(seconds: float = 0.0, node: str = "mail", kind: OutcomeKind = "succeeded") -> EventOutcome:
    return outcome(truth(), receipts=[receipt("auth failed", seconds, node)], kind=kind)


def graded(name: str, *filings: tuple[float, Report], began: float = 0.0) -> Line:
    filed_at = [(clock, filed(report, version)) for version, (clock, report) in enumerate(filings, start=1)]
    return line(card(ledger((began, burst(began)), *filed_at, MORE), PLAN), name)


@pytest.mark.parametrize(("minutes", "share"), [(10, 1.0), (15, 0.84), (30, 0.56), (60, 0.28), (120, 0.0)])
@pytest.mark.parametrize(("name", "points"), [("detection", 40), ("first-report", 30)])
def test_speed_falls_as_the_design_has_it(name: str, points: float, minutes: float, share: float) -> None:
    assert graded(name, (60 * minutes, RIGHT)).earned == pytest.approx(points * share, abs=0.2)


def test_time_begins_with_the_first_line_that_could_be_seen() -> None:
    found = graded("detection", (1500, RIGHT), began=900)
    assert found.earned == 40
    assert found.reason == "Version 1, 10m after the first sign (target 10m, limit 2h)."


def test_what_was_there_before_the_team_came_counts_from_when_it_came() -> None:
    entries = ledger((-1800, burst(-1800)), (600, filed(RIGHT)))
    assert line(card(entries, PLAN), "detection").earned == 40


def test_a_line_on_a_machine_outside_cannot_be_seen() -> None:
    entries = ledger((0, burst(0, "intruder")), (900, burst(900)), (1500, filed(RIGHT)))
    assert line(card(entries, PLAN), "detection").earned == 40
    only_outside = card(ledger((0, burst(0, "intruder")), (60, filed(RIGHT))), PLAN)
    assert line(only_outside, "detection").maximum == 0


@pytest.mark.parametrize("kind", ["blocked", "infra-error", "skipped"])
def test_where_nothing_happened_nothing_is_to_be_detected(kind: OutcomeKind) -> None:
    found = card(ledger((0, burst(kind=kind)), (60, filed(RIGHT))), PLAN)
    assert (line(found, "detection").maximum, line(found, "first-report").maximum) == (0, 0)


def test_a_reflex_earns_nothing() -> None:
    assert graded("detection", (1, EMPTY)).earned == 0
    assert graded("first-report", (1, EMPTY)).earned == 0
    assert "No version named something right" in graded("detection", (1, EMPTY)).reason


def test_a_version_that_came_before_anything_could_be_seen_is_a_guess() -> None:
    assert graded("detection", (60, RIGHT), began=900).earned == 0
    assert graded("first-report", (60, RIGHT), began=900).earned == 0
    assert graded("detection", (60, RIGHT), (960, RIGHT), began=900).earned == 40


def test_more_than_half_must_be_right_after_two_free_mistakes() -> None:
    assert graded("detection", (60, Report(indicators=(indicator(SOURCE), *guesses(5))))).earned == 40
    assert graded("detection", (60, Report(indicators=(indicator(SOURCE), *guesses(6))))).earned == 0


def test_an_account_is_something_right_too_and_its_mistakes_count_along() -> None:
    account = AccountClaim(account=VICTIM)
    assert graded("detection", (60, Report(accounts=(account,)))).earned == 40
    assert graded("detection", (60, Report(accounts=(account,), indicators=guesses(6)))).earned == 0


def test_the_first_version_that_is_right_counts_and_not_the_last() -> None:
    found = graded("detection", (60, EMPTY), (600, RIGHT), (7000, RIGHT))
    assert found.earned == 40
    assert found.reason.startswith("Version 2,")


def test_what_a_later_version_takes_back_had_been_detected_all_the_same() -> None:
    assert graded("detection", (60, RIGHT), (600, EMPTY)).earned == 40


TARGET = Asset(host="mail", role="target")
KNOWN = scenario(
    WEIGHTS, truth={"assets": [{"host": "mail", "role": "target"}, {"host": "db", "role": "not-affected"}]}
)


def first(report: Report, plan: Scenario = PLAN) -> float:
    return line(card(ledger((0, burst()), (60, filed(report))), plan), "first-report").earned


@pytest.mark.parametrize(
    "right", [RIGHT, Report(assets=(TARGET,)), Report(accounts=(AccountClaim(account="CITY\\tanaka"),))]
)
@pytest.mark.parametrize("beside", [(), guesses(9)])
def test_a_first_report_names_one_thing_that_is_right_whatever_stands_beside_it(
    right: Report, beside: tuple[Indicator, ...]
) -> None:
    assert first(right.model_copy(update={"indicators": (*right.indicators, *beside)})) == 30


@pytest.mark.parametrize(
    "wrong",
    [
        Report(indicators=guesses(1)),
        Report(indicators=(indicator("203.0.113.066"),)),
        Report(indicators=(indicator("10.66.0.3"),)),
        Report(accounts=(AccountClaim(account="sato"),)),
        Report(assets=(Asset(host="web", role="target"),)),
        Report(assets=(Asset(host="mail", role="not-affected"),)),
    ],
)
def test_a_first_report_that_names_nothing_right_is_none(wrong: Report) -> None:
    assert (first(wrong), first(wrong, KNOWN)) == (0, 0)


@pytest.mark.parametrize(
    ("said", "points"), [("mail", 30), ("MAIL.city.example", 30), ("db", 0), ("web", 0), ("198.51.100.9", 0)]
)
def test_a_machine_is_right_that_the_scenario_says_was_hit(said: str, points: float) -> None:
    assert first(Report(assets=(Asset(host=said, role="target"),)), KNOWN) == points


def test_that_a_machine_was_spared_is_something_right_too() -> None:
    assert first(Report(assets=(Asset(host="db", role="not-affected"),)), KNOWN) == 30


def test_only_a_version_of_the_first_stage_is_a_first_report() -> None:
    final = RIGHT.model_copy(update={"stage": "final"})
    assert graded("first-report", (60, final)).earned == 0
    assert graded("first-report", (60, final), (600, RIGHT)).earned == 30
    assert graded("detection", (60, final)).earned == 40


def unstamped(entries: list[Entry]) -> list[Entry]:
    """Return the ledger as the desk writes it: a report shows the time of the wall only."""
    return [one.model_copy(update={"clock": None}) if one.body.kind == "filed" else one for one in entries]


@pytest.mark.parametrize("speed", [1.0, 30.0])
def test_a_report_without_a_stamp_is_timed_by_the_entries_around_it(speed: float) -> None:
    entries = ledger((0, burst()), (1800, filed(RIGHT)), MORE, speed=speed)
    stamped, bare = (line(card(each, PLAN), "detection") for each in (entries, unstamped(entries)))
    assert bare == stamped
    assert 0 < bare.earned < 40


def test_what_is_not_graded_is_no_first_sign() -> None:
    practice = outcome(truth(), receipts=[receipt("auth failed")], event="practice", scored=False)
    entries = ledger((0, practice), (900, burst(900)), (1500, filed(RIGHT)))
    assert line(card(entries, PLAN), "detection").earned == 40


def test_a_first_report_is_judged_by_itself_and_not_by_what_came_later() -> None:
    assert graded("first-report", (60, EMPTY), (600, RIGHT)).reason.startswith("Version 2,")

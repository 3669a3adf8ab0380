"""What holds over the whole scorecard, whatever is reported."""

from __future__ import annotations

import pytest

from cyder.model.evidence import OutcomeKind
from cyder.model.ledger import Body, Entry
from cyder.model.report import ActionTaken, Report
from cyder.model.scenario import Scenario
from tests.unit.scoring.ledgers import (
    CUT_OFF,
    SOURCE,
    TEAM,
    at,
    card,
    filed,
    ledger,
    line,
    outcome,
    perfect_report,
    played,
    rounds,
    scenario,
    truth,
)

PLAN: Scenario = scenario(objectives=CUT_OFF)


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
    assert card(played(Report(summary="We are on it."), pattern="......"), PLAN).earned == 0


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


def test_the_time_of_an_action_is_not_graded() -> None:
    timed = perfect_report().model_copy(
        update={"actions": (ActionTaken(kind="block-network", target=SOURCE, at=at(-9999)),)}
    )
    assert card(played(timed), PLAN) == card(played(perfect_report()), PLAN)

"""Eradication and recovery (R2), judged at the end, and evidence preserved (R3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.model.base import LocalText
from cyder.model.dealings import LogKept, Preserved
from cyder.model.evidence import OutcomeKind
from cyder.model.judging import Weights
from cyder.model.ledger import Body
from cyder.model.scenario import Scenario
from cyder.model.score import Scorecard
from tests.unit.scoring.ledgers import card, ledger, line, outcome, rounds, scenario, truth, untempered


def plan(kind: str = "eradication") -> Scenario:
    """Return a scenario with one objective of that kind, worth forty points."""
    goal = {"title": LocalText(en="The entry is gone", ja="x"), "points": 40, "kind": kind}
    return scenario(Weights(preserved=30), {"cut-off": goal})


def ended(pattern: str, *, kind: str = "eradication") -> Scorecard:
    return card(ledger((0, outcome(truth())), *rounds(pattern)), plan(kind))


@pytest.mark.parametrize("kind", ["eradication", "recovery"])
def test_what_is_so_in_the_last_three_rounds_earns_everything_however_late(kind: str) -> None:
    found = ended("." * 20 + "###", kind=kind)
    assert line(found, f"{kind}:cut-off").earned == 40
    assert next(one for one in found.lines if one.id == f"{kind}:cut-off").bucket == "recover"


@pytest.mark.parametrize(("pattern", "points"), [("..#", 13.33), (".##", 26.67), ("#", 40), ("...", 0), ("##.", 0)])
def test_only_what_holds_without_a_break_until_the_end_counts(pattern: str, points: float) -> None:
    assert line(ended(pattern), "eradication:cut-off").earned == points


def test_what_comes_back_was_not_removed_and_the_line_says_what_the_probe_saw() -> None:
    found = line(ended("####."), "eradication:cut-off")
    assert found.wrong == ("still open",)
    assert found.evidence[-1].line.endswith("unwanted: mail:143 answered; wanted: the canary reads mail")


def test_rounds_before_the_last_event_of_the_objective_say_nothing() -> None:
    again: tuple[float, Body] = (400.0, outcome(truth(), event="again"))
    late = rounds("##", start=420.0)
    entries = ledger((0, outcome(truth())), *rounds("..."), again, *late)
    assert line(card(entries, plan()), "eradication:cut-off").earned == 40


@pytest.mark.parametrize(("kind", "points"), [("blocked", 40), ("infra-error", 0), ("skipped", 0)])
def test_what_never_came_about_needs_no_removing(kind: OutcomeKind, points: float) -> None:
    found = line(card(ledger((0, outcome(kind=kind))), plan()), "eradication:cut-off")
    assert (found.earned, found.maximum) == (points, points)


def test_without_a_single_round_nothing_is_graded() -> None:
    assert line(card(ledger((0, outcome(truth()))), plan()), "eradication:cut-off").maximum == 0


@given(st.text(alphabet=".#", min_size=1, max_size=9), st.integers(0, 8))
def test_one_more_held_round_never_lowers_it(pattern: str, place: int) -> None:
    better = "".join("#" if index == place else mark for index, mark in enumerate(pattern))
    assert line(ended(better), "eradication:cut-off").earned >= line(ended(pattern), "eradication:cut-off").earned


def looked(**logs: bool) -> Preserved:
    return Preserved(
        logs=tuple(
            LogKept(
                node=node, log="/var/log/mail.log", kept=kept, said="812 bytes" if kept else "0 of 812 bytes are left"
            )
            for node, kept in logs.items()
        )
    )


def test_logs_that_hold_what_they_held_earn_everything() -> None:
    assert untempered(ledger((60, looked(mail=True, pc=True))), plan(), "preserved").earned == 30


def test_a_log_that_was_cut_is_lost_and_its_place_is_told() -> None:
    found = untempered(ledger((60, looked(mail=False, pc=True))), plan(), "preserved")
    assert (found.earned, found.wrong) == (15, ("mail:/var/log/mail.log",))
    assert [quote.line for quote in found.evidence] == ["0 of 812 bytes are left"]


def test_a_log_that_was_lost_once_stays_lost() -> None:
    entries = ledger((20, looked(mail=False)), (60, looked(mail=True, pc=True)))
    assert untempered(entries, plan(), "preserved").earned == 15


def test_where_nobody_looked_at_logs_nothing_is_graded() -> None:
    assert untempered(ledger(), plan(), "preserved").maximum == 0

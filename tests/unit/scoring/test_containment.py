"""Containment: how steadily and how soon, as probes saw it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.model.evidence import Outcome, OutcomeKind
from cyder.model.labels import label
from cyder.model.ledger import Body, EventOutcome
from cyder.scoring.containment import course, speed_credit
from cyder.scoring.record import Round
from tests.unit.scoring.ledgers import CUT_OFF, Line, card, ledger, line, outcome, probed, rounds, scenario, truth


def graded(*happened: tuple[float, Body]) -> Line:
    return line(card(ledger(*happened), scenario(objectives=CUT_OFF)), "containment:cut-off")


def seen(pattern: str, *, every: float = 30.0) -> list[Round]:
    body = [(clock, one) for clock, one in rounds(pattern, every=every, start=0.0)]
    return [Round(seq, clock, (one.finding,)) for seq, (clock, one) in enumerate(body) if one.kind == "probed"]


@pytest.mark.parametrize(
    ("minutes", "credit"), [(0, 1.0), (5, 1.0), (10, 1.0), (15, 0.84), (30, 0.56), (60, 0.28), (120, 0.0), (200, 0.0)]
)
def test_the_speed_table_of_the_design_comes_out(minutes: float, credit: float) -> None:
    assert round(speed_credit(minutes * 60, 600, 7200), 2) == credit


@pytest.mark.parametrize(("target", "limit"), [(0.0, 0.0), (0.0, 100.0), (300.0, 300.0), (300.0, 100.0)])
def test_an_odd_target_or_limit_still_gives_a_share(target: float, limit: float) -> None:
    credits = [speed_credit(seconds, target, limit) for seconds in range(0, 1000, 7)]
    assert credits[0] == 1.0
    assert credits[-1] == 0.0
    assert credits == sorted(credits, reverse=True)


def test_held_from_15_minutes_of_an_hour_is_a_share_of_three_quarters() -> None:
    pattern = "." * 30 + "#" * 90
    went = course(seen(pattern), 0.0, 0.0)
    assert went.held_share == 0.75
    assert went.until_held == 900
    assert max(one.clock for one in went.rounds if not one.held) == 870


def test_unplugged_is_not_held_and_earns_nothing() -> None:
    went = course(seen("." * 120), 0.0, 600.0)
    assert (went.held_share, went.until_held, went.credit(600, 7200)) == (0.0, None, 0.0)


def test_flip_flop_earns_nothing() -> None:
    assert course(seen("#." * 60), 0.0, 600.0).credit(600, 7200) == 0.0
    assert course(seen("##." * 40), 0.0, 600.0).credit(600, 7200) == 0.0


def test_contained_then_lost_keeps_only_the_held_share() -> None:
    went = course(seen("#" * 60 + "." * 60), 0.0, 0.0)
    assert (went.held_share, went.until_held) == (0.5, None)
    assert went.credit(600, 7200) == pytest.approx(0.3)


def test_held_in_time_and_to_the_end_earns_everything() -> None:
    found = graded((0, outcome(truth())), *rounds(".######"))
    assert found.earned == found.maximum == 30
    assert found.formula == "R1: 30 × (0.6 × 5/5 + 0.4 × 1) = 30"
    assert found.reason == (
        "Held in 5 of 5 rounds after the target of 5m; held for good 4m after it began (target 5m, limit 15m)."
    )


def test_held_late_earns_less_for_share_and_for_speed() -> None:
    found = graded((0, outcome(truth())), *rounds("..#####"))
    assert found.earned == pytest.approx(30 * (0.6 + 0.4 * 0.834), abs=0.01)
    assert graded((0, outcome(truth())), *rounds("....###")).earned < found.earned


def test_the_time_runs_from_the_first_success_and_not_from_the_start() -> None:
    early = [(clock + 3600, one) for clock, one in rounds(".######")]
    assert graded((3600, outcome(truth())), *early).earned == 30


def test_rounds_before_it_began_do_not_count() -> None:
    before: list[tuple[float, Body]] = [(0, probed(held=False)), (0, probed(held=False))]
    assert graded(*before, (0, outcome(truth())), *rounds("#######")).earned == 30


def test_a_round_just_before_it_began_is_no_round_although_the_clock_stood() -> None:
    assert "No probe round" in graded((0, probed(held=True)), (0, outcome(truth()))).reason


def test_never_held_earns_nothing_and_says_what_the_probes_got() -> None:
    found = graded((0, outcome(truth())), *rounds("......."))
    assert found.earned == 0
    assert found.maximum == 30
    assert found.wrong == ("7 rounds, 2m to 14m after it began: not held; still open",)


def test_the_ways_that_held_are_named() -> None:
    found = graded((0, outcome(truth())), (120, probed(held=True)), (240, probed(held=True, way="rotate")))
    assert [text.split(";")[0] for text in found.matched] == [
        "1 round, 2m after it began: held by block-source",
        "1 round, 4m after it began: held by rotate",
    ]


def test_kept_out_while_work_suffers_is_not_held_and_says_so() -> None:
    shut = probed(held=False)
    shut = shut.model_copy(update={"finding": shut.finding.model_copy(update={"closed": True})})
    found = graded((0, outcome(truth())), (120, shut))
    assert found.wrong == ("1 round, 2m after it began: not held; kept out, but work suffers",)


def test_two_ways_of_one_round_are_named_side_by_side() -> None:
    again = outcome(truth(), event="again")
    both = (120, probed(held=True)), (120, probed(held=True, event="again", way="rotate"))
    found = graded((0, outcome(truth())), (1, again), *both)
    assert found.matched[0].split(": ")[1].startswith("held by block-source, rotate;")


def test_a_spell_of_less_than_three_rounds_does_not_count() -> None:
    found = graded((0, outcome(truth())), *rounds("...##..."))
    assert found.earned == 0
    assert "held spells of less than 3 rounds do not count" in found.reason


def test_at_the_end_as_many_rounds_as_are_left_are_enough() -> None:
    found = graded((0, outcome(truth())), *rounds("...#"))
    assert found.earned == pytest.approx(30 * (0.6 * 1 / 2 + 0.4 * speed_credit(480, 300, 900)), abs=0.01)


def test_an_exercise_that_ends_before_the_target_is_judged_by_its_last_round() -> None:
    assert graded((0, outcome(truth())), *rounds(".#")).earned == 30
    lost = graded((0, outcome(truth())), *rounds("#."))
    assert lost.earned == 0
    assert lost.reason.startswith("Not held in the last round, before the target of 5m")


def test_without_a_round_it_is_not_graded() -> None:
    found = graded((0, outcome(truth())))
    assert (found.maximum, found.earned) == (0, 0)
    assert "No probe round" in found.reason


def test_prevented_is_held_from_the_start() -> None:
    found = graded((0, outcome(kind="blocked")), (600, outcome(kind="skipped", event="again")))
    assert (found.maximum, found.earned) == (30, 30)
    assert found.reason.startswith("Held from the start")
    assert found.matched == ("burst blocked",)


def test_an_attempt_that_broke_beside_a_blocked_one_is_no_win() -> None:
    found = graded((0, outcome(kind="blocked")), (600, outcome(kind="infra-error", event="again")))
    assert (found.maximum, found.earned) == (0, 0)
    assert "again could not be played" in found.reason


@pytest.mark.parametrize("kind", ["infra-error", "skipped"])
def test_what_broke_or_was_skipped_is_not_graded(kind: OutcomeKind) -> None:
    found = graded((0, outcome(kind=kind)), *rounds("###"))
    assert (found.maximum, found.earned) == (0, 0)
    assert f"burst {label('outcome', kind).en}" in found.reason
    assert [quote.line for quote in found.evidence] == [f"it {kind}"]


def test_an_objective_whose_events_were_not_played_is_not_graded() -> None:
    found = graded((0, outcome(truth(), objective=None)), *rounds("###"))
    assert (found.maximum, found.reason) == (0, "Nothing to keep out: its events were not played.")


def test_one_success_makes_it_a_matter_of_rounds_although_more_was_blocked() -> None:
    found = graded(
        (0, outcome(truth())), *rounds(".......", every=60, start=60), (600, outcome(kind="blocked", event="again"))
    )
    assert found.earned == 0


def test_the_proof_is_what_the_attack_left_in_the_log_and_what_the_last_round_got() -> None:
    real: EventOutcome = outcome(truth())
    done: Outcome = real.outcome
    found = graded((0, real), *rounds("###"))
    assert [one.line for one in found.evidence] == [
        *(one.line for one in done.receipts),
        "6m unwanted: no connection; wanted: the canary reads mail",
    ]


@given(pattern=st.text(alphabet=".#", min_size=1, max_size=40))
def test_credit_is_never_outside_0_and_1(pattern: str) -> None:
    assert 0.0 <= course(seen(pattern), 0.0, 120.0).credit(120, 900) <= 1.0


@given(pattern=st.text(alphabet=".#", min_size=1, max_size=30), place=st.integers(0, 29))
def test_one_more_round_held_never_hurts(pattern: str, place: int) -> None:
    spot = place % len(pattern)
    better = pattern[:spot] + "#" + pattern[spot + 1 :]
    assert course(seen(better), 0.0, 120.0).credit(120, 900) >= course(seen(pattern), 0.0, 120.0).credit(120, 900)


@given(size=st.integers(1, 40))
def test_never_held_is_always_exactly_nothing(size: int) -> None:
    assert course(seen("." * size), 0.0, 120.0).credit(120, 900) == 0.0


def test_a_round_in_the_very_second_in_which_the_event_ended_counts() -> None:
    entries = ledger((120, outcome(truth())), (120, probed(held=True)))
    assert line(card(entries, scenario(None, CUT_OFF)), "containment:cut-off").earned == 30

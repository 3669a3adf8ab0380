"""What a team says it did: confirmed by probes, beside the point, or contradicted."""

from __future__ import annotations

import pytest

from cyder.model.evidence import Remedy, Truth
from cyder.model.judging import Weights
from cyder.model.ledger import Body
from cyder.model.report import ActionKind, ActionTaken, Report
from cyder.model.score import Scorecard
from tests.unit.scoring.ledgers import (
    CUT_OFF,
    SOURCE,
    VICTIM,
    Line,
    card,
    filed,
    ledger,
    line,
    outcome,
    probed,
    rounds,
    scenario,
    truth,
)

PLAN = scenario(Weights(actions=10), CUT_OFF)


def took(*what: tuple[ActionKind, str]) -> Report:
    return Report(actions=tuple(ActionTaken(kind=kind, target=target) for kind, target in what))


def scored(report: Report, pattern: str = ".######", what: Truth | None = None) -> Scorecard:
    happened: list[tuple[float, Body]] = [(0, outcome(what or truth())), (100, filed(report))]
    return card(ledger(*happened, *rounds(pattern)), PLAN)


def actions(report: Report, pattern: str = ".######", what: Truth | None = None) -> Line:
    return line(scored(report, pattern, what), "actions")


def ids(of: Scorecard) -> list[str]:
    return [one.id for one in of.lines]


@pytest.mark.parametrize("written", [SOURCE, "203[.]0[.]113[.]66", " ２０３.0.113.66 "])
def test_a_remedy_that_the_probes_confirm_earns_everything(written: str) -> None:
    found = actions(took(("block-network", written)))
    assert (found.earned, found.maximum) == (10, 10)
    assert found.matched == (f"block-network {SOURCE}: confirmed, kept out, and work goes on",)
    assert "false-claims" not in ids(scored(took(("block-network", written))))


@pytest.mark.parametrize(
    "claim",
    [("isolate-host", SOURCE), ("block-network", "203.0.113.67"), ("notify", "police"), ("reset-password", "sato")],
)
def test_what_is_no_remedy_earns_nothing_and_is_no_false_claim(claim: tuple[ActionKind, str]) -> None:
    assert actions(took(claim)).earned == 0
    assert ids(scored(took(claim), "......")) == ids(scored(Report()))


def test_a_claim_that_the_probes_contradict_earns_nothing_and_costs_10() -> None:
    found = scored(took(("block-network", SOURCE)), "......")
    assert line(found, "actions").earned == 0
    false = line(found, "false-claims")
    assert (false.maximum, false.earned) == (0, -10)
    assert false.wrong == (f"block-network {SOURCE}: still open",)


def test_contained_and_lost_again_is_contradicted_by_the_last_round() -> None:
    assert line(scored(took(("block-network", SOURCE)), "####..."), "false-claims").earned == -10


def test_contained_only_after_the_report_is_confirmed() -> None:
    assert actions(took(("block-network", SOURCE)), "....###").earned == 10


def test_a_claim_made_after_the_last_round_is_held_against_that_round() -> None:
    happened: list[tuple[float, Body]] = [(0, outcome(truth())), *rounds(".###")]
    late = card(ledger(*happened, (5000, filed(took(("block-network", SOURCE))))), PLAN)
    assert line(late, "actions").earned == 10


def test_false_claims_cost_40_at_most_and_never_bring_the_total_below_0() -> None:
    accounts = [f"user{number}" for number in range(6)]
    many = Truth(remedies=tuple(Remedy(kind="reset-password", target=one) for one in accounts))
    found = scored(took(*(("reset-password", one) for one in accounts)), "....", many)
    assert line(found, "false-claims").earned == -40
    assert found.earned == 0


def test_the_same_claim_twice_is_one_claim() -> None:
    twice = took(("block-network", SOURCE), ("block-network", "203[.]0.113.66"))
    assert line(scored(twice, "...."), "false-claims").earned == -10


def test_blocking_more_than_the_attack_costs_precision() -> None:
    others: list[tuple[ActionKind, str]] = [("block-network", f"198.51.100.{number}") for number in range(1, 7)]
    assert actions(took(("block-network", SOURCE), *others[:2])).earned == 10
    found = actions(took(("block-network", SOURCE), *others))
    assert found.earned == pytest.approx(10 * 3 / 7, abs=0.01)
    assert found.formula == "R: 10 × 1 × precision 0.429 [min(1, (1+2)/(1+6))] = 4.29"
    assert "6 blocked or disabled that had no part in the attack" in found.reason


def test_disabling_accounts_of_people_who_have_nothing_to_do_with_it_costs_as_much() -> None:
    others: list[tuple[ActionKind, str]] = [("disable-account", name) for name in ("sato", "ito", "abe", "mori")]
    hers: tuple[ActionKind, str] = ("disable-account", VICTIM)
    assert actions(took(("block-network", SOURCE), hers, *others[:2])).earned == 10
    found = actions(took(("block-network", SOURCE), hers, *others))
    assert found.formula == "R: 10 × 1 × precision 0.6 [min(1, (1+2)/(1+4))] = 6"
    assert found.wrong[-1] == "disable-account sato: no part of the attack"


def test_in_japanese_what_was_done_is_named_in_japanese() -> None:
    shown = scored(took(("disable-account", "sato")))
    found = next(one for one in shown.lines if one.id == "actions")
    assert [text.ja for text in found.wrong] == ["アカウントの停止 sato: 攻撃とは無関係"]
    assert [text.ja for text in found.missed] == [f"通信の遮断 {SOURCE}"]


def test_other_actions_beside_a_remedy_cost_nothing() -> None:
    others: list[tuple[ActionKind, str]] = [("notify", f"office {number}") for number in range(6)]
    assert actions(took(("block-network", SOURCE), *others)).earned == 10


def test_blocking_a_whole_network_is_over_blocking() -> None:
    assert actions(took(("block-network", "203.0.113.0/24"))).wrong == (
        "block-network 203.0.113.0/24: no part of the attack",
    )


def test_blocking_something_else_of_the_attack_is_not_over_blocking() -> None:
    bare = truth().model_copy(update={"remedies": (Remedy(kind="reset-password", target="tanaka"),)})
    found = actions(took(("reset-password", "CITY\\tanaka"), ("block-network", SOURCE)), what=bare)
    assert (found.earned, found.wrong) == (10, ())


def test_a_target_with_impossible_syntax_counts_as_nothing() -> None:
    found = actions(took(("block-network", SOURCE), *[("block-network", f"host {n}") for n in range(9)]))
    assert found.earned == 10
    assert "not counted: 'host 0' (what is blocked is" in found.reason


def test_a_remedy_no_probe_can_confirm_is_not_graded() -> None:
    unprobed = card(ledger((0, outcome(truth())), (60, filed(took(("block-network", SOURCE))))), PLAN)
    assert line(unprobed, "actions").maximum == 0
    assert "false-claims" not in ids(unprobed)
    loose = card(ledger((0, outcome(truth(), objective=None)), *rounds("...")), PLAN)
    assert line(loose, "actions").maximum == 0


def test_without_remedies_or_events_it_is_not_graded() -> None:
    assert actions(Report(), what=Truth()).maximum == 0
    assert line(card(ledger((0, outcome(kind="blocked"))), PLAN), "actions").maximum == 0


def test_a_remedy_that_serves_two_objectives_is_judged_by_both() -> None:
    plan = scenario(Weights(actions=10), {**CUT_OFF, "other": CUT_OFF["cut-off"]})

    def both(first: bool, second: bool) -> Scorecard:  # noqa: FBT001  two states of one table
        return card(
            ledger(
                (0, outcome(truth())),
                (0, outcome(truth(), event="again", objective="other")),
                (10, filed(took(("block-network", SOURCE)))),
                (120, probed(held=first)),
                (120, probed(held=second, event="again", objective="other")),
            ),
            plan,
        )

    assert line(both(True, True), "actions").earned == 10  # noqa: FBT003  as above
    assert line(both(True, False), "actions").earned == 0  # noqa: FBT003  as above
    assert "false-claims" not in ids(both(True, False))  # noqa: FBT003  as above
    assert line(both(False, False), "false-claims").earned == -10  # noqa: FBT003  as above


def test_a_second_remedy_beside_the_first_earns_no_more() -> None:
    two = truth().model_copy(update={"remedies": (*truth().remedies, Remedy(kind="reset-password", target="tanaka"))})
    found = actions(took(("block-network", SOURCE), ("reset-password", "tanaka")), what=two)
    assert found.formula == "R: 10 × 1 × precision 1 [min(1, (2+2)/(2+0))] = 10"

"""Which machines were concerned: parts, wrong statements, and those that were not affected."""

from __future__ import annotations

import pytest

from cyder.model.evidence import OutcomeKind
from cyder.model.judging import Weights
from cyder.model.report import Asset, AssetRole, Confidence, Report
from tests.unit.scoring.ledgers import Line, card, filed, ledger, line, outcome, scenario, truth

TRUTH = {
    "assets": [
        {"host": "pc", "role": "initial-victim"},
        {"host": "ap", "role": "pivot"},
        {"host": "db", "role": "target", "by": "dump"},
        {"host": "file", "role": "not-affected"},
    ]
}
RIGHT: dict[str, AssetRole] = {"pc": "initial-victim", "ap": "pivot", "db": "target", "file": "not-affected"}


Claim = tuple[str, AssetRole] | tuple[str, AssetRole, Confidence]


def said(*claims: Claim) -> Report:
    return Report(
        assets=tuple(
            Asset(host=host, role=role, confidence=sure[0] if sure else "confirmed") for host, role, *sure in claims
        )
    )


def graded(report: Report, dump: OutcomeKind = "succeeded", right: dict[str, object] | None = None) -> Line:
    entries = ledger((0, outcome(truth())), (30, outcome(event="dump", kind=dump, objective=None)), (60, filed(report)))
    plan = scenario(Weights(assets=40), truth=TRUTH if right is None else right)
    return line(card(entries, plan), "assets")


def test_every_machine_in_its_part_is_worth_everything() -> None:
    found = graded(said(*RIGHT.items()))
    assert (found.earned, found.missed, found.wrong) == (40, (), ())
    assert found.matched[0] == "ap: Stepping stone"
    assert found.formula == "D3: 40 × max(0, 4 - 0)/4 = 40"


@pytest.mark.parametrize("written", ["PC", "pc.city.example", " ｐｃ "])
def test_a_machine_is_right_however_it_is_written(written: str) -> None:
    assert graded(said((written, "initial-victim"))).earned == 10


@pytest.mark.parametrize("written", ["10.66.0.10", "imap", "mail"])
def test_a_fixed_address_or_a_further_name_is_the_machine(written: str) -> None:
    right: dict[str, object] = {"assets": [{"host": "mail", "role": "target"}]}
    assert graded(said((written, "target")), right=right).earned == 40


def test_an_address_that_is_nobodys_is_not_counted_and_told() -> None:
    found = graded(said(*RIGHT.items(), ("10.66.0.99", "target")))
    assert found.earned == 40
    assert "not counted: '10.66.0.99' (give a machine its name)" in found.reason


def test_the_right_machine_in_another_part_is_half() -> None:
    found = graded(said(("pc", "target")))
    assert found.earned == 5
    assert found.matched == ("pc: Target (it was First one hit), credit 0.5",)
    assert "1 with another part than the right one" in found.reason


def test_naming_several_parts_is_no_better_than_not_knowing() -> None:
    assert graded(said(("pc", "initial-victim"), ("pc", "pivot"), ("pc", "target"))).earned == 5


def test_a_right_possible_earns_80_percent() -> None:
    assert graded(said(("pc", "initial-victim", "possible"))).earned == 8
    assert graded(said(("pc", "initial-victim", "possible"), ("pc", "initial-victim"))).earned == 10


def test_a_wrong_machine_costs_half_of_one_and_a_possible_one_a_quarter() -> None:
    assert graded(said(*RIGHT.items(), ("dns", "target"))).earned == 35
    assert graded(said(*RIGHT.items(), ("dns", "target", "possible"))).earned == 37.5
    assert graded(said(*RIGHT.items(), ("dns", "target"))).wrong == ("dns: Target, but it was not hit",)


def test_many_wrong_machines_never_cost_more_than_there_is() -> None:
    assert graded(said(("pc", "initial-victim"), *((f"pc{number}", "target") for number in range(9)))).earned == 0


def test_that_a_machine_was_not_affected_is_right_or_wrong_like_anything_else() -> None:
    assert graded(said(("file", "not-affected"))).earned == 10
    spared = graded(said(*RIGHT.items(), ("pc", "not-affected")))
    assert spared.earned == 40 - 5 - 5
    assert spared.wrong == ("pc: Not affected, but it was hit",)
    assert graded(said(("pc", "initial-victim"), ("file", "target"))).earned == 5


def test_to_say_both_is_to_say_nothing() -> None:
    assert graded(said(("pc", "initial-victim"), ("pc", "not-affected"))).earned == 0


def test_that_a_machine_nobody_asks_for_was_not_affected_is_neutral() -> None:
    assert graded(said(*RIGHT.items(), ("dns", "not-affected"))).earned == 40


@pytest.mark.parametrize("kind", ["blocked", "infra-error", "skipped"])
def test_a_machine_that_was_spared_by_prevention_is_neither_asked_for_nor_wrong(kind: OutcomeKind) -> None:
    three = [claim for claim in RIGHT.items() if claim[0] != "db"]
    others: list[list[Claim]] = [[], [("db", "target")], [("db", "not-affected")]]
    for more in others:
        assert graded(said(*three, *more), dump=kind).earned == 40


def test_two_parts_of_one_machine_are_each_right_and_both_together() -> None:
    both: dict[str, object] = {"assets": [{"host": "ap", "role": "pivot"}, {"host": "ap", "role": "target"}]}
    told: list[list[Claim]] = [[("ap", "pivot")], [("ap", "target")], [("ap", "pivot"), ("ap", "target")]]
    for claims in told:
        assert graded(said(*claims), right=both).earned == 40


def test_without_a_word_in_the_scenario_machines_leave_the_denominator() -> None:
    assert graded(said(("pc", "target")), right={}).maximum == 0


def test_where_every_machine_was_spared_by_prevention_nothing_is_left() -> None:
    only: dict[str, object] = {"assets": [{"host": "db", "role": "target", "by": "dump"}]}
    found = graded(said(), dump="blocked", right=only)
    assert found.maximum == 0
    assert "no scored event made any of this true" in found.reason


def test_what_was_missed_is_told_with_its_part() -> None:
    assert graded(said(("pc", "initial-victim"))).missed == (
        "ap: Stepping stone",
        "db: Target",
        "file: Not affected",
    )


def test_a_machine_with_two_parts_is_missed_with_both_in_both_languages() -> None:
    parts = [{"host": "mail", "role": "target"}, {"host": "mail", "role": "pivot"}]
    plan = scenario(Weights(assets=40), truth={"assets": parts})
    entries = ledger((0, outcome(truth())), (60, filed(Report())))
    missed = next(one for one in card(entries, plan).lines if one.id == "assets").missed
    assert [(one.en, one.ja) for one in missed] == [("mail: Stepping stone, Target", "mail: 踏み台、攻撃の標的")]

"""ATT&CK techniques: exact, by their parent, by their former id, and those that were not used."""

from __future__ import annotations

import pytest

from cyder.model.evidence import OutcomeKind, Truth
from cyder.model.judging import Weights
from cyder.model.report import Report
from tests.unit.scoring.ledgers import Line, card, filed, ledger, line, outcome, scenario

USED = ("T1110.001", "T1685.006", "T1041", "T1021.004")


def graded(*told: str, kind: OutcomeKind = "succeeded", used: tuple[str, ...] = USED) -> Line:
    entries = ledger((0, outcome(Truth(techniques=used), kind=kind)), (60, filed(Report(techniques=told))))
    return line(card(entries, scenario(Weights(techniques=100))), "techniques")


def test_every_technique_by_its_id_is_worth_everything() -> None:
    found = graded(*USED)
    assert (found.earned, found.missed, found.wrong) == (100, (), ())
    assert found.matched[0] == "T1021.004 SSH"


@pytest.mark.parametrize("id", ["T1110", "T1685", "T1070.002", "T1021"])
def test_a_parent_or_a_former_id_earns_60_percent(id: str) -> None:
    assert graded(id).earned == 15
    assert "its parent or its former id, credit 0.6" in graded(id).matched[0]


def test_the_exact_id_beside_its_parent_counts_once() -> None:
    assert graded("T1110", "T1110.001", "T1110.001").earned == 25


def test_two_mistakes_are_free_and_more_cost_precision() -> None:
    wrong = ("T1566.001", "T1566.002", "T1486", "T1490", "T1657", "T1039")
    assert graded(*USED, *wrong[:2]).earned == 100
    assert graded(*USED, *wrong).earned == 60
    assert graded(*USED, *wrong[:1]).wrong == ("T1566.001 Spearphishing Attachment: not used",)


def test_a_sister_is_a_mistake() -> None:
    assert graded("T1110.003").earned == 0
    assert len(graded("T1110.003").wrong) == 1


def test_an_id_that_is_in_no_list_is_a_mistake_like_any_other() -> None:
    assert graded("T9999").wrong == ("T9999: not used",)


def test_an_action_that_still_names_a_former_id_means_the_present_one() -> None:
    assert graded("T1685.006", used=("T1070.002",)).earned == 100


@pytest.mark.parametrize("kind", ["blocked", "infra-error", "skipped"])
def test_what_did_not_take_place_is_not_asked(kind: OutcomeKind) -> None:
    assert graded(*USED, kind=kind).maximum == 0

"""Log lines quoted in a report: marked where they were found, and worth nothing by themselves."""

from __future__ import annotations

from cyder.model.dealings import QuotesChecked
from cyder.model.judging import Weights
from cyder.model.report import Asset, Classification, Proof, Report
from cyder.model.score import Scorecard
from tests.unit.scoring.ledgers import (
    SOURCE,
    afterwards,
    card,
    filed,
    ledger,
    line,
    outcome,
    perfect_report,
    scenario,
    truth,
)

CLAIMS = ("indicators[0]", "accounts[0]", "timeline[0].at", "assets[0]", "classification.vector", "indicators[7]")
REPORT = perfect_report().model_copy(
    update={
        "assets": (Asset(host="mail", role="target"),),
        "classification": Classification(vector="stolen-credential"),
        "evidence": tuple(Proof(claim=claim, source="mail:/var/log/mail.log", quote="auth failed") for claim in CLAIMS),
    }
)
LINES = ("indicators", "accounts", "timeline", "assets", "vector")
PLAN = scenario(
    Weights(indicators=10, accounts=10, timeline=10, assets=10, vector=10),
    truth={"assets": [{"host": "mail", "role": "target"}], "vector": ["stolen-credential"]},
)
ENTRIES = ledger((0, outcome(truth())), (60, filed(Report())), (120, filed(REPORT, version=2)))


def scored(*checked: QuotesChecked) -> Scorecard:
    return card(afterwards(ENTRIES, *(("desk", each) for each in checked)), PLAN)


def test_a_statement_whose_quote_was_found_is_marked_wherever_it_stands() -> None:
    found = scored(QuotesChecked(version=2, found=(0, 1, 2, 3, 4, 5)))
    assert [line(found, name).matched[0].endswith("(with proof)") for name in LINES] == [True] * 5
    assert found.lines[0].matched[0].ja.endswith("(根拠ログあり)")


def test_only_what_was_found_is_marked() -> None:
    found = scored(QuotesChecked(version=2, found=(1,)))
    marked = [name for name in LINES if line(found, name).matched[0].endswith("(with proof)")]
    assert marked == ["accounts"]


def test_a_quote_of_another_version_proves_nothing_of_this_one() -> None:
    assert scored(QuotesChecked(version=1, found=(0, 1, 2))) == scored()


def test_proof_earns_no_points() -> None:
    assert scored(QuotesChecked(version=2, found=(0, 1, 2, 3, 4))).earned == scored().earned == 50


def test_what_was_found_later_counts_along() -> None:
    found = scored(QuotesChecked(version=2, found=(0,)), QuotesChecked(version=2, found=(1,)))
    assert line(found, "indicators").matched == (f"source of the attack: ip {SOURCE} (with proof)",)
    assert line(found, "accounts").matched[0].endswith("(with proof)")

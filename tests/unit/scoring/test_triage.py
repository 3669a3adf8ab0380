"""What sort of incident it was: category, vector, severity and root cause, each one word of a list."""

from __future__ import annotations

import pytest

from cyder.model.evidence import OutcomeKind
from cyder.model.judging import Weights
from cyder.model.report import Cause, Classification, Report, RootCause, Severity, Vector
from cyder.model.taxonomy import Category
from tests.unit.scoring.ledgers import Line, card, filed, ledger, line, outcome, scenario, truth

WEIGHTS = Weights(category=30, vector=20, severity=10, root_cause=40)
TRUTH: dict[str, object] = {
    "category": ["intrusion-attempts/brute-force", "intrusions/unprivileged-account-compromise"],
    "vector": ["stolen-credential", "default-credential"],
    "severity": "moderate",
    "root_cause": ["weak-password", "service-open-to-outside"],
}


def graded(
    name: str, report: Report | None, right: dict[str, object] | None = None, kind: OutcomeKind = "succeeded"
) -> Line:
    filings = [(60.0, filed(report))] if report else []
    entries = ledger((0, outcome(truth(), kind=kind)), *filings)
    return line(card(entries, scenario(WEIGHTS, truth=TRUTH if right is None else right)), name)


def classified(name: str, **said: object) -> Line:
    return graded(name, Report(classification=Classification.model_validate(said)))


@pytest.mark.parametrize(
    ("category", "points"),
    [
        ("intrusion-attempts/brute-force", 30),
        ("intrusions/unprivileged-account-compromise", 30),
        ("intrusion-attempts/exploit", 15),
        ("intrusions/burglary", 15),
        ("fraud/phishing", 0),
        (None, 0),
    ],
)
def test_an_accepted_category_is_full_and_its_class_half(category: Category | None, points: float) -> None:
    assert classified("category", category=category).earned == points


def test_an_accepted_category_that_stands_second_is_half() -> None:
    second = {"category": "fraud/phishing", "also": ["intrusion-attempts/brute-force"]}
    found = classified("category", **second)
    assert found.earned == 15
    assert found.reason == "Half: the right category stands second only."
    assert classified("category", category="fraud/phishing", also=["intrusion-attempts/exploit"]).earned == 0


@pytest.mark.parametrize(
    ("vector", "points"), [("stolen-credential", 20), ("default-credential", 20), ("insider", 0), (None, 0)]
)
def test_the_way_in_is_right_or_not(vector: Vector | None, points: float) -> None:
    assert classified("vector", vector=vector).earned == points


@pytest.mark.parametrize(("severity", "points"), [("low", 5), ("moderate", 10), ("high", 5), ("extreme", 0), (None, 0)])
def test_severity_one_step_off_is_half(severity: Severity | None, points: float) -> None:
    assert classified("severity", severity=severity).earned == points


@pytest.mark.parametrize(
    ("code", "points"), [("weak-password", 40), ("service-open-to-outside", 40), ("unknown", 0), (None, 0)]
)
def test_the_root_cause_is_right_or_not(code: RootCause | None, points: float) -> None:
    assert graded("root-cause", Report(root_cause=Cause(code=code))).earned == points


@pytest.mark.parametrize("name", ["category", "vector", "severity", "root-cause"])
def test_what_the_scenario_does_not_say_leaves_the_denominator(name: str) -> None:
    found = graded(name, Report(), right={})
    assert (found.maximum, found.reason) == (0, "The scenario does not say what would be right.")


@pytest.mark.parametrize("kind", ["blocked", "infra-error", "skipped"])
@pytest.mark.parametrize("name", ["category", "vector", "severity", "root-cause"])
def test_without_a_proven_event_nothing_is_asked(name: str, kind: OutcomeKind) -> None:
    assert graded(name, Report(), kind=kind).maximum == 0


def test_a_blank_field_is_told_apart_from_a_mistake() -> None:
    blank, wrong = classified("vector"), classified("vector", vector="insider")
    assert (blank.reason, blank.missed, blank.wrong) == (
        "The report does not say.",
        ("Stolen or guessed password",),
        (),
    )
    assert (wrong.reason, wrong.missed, wrong.wrong) == (
        "That is not what happened.",
        ("Stolen or guessed password",),
        ("Somebody inside",),
    )


def test_a_right_word_stands_with_its_label_and_its_rule() -> None:
    found = classified("severity", severity="moderate")
    assert (found.matched, found.missed, found.wrong) == (("Moderate",), (), ())
    assert (found.formula, found.reason) == ("D1: 10 × 1 = 10", "Right.")
    assert found.evidence


def test_without_a_report_that_is_the_reason() -> None:
    assert graded("category", None).reason == "No report was filed before the end."

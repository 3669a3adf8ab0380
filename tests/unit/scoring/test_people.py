"""What people decide: hints a team took, marks of graders, adjustments after an appeal."""

from __future__ import annotations

import pytest

from cyder.model.dealings import Adjusted, Appealed, Graded, HintTaken
from cyder.model.judging import Mark, Weights
from cyder.model.score import Scorecard
from tests.unit.scoring.ledgers import (
    CUT_OFF,
    Line,
    afterwards,
    card,
    filed,
    indicator,
    ledger,
    line,
    outcome,
    perfect_report,
    played,
    scenario,
    truth,
)


def text(words: str) -> dict[str, str]:
    return {"en": words, "ja": words}


HINTS = {
    "where": {"title": text("Where to look"), "text": text("the mail log"), "about": "indicators", "cost": 0.2},
    "when": {"title": text("When"), "text": text("just now"), "about": "timeline", "cost": 0.1},
    "free": {"title": text("How to begin"), "text": text("read the brief"), "about": "accounts", "cost": 0},
    "dear": {"title": text("Everything"), "text": text("all of it"), "about": "indicators", "cost": 1},
}
ANCHORS = {"0": text("nothing"), "50": text("half of it"), "100": text("all of it")}
RUBRIC = {
    "summary": {"title": text("Summary"), "weight": 3, "anchors": ANCHORS},
    "lessons": {"title": text("Lessons"), "weight": 1, "anchors": ANCHORS},
}
WEIGHTS = Weights(indicators=300, accounts=100, timeline=200, rubric=80)
PLAN = scenario(WEIGHTS, hints=HINTS, rubric=RUBRIC)


def hinted(*names: str) -> Scorecard:
    taken = [(70.0 + place, HintTaken(hint=name)) for place, name in enumerate(names)]
    return card(ledger((0, outcome(truth())), (60, filed(perfect_report())), *taken), PLAN)


def test_a_hint_costs_its_share_of_the_line_it_is_about() -> None:
    found = hinted("when")
    assert line(found, "hints").earned == -20
    assert line(found, "hints").wrong == ("When: 20 points",)
    assert found.earned == 580


def test_hints_together_cost_60_of_1000_points_at_most() -> None:
    found = hinted("dear", "where", "when")
    assert line(found, "hints").earned == -36
    assert "together they cost 36 points at most" in line(found, "hints").reason


def test_a_hint_taken_twice_is_paid_for_once() -> None:
    assert line(hinted("when", "when"), "hints").earned == -20


def test_a_free_hint_is_shown_and_costs_nothing() -> None:
    found = hinted("free")
    assert (line(found, "hints").earned, line(found, "hints").maximum) == (0, 0)
    assert found.earned == 600


def test_without_a_hint_there_is_no_line_and_an_unknown_one_is_nothing() -> None:
    assert "hints" not in [one.id for one in (*hinted().lines, *hinted("unheard-of").lines)]


def test_a_hint_about_what_left_the_denominator_costs_nothing() -> None:
    entries = ledger((0, outcome(truth(), kind="blocked")), (60, HintTaken(hint="where")))
    assert line(card(entries, PLAN), "hints").earned == 0


def test_a_hint_after_the_end_is_free() -> None:
    after = afterwards(played(perfect_report()), ("team", HintTaken(hint="where")))
    assert "hints" not in [one.id for one in card(after, PLAN).lines]


def marked(*marks: tuple[str, Mark]) -> Line:
    given = [(grader, Graded(criterion="summary", mark=mark, comment=f"by {grader}")) for grader, mark in marks]
    return line(card(afterwards(played(perfect_report()), *given), PLAN), "rubric:summary")


def test_what_nobody_graded_leaves_the_denominator() -> None:
    assert (marked().maximum, marked().reason) == (0, "Nobody has graded it yet.")


def test_a_criterion_is_worth_its_part_of_the_points() -> None:
    assert marked(("ann", 100)).maximum == 60
    assert marked(("ann", 75)).earned == 45
    assert marked(("ann", 75)).by == "ann"


def test_two_graders_count_by_their_mean() -> None:
    found = marked(("ben", 100), ("ann", 75))
    assert (found.earned, found.by) == (52.5, "ann, ben")
    assert found.reason == "Two graders: 75, 100 %; their mean counts."


def test_two_who_disagree_are_told_apart_until_a_third_has_graded() -> None:
    two = marked(("ann", 25), ("ben", 75))
    assert two.earned == 30
    assert "too far apart; their mean counts until a third has graded" in two.reason
    three = marked(("ann", 25), ("ben", 75), ("cho", 75))
    assert three.earned == 45
    assert "the median counts" in three.reason


def test_a_later_mark_of_the_same_grader_takes_the_place_of_the_first() -> None:
    assert marked(("ann", 25), ("ann", 100)).earned == 60
    assert len(marked(("ann", 25), ("ann", 100)).matched) == 1


def test_a_mark_stands_with_its_anchor_and_the_words_of_the_grader() -> None:
    assert marked(("ann", 50)).matched == ("50 %: half of it [by ann]",)
    assert marked(("ann", 75)).matched == ("75 %: [by ann]",)


def adjusted(*given: tuple[str, float]) -> Scorecard:
    about = [("chief", Adjusted(line=name, points=points, reason="heard", appeal=7)) for name, points in given]
    half = perfect_report().model_copy(
        update={"indicators": (*perfect_report().indicators, *(indicator(f"198.51.100.{n}") for n in range(5)))}
    )
    return card(afterwards(played(half), *about), PLAN)


def changed(of: Scorecard) -> list[tuple[str, float, str]]:
    return [(one.title.en, one.earned, one.by) for one in of.lines if one.id.startswith("adjustment:")]


def test_an_adjustment_is_a_line_of_its_own_and_edits_no_other() -> None:
    before, after = adjusted(), adjusted(("indicators", 12.5))
    assert after.lines[: len(before.lines)] == before.lines
    assert changed(after) == [("Adjustment: Indicators", 12.5, "chief")]
    assert (after.lines[-1].reason.en, after.lines[-1].bucket, after.lines[-1].maximum) == ("heard", "detect", 0)
    assert after.earned == before.earned + 12.5


def test_points_can_be_taken_away_too_but_never_below_nothing_in_all() -> None:
    assert adjusted(("timeline", -20)).earned == adjusted().earned - 20
    assert adjusted(("timeline", -5000)).earned == 0


def test_adjustments_of_a_line_never_lift_it_above_its_maximum() -> None:
    found = adjusted(("indicators", 100), ("indicators", 100))
    assert [earned for _, earned, _ in changed(found)] == [100, 50]
    assert "no more than the line's maximum" in found.lines[-1].reason.en
    assert found.earned == found.maximum


def test_what_was_taken_can_be_given_back() -> None:
    found = adjusted(("timeline", -20), ("timeline", 20))
    assert found.earned == adjusted().earned


@pytest.mark.parametrize("name", ["rubric:summary", "no-such-line"])
def test_what_is_not_graded_cannot_be_lifted(name: str) -> None:
    assert adjusted((name, 10)).earned == adjusted().earned


def test_an_appeal_heard_and_refused_makes_no_line() -> None:
    assert adjusted(("timeline", 0)) == adjusted()
    after = afterwards(played(None), ("team", Appealed(line="timeline", text="why?")))
    assert card(after, PLAN) == card(played(None), PLAN)


def test_an_adjustment_outlives_that_its_line_was_voided_without_points() -> None:
    entries = ledger((0, outcome(truth(), kind="infra-error")))
    after = afterwards(entries, ("chief", Adjusted(line="indicators", points=10, reason="heard")))
    found = card(after, scenario(WEIGHTS, CUT_OFF))
    assert found.earned == 0
    assert found.lines[-1].reason.en == "heard (10 asked for; no more than the line's maximum.)"


def test_a_part_of_the_points_is_rounded_to_the_hundredth() -> None:
    thirds = {name: {**each, "weight": weight} for (name, each), weight in zip(RUBRIC.items(), (2, 1), strict=True)}
    plan = scenario(Weights(rubric=80), rubric=thirds)
    given = Graded(criterion="lessons", mark=100)
    assert line(card(afterwards(played(perfect_report()), ("a", given)), plan), "rubric:lessons").maximum == 26.67


def test_a_hint_about_a_line_that_is_not_shown_costs_nothing() -> None:
    plan = scenario(Weights(accounts=100), hints=HINTS)
    taken = ledger((0, outcome(truth())), (70, HintTaken(hint="dear")))
    assert line(card(taken, plan), "hints").earned == 0


def test_what_a_hint_costs_is_rounded_to_the_hundredth_in_the_formula_as_well() -> None:
    plan = scenario(WEIGHTS, hints={"cheap": {**HINTS["where"], "cost": 0.0123}})
    taken = ledger((0, outcome(truth())), (70, HintTaken(hint="cheap")))
    found = line(
        card(taken, plan.model_copy(update={"scoring": plan.scoring.model_copy(update={"indicators": 310})})), "hints"
    )
    assert (found.earned, found.formula) == (-3.81, "-min(36.6, 3.813) = -3.81")

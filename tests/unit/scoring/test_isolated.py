"""What a team says it isolated, held against what the ledger knows of the cable."""

from __future__ import annotations

import pytest

from cyder.model.dealings import Applied, Decided
from cyder.model.evidence import Remedy, Truth
from cyder.model.judging import Weights
from cyder.model.ledger import Body, Entry, NodeChanged
from cyder.model.report import ActionTaken, Report
from cyder.model.score import Scorecard
from tests.unit.scoring.ledgers import CUT_OFF, TEAM, card, filed, ledger, line, outcome, rounds, scenario

PLAN = scenario(Weights(actions=10), CUT_OFF)
CLAIM = Report(actions=(ActionTaken(kind="isolate-host", target="PC.city.example"),))
ISOLATED, RECONNECTED, RESET = (
    NodeChanged(node="pc", change="isolated", seconds=0.1),
    NodeChanged(node="pc", change="reconnected", seconds=0.1),
    NodeChanged(node="pc", change="reset", seconds=2.0),
)
ASKED = Applied(about="isolation", subject="pc", reason="it sends mail by itself")


def entries(*changes: Body, pattern: str = "....", by: str = TEAM, report: Report = CLAIM) -> list[Entry]:
    """Return a ledger in which isolating the PC would have helped; `by`: who changed it."""
    what = Truth(remedies=(Remedy(kind="isolate-host", target="pc"),))
    changed: list[tuple[float, Body]] = [(60.0, change) for change in changes]
    found = ledger((0, outcome(what)), (30, filed(report)), *changed, *rounds(pattern))
    return [one.model_copy(update={"author": by}) if isinstance(one.body, NodeChanged) else one for one in found]


def scored(*changes: Body, pattern: str = "....", by: str = TEAM, report: Report = CLAIM) -> Scorecard:
    return card(entries(*changes, pattern=pattern, by=by, report=report), PLAN)


def false_claims(of: Scorecard) -> float:
    return sum(one.earned for one in of.lines if one.id == "false-claims")


def test_while_the_cable_is_pulled_the_claim_is_true_and_contains_nothing_by_itself() -> None:
    found = scored(ISOLATED)
    assert false_claims(found) == 0
    assert line(found, "actions").earned == 10
    assert line(found, "actions").matched == ("isolate-host pc: confirmed, its cable is pulled",)
    assert line(found, "containment:cut-off").earned == 0


def test_without_a_pulled_cable_the_probes_alone_decide() -> None:
    assert false_claims(scored()) == -10
    assert line(scored(pattern="####"), "actions").matched == (
        "isolate-host pc: confirmed, kept out, and work goes on",
    )


@pytest.mark.parametrize("back", [RECONNECTED, RESET])
def test_what_was_isolated_for_a_while_is_neither_confirmed_nor_a_false_claim(back: NodeChanged) -> None:
    found = scored(ISOLATED, back)
    assert (false_claims(found), line(found, "actions").earned) == (0, 0)
    assert line(found, "actions").wrong == ()


def test_isolated_once_more_it_is_so_again() -> None:
    assert line(scored(ISOLATED, RECONNECTED, ISOLATED), "actions").earned == 10


def test_what_somebody_else_isolated_the_team_did_not() -> None:
    assert false_claims(scored(ISOLATED, by="instructor")) == -10


@pytest.mark.parametrize(("granted", "points", "cost"), [(True, 10, 0), (False, 0, -10)])
def test_isolation_that_was_asked_for_is_the_teams_once_it_is_granted(granted: bool, points: int, cost: int) -> None:  # noqa: FBT001  a table's column
    seq = next(one.seq for one in entries(ASKED) if one.body == ASKED)
    found = scored(ASKED, *([ISOLATED] if granted else []), Decided(asked=seq, granted=granted), by="instructor")
    assert (line(found, "actions").earned, false_claims(found)) == (points, cost)


def test_maintenance_of_a_service_of_that_name_isolates_nothing() -> None:
    asked = ASKED.model_copy(update={"about": "maintenance"})
    seq = next(one.seq for one in entries(asked) if one.body == asked)
    assert false_claims(scored(asked, ISOLATED, Decided(asked=seq, granted=True), by="instructor")) == -10


def test_another_machine_being_isolated_makes_no_claim_true() -> None:
    assert false_claims(scored(ISOLATED.model_copy(update={"node": "desk"}))) == -10


def test_what_a_claim_is_held_against_is_said_in_both_languages() -> None:
    true, false = (next(one for one in scored(*changes).lines if one.id == "actions") for changes in ([ISOLATED], []))
    assert true.matched[0].ja == "端末の隔離 pc: 確認済み(ネットワークから切り離されています)"
    assert false.wrong[0].en == "isolate-host pc: reported, but still open"
    assert false.wrong[0].ja == "端末の隔離 pc: 実施済みと報告されていますが、効果を確認できませんでした(未対処)"

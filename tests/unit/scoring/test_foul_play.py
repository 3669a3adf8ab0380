"""Making it go dark does not pay: no log, no service, no cable, and never more than for containing."""

from __future__ import annotations

from typing import Literal, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyder.model.base import LocalText
from cyder.model.dealings import LogKept, Preserved, Served
from cyder.model.evidence import Answer, Outcome, Truth
from cyder.model.judging import Service
from cyder.model.ledger import Body, EventOutcome, NodeChanged
from cyder.model.report import Report
from cyder.model.score import Scorecard
from tests.unit.scoring.ledgers import TEAM, card, entity, filed, ledger, outcome, perfect_report, probed
from tests.unit.scoring.reports import PLAN, RICH, reports

Foul = Literal["stop-rsyslog", "stop-service", "unplug"]
EVERY = 120.0
LENGTH = 12
SERVICE = Service(title=LocalText(en="Mail", ja="メール"), node="mail", weight=1)
GRADED = PLAN.model_copy(
    update={
        "scoring": PLAN.scoring.model_copy(update={"availability": 60, "preserved": 30}),
        "services": {"mail": SERVICE},
    }
)
SECOND = Truth(indicators=(entity("script", "update-helper", kind="file"),))


def ended(foul: Foul | None, report: Report, since: int, second: int) -> Scorecard:
    """Return the score of a team that from round `since` on has contained it, or done something foul instead.

    The attack succeeds at 0. In round `second` it comes again: it is blocked where it is contained, cannot be proven or
    reached where the team broke what it needs, and otherwise succeeds.
    """
    happened: list[tuple[float, Body]] = [(0.0, outcome(RICH)), (60.0, filed(report))]
    for place in range(LENGTH):
        clock, late = EVERY * (place + 1), place >= since
        happened += [
            (clock, probed(held=late and foul is None)),
            (clock + 1, _served(up=not late or foul in (None, "stop-rsyslog"))),
            (clock + 2, _looked(kept=not late or foul != "stop-rsyslog")),
        ]
        if place == since and foul == "unplug":
            happened.append((clock + 3, NodeChanged(node="mail", change="isolated", seconds=1.0)))
        if place == second:
            happened.append((clock + 4, _again(foul, late=late)))
    return judged(*happened)


def judged(*happened: tuple[float, Body]) -> Scorecard:
    """Return the score of what happened at exercise seconds; what was done to a node the team did."""
    entries = [
        entry.model_copy(update={"author": TEAM}) if isinstance(entry.body, NodeChanged) else entry
        for entry in ledger(*happened)
    ]
    return card(entries, GRADED)


def _again(foul: Foul | None, *, late: bool) -> EventOutcome:
    if not late:
        return outcome(SECOND, event="again")
    if foul is None:
        return outcome(event="again", kind="blocked")
    broke = Outcome(event="again", action="x.y", kind="infra-error", reason=foul, objectives=("cut-off",), by_team=True)
    return EventOutcome(outcome=broke)


def _served(*, up: bool) -> Served:
    return Served(answers={"mail": Answer(passed=up, said="read" if up else "no connection", seconds=0.1)})


def _looked(*, kept: bool) -> Preserved:
    said = "812 bytes" if kept else "0 of 812 bytes are left"
    return Preserved(logs=(LogKept(node="mail", log="/var/log/mail.log", kept=kept, said=said),))


@pytest.mark.parametrize("foul", get_args(Foul))
@settings(max_examples=150, deadline=None)
@given(report=reports, since=st.integers(0, LENGTH - 4), second=st.integers(0, LENGTH - 1))
def test_it_never_beats_containing_whatever_is_reported(foul: Foul, report: Report, since: int, second: int) -> None:
    dark, contained = ended(foul, report, since, second), ended(None, report, since, second)
    assert dark.earned <= contained.earned
    assert dark.share <= contained.share


@pytest.mark.parametrize("foul", get_args(Foul))
@given(since=st.integers(0, LENGTH - 4), second=st.integers(0, LENGTH - 1))
def test_with_the_same_good_report_it_is_worth_less(foul: Foul, since: int, second: int) -> None:
    dark, contained = (ended(one, perfect_report(), since, second) for one in (foul, None))
    assert dark.earned < contained.earned

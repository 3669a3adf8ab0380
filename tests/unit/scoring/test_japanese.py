"""What a Japanese reader gets is Japanese: English stands in values and in quoted evidence, never in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyder.model.evidence import OutcomeKind
from cyder.model.report import Report
from cyder.model.score import Scorecard, ScoreLine
from tests.unit.scoring.ledgers import filed, line, outcome, perfect_report
from tests.unit.scoring.reports import reports
from tests.unit.scoring.test_foul_play import LENGTH, Foul, ended, judged

ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
"""Two words in a row: a value is one word, a sentence is more."""

WRITTEN = "nobody there"
"""What a generated report says in English itself."""


def sentences(line: ScoreLine) -> Iterator[str]:
    for text in (line.title, line.reason, *line.matched, *line.missed, *line.wrong):
        yield text.ja


def english_in(found: Scorecard) -> list[str]:
    lines = [line for line in found.lines if line.id != "techniques"]  # MITRE's names have no Japanese ones
    return [text for line in lines for text in sentences(line) if ENGLISH.search(text.replace(WRITTEN, ""))]


fouls = st.sampled_from([None, *get_args(Foul)])


@settings(max_examples=200, deadline=None)
@given(foul=fouls, report=reports, since=st.integers(0, LENGTH - 4), second=st.integers(0, LENGTH - 1))
def test_no_line_of_a_played_exercise_has_an_english_sentence(
    foul: Foul | None, report: Report, since: int, second: int
) -> None:
    assert english_in(ended(foul, report, since, second)) == []


@pytest.mark.parametrize("kind", get_args(OutcomeKind))
def test_neither_does_an_objective_that_nothing_ever_threatened(kind: OutcomeKind) -> None:
    found = judged((0.0, outcome(kind=kind)), (60.0, filed(perfect_report())))
    assert english_in(found) == []


def test_what_the_probes_got_is_quoted_as_they_said_it() -> None:
    found = line(ended("stop-service", perfect_report(), 2, 4), "containment:cut-off")
    assert "prober:burst: 24m unwanted: mail:143 answered; wanted: the canary reads mail" in [
        f"{quote.node}:{quote.log}: {quote.line}" for quote in found.evidence
    ]

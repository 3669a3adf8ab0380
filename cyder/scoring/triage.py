"""The lines for what sort of incident it is (D1): category, vector, severity."""

from __future__ import annotations

from typing import get_args

from cyder.model.judging import Solution
from cyder.model.report import Classification, Severity
from cyder.model.score import ScoreLine
from cyder.scoring.choice import Choice, choice_line
from cyder.scoring.lines import say
from cyder.scoring.record import Record

_STEPS: tuple[Severity, ...] = get_args(Severity)


def category_line(record: Record, truth: Solution, points: float) -> ScoreLine:
    """Return the line: an accepted RSIT category full; half for its class, or for an accepted one named beside it."""
    said = _said(record)
    classes = {word.partition("/")[0] for word in truth.category}
    near = None
    if said.category and said.category.partition("/")[0] in classes:
        near = say("the right class, but another type of it", "大分類は正しいが、小分類が異なります")
    elif set(said.also) & set(truth.category):
        near = say("the right category stands second only", "正しい分類が副分類としてのみ記載されています")
    title = say("Category of the incident", "インシデントの分類")
    field = "classification"
    return choice_line(
        Choice("category", title, "category", "D1", field, said.category, truth.category, near), record, points
    )


def vector_line(record: Record, truth: Solution, points: float) -> ScoreLine:
    """Return the line: an accepted way in full, any other nothing."""
    title = say("Way in", "侵入経路")
    said = _said(record).vector
    return choice_line(Choice("vector", title, "vector", "D1", "classification", said, truth.vector), record, points)


def severity_line(record: Record, truth: Solution, points: float) -> ScoreLine:
    """Return the line: the right severity full, one step off half."""
    said, right = _said(record).severity, truth.severity
    near = None
    if said and right and abs(_STEPS.index(said) - _STEPS.index(right)) == 1:
        near = say("one step off", "1段階の差があります")
    title = say("Severity", "深刻度")
    accepted = (right,) if right else ()
    return choice_line(
        Choice("severity", title, "severity", "D1", "classification", said, accepted, near), record, points
    )


def _said(record: Record) -> Classification:
    return record.report.classification if record.report else Classification()

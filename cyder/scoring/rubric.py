"""The lines for what only people can grade: each criterion by the marks of graders who do not see each other's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, median

from cyder.model.base import LocalText
from cyder.model.dealings import Graded
from cyder.model.judging import Criterion
from cyder.model.score import ScoreLine
from cyder.scoring.lines import line, number, same, say, ungraded
from cyder.scoring.record import Record

_APART = 25
"""How far two marks may lie apart, in per cent, before a third grader is asked."""


def rubric_lines(record: Record, rubric: Mapping[str, Criterion], points: float) -> Iterator[ScoreLine]:
    """Yield a line for each criterion, worth its part of the points; what nobody graded leaves the denominator."""
    whole = math.fsum(each.weight for each in rubric.values())
    for name, criterion in rubric.items():
        yield _line(f"rubric:{name}", criterion, _marks(record, name), points * criterion.weight / whole)


def _marks(record: Record, name: str) -> dict[str, Graded]:
    """Return each grader's last mark for a criterion."""
    given = [(one.author, one.body) for one in record.remarks if isinstance(one.body, Graded)]
    last = {author: body for author, body in given if body.criterion == name}
    return {author: last[author] for author in sorted(last)}


def _line(name: str, criterion: Criterion, marks: Mapping[str, Graded], points: float) -> ScoreLine:
    if not marks:
        reason = say("Nobody has graded it yet.", "まだ採点されていません。")
        return ungraded(name, "report", criterion.title, reason)
    given = [each.mark for each in marks.values()]
    mark = fmean(given) if len(given) < 3 else median(given)
    return line(
        name,
        "report",
        criterion.title,
        round(points, 2),
        mark / 100,
        reason=_reason(given, mark),
        formula=f"Q1: {number(points)} × {mark:g} %",
        inputs={"mark": mark, "graders": len(given)},
        matched=[_told(criterion, each) for each in marks.values()],
        by=", ".join(marks),
    )


def _told(criterion: Criterion, given: Graded) -> LocalText:
    """Return a mark with the anchor that says what it looks like, and what the grader wrote."""
    anchor = criterion.anchors.get(given.mark, same(""))
    comment = f" [{given.comment}]" if given.comment else ""
    en, ja = (f" {anchor.en}", f" {anchor.ja}") if anchor.en else ("", "")
    return say(f"{given.mark} %:{en}{comment}", f"{given.mark}%:{ja}{comment}")


def _reason(given: Sequence[int], mark: float) -> LocalText:
    told = ", ".join(f"{each}" for each in given)
    if len(given) == 1:
        return say(f"One grader: {told} %.", f"採点者1名: {told}%。")
    if len(given) > 2:
        return say(
            f"{len(given)} graders: {told} %; the median counts.", f"採点者{len(given)}名: {told}%。中央値を採用。"
        )
    if max(given) - min(given) > _APART:
        return say(
            f"Two graders: {told} %, too far apart; their mean counts until a third has graded.",
            f"採点者2名: {told}%。差が大きいため、3人目の採点までは平均({mark:g}%)とします。",
        )
    return say(f"Two graders: {told} %; their mean counts.", f"採点者2名: {told}%。平均({mark:g}%)を採用。")

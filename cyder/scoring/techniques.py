"""The lines for how and why it could be done (D5): ATT&CK techniques and the root cause."""

from __future__ import annotations

import math

from cyder.model.attack import TECHNIQUES, accepted, current
from cyder.model.base import LocalText
from cyder.model.judging import Solution
from cyder.model.score import ScoreLine
from cyder.scoring.choice import Choice, choice_line
from cyder.scoring.lines import NO_REPORT, count, line, number, same, say, sentence, ungraded
from cyder.scoring.match import precision, show_precision
from cyder.scoring.record import Record, quotes

_BROADER = 0.6
"""What the parent of a technique earns, or the id it had in the release before."""


def techniques_line(record: Record, points: float) -> ScoreLine:
    """Return the line: points × recall × precision."""
    title = say("Techniques", "攻撃手法")
    truth = sorted({current(one) for outcome in record.proven for one in outcome.truth.techniques})
    if not truth:
        return ungraded("techniques", "detect", title, record.nothing_left())
    told = sorted(set(record.report.techniques)) if record.report else []
    best = {one: max((_credit(one, id) for id in told), default=0.0) for one in truth}
    right = [one for one in truth if best[one]]
    wrong = [id for id in told if not any(_credit(one, id) for one in truth)]
    recall = math.fsum(best.values()) / len(truth)
    return line(
        "techniques",
        "detect",
        title,
        points,
        recall * precision(len(right), len(wrong)),
        reason=_reason(len(right), len(truth), len(wrong)) if record.report else NO_REPORT,
        formula=f"D5: {points:g} × recall {number(recall)} × {show_precision(len(right), len(wrong))}",
        inputs={"recall": recall, "right": len(right), "wrong": len(wrong)},
        matched=[_matched(one, best[one]) for one in right],
        missed=[same(_name(one)) for one in truth if not best[one]],
        wrong=[say(f"{_name(id)}: not used", f"{_name(id)}: 使用されていません") for id in wrong],
        evidence=[proof for outcome in record.proven if outcome.truth.techniques for proof in quotes(outcome)[:1]],
    )


def _credit(true: str, told: str) -> float:
    if told == true:
        return 1.0
    return _BROADER if told in accepted(true) else 0.0


def _name(id: str) -> str:
    known = TECHNIQUES.get(current(id))
    return f"{id} {known.name}" if known else id


def _matched(one: str, credit: float) -> LocalText:
    if credit == 1:
        return same(_name(one))
    return say(
        f"{_name(one)} (its parent or its former id, credit {number(credit)})",
        f"{_name(one)}(上位の手法または旧ID、配点率 {number(credit)})",
    )


def _reason(right: int, whole: int, wrong: int) -> LocalText:
    return sentence(
        [
            say(f"{right} of {whole} named", f"{whole}件中{right}件を報告"),
            say(f"{count(wrong, 'technique')} not used", f"使用されていない手法が{wrong}件") if wrong else None,
        ]
    )


def root_cause_line(record: Record, truth: Solution, points: float) -> ScoreLine:
    """Return the line: an accepted cause full, any other nothing."""
    said = record.report.root_cause.code if record.report else None
    title = say("Root cause", "根本原因")
    choice = Choice("root-cause", title, "root_cause", "D5", "root_cause", said, truth.root_cause)
    return choice_line(choice, record, points)

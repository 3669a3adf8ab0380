"""The line for which data were concerned (D3): whether, what kinds, how many records, and the duty to report it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cyder.model.base import LocalText
from cyder.model.judging import DataTruth
from cyder.model.labels import label
from cyder.model.report import DataImpact, Involvement, Records
from cyder.model.score import ScoreLine
from cyder.scoring.containment import speed_credit
from cyder.scoring.lines import NO_REPORT, UNSAID, joined, line, number, same, say, sentence, ungraded
from cyder.scoring.record import Record, quotes

_NEAR = 0.5
_SLACK = 0.2
"""How wide a range may be in full credit, beyond the true one, as a share of the true number."""

_TOO_WIDE = 100.0
"""How many times as wide as that a range earns nothing."""


@dataclass(frozen=True)
class Part:
    """One thing said about the data: what it is, its credit, what was told (None: nothing), and what is true."""

    name: LocalText
    credit: float
    told: LocalText | None
    true: LocalText


def data_line(record: Record, truth: DataTruth | None, points: float) -> ScoreLine:
    """Return the line: the parts that the scenario states count alike."""
    title = say("Data concerned", "情報への影響")
    if not record.proven or (truth and not record.happened(truth.by)):
        return ungraded("data", "detect", title, record.nothing_left())
    if truth is None:
        return ungraded("data", "detect", title, UNSAID)
    parts = list(_parts(record.report.data_impact if record.report else DataImpact(), truth))
    share = math.fsum(one.credit for one in parts) / len(parts)
    return line(
        "data",
        "detect",
        title,
        points,
        share,
        reason=_reason(parts) if record.report else NO_REPORT,
        formula=f"D3: {points:g} × ({' + '.join(number(one.credit) for one in parts)})/{len(parts)}",
        inputs={one.name.en: one.credit for one in parts},
        matched=[_named(one, one.told) for one in parts if one.credit and one.told],
        missed=[_named(one, one.true) for one in parts if one.credit < 1],
        wrong=[_named(one, one.told) for one in parts if not one.credit and one.told],
        evidence=[proof for outcome in record.proven for proof in quotes(outcome)[:1]],
    )


def _parts(told: DataImpact, truth: DataTruth) -> Iterator[Part]:
    yield Part(
        say("whether data are concerned", "影響の有無"),
        _involved(told.involved, truth.involved),
        label("involvement", told.involved) if told.involved else None,
        label("involvement", truth.involved),
    )
    if truth.kinds:
        said, real = set(told.kinds), set(truth.kinds)
        kinds = [
            joined((label("data_kind", kind) for kind in sorted(each)), en=", ") if each else None
            for each in (said, real)
        ]
        credit = len(said & real) / len(said | real)
        yield Part(say("kinds of data", "情報の種類"), credit, kinds[0], kinds[1] or same(""))
    if truth.records:
        credit = range_credit(told.records, truth.records) if told.records else 0.0
        told_range = _range(told.records) if told.records else None
        yield Part(say("number of records", "件数"), credit, told_range, _range(truth.records))
    if truth.legal is not None:
        said_duty = None if told.legal_report_needed is None else _duty(needed=told.legal_report_needed)
        right = float(told.legal_report_needed == truth.legal)
        yield Part(say("duty to report", "法令上の報告義務"), right, said_duty, _duty(needed=truth.legal))


def _involved(told: Involvement | None, true: Involvement) -> float:
    if told == true:
        return 1.0
    return _NEAR if {told, true} == {"suspected", "confirmed"} else 0.0


def range_credit(told: Records, true: Records) -> float:
    """Return the part of the true range that is covered, times how narrow the reported one is.

    A fifth of the true number more in width costs nothing, a hundred times that all of it, by its logarithm between.
    """
    covered = min(told.max, true.max) - max(told.min, true.min) + 1
    if covered <= 0:
        return 0.0
    whole = true.max - true.min + 1
    wide = max(1.0, whole - 1 + _SLACK * true.max)
    return covered / whole * speed_credit(told.max - told.min, wide, _TOO_WIDE * wide)


def _range(records: Records) -> LocalText:
    return same(str(records.min) if records.min == records.max else f"{records.min}-{records.max}")


def _duty(*, needed: bool) -> LocalText:
    return say("needed", "報告が必要") if needed else say("not needed", "報告は不要")


def _named(part: Part, value: LocalText) -> LocalText:
    told = say(f"{part.name.en}: {value.en}", f"{part.name.ja}: {value.ja}")
    if not 0 < part.credit < 1 or value is part.true:
        return told
    return say(f"{told.en} (credit {number(part.credit)})", f"{told.ja}(配点率 {number(part.credit)})")


def _reason(parts: list[Part]) -> LocalText:
    right, blank = sum(one.credit == 1 for one in parts), sum(one.told is None for one in parts)
    return sentence(
        [
            say(f"{right} of {len(parts)} statements right in full", f"{len(parts)}項目中{right}項目が正解"),
            say(f"{blank} left blank", f"{blank}項目は未記入") if blank else None,
        ]
    )

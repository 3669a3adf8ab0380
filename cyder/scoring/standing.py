"""What nobody earns by waiting: lines that can only be lost count as far as a team found and kept out the attack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cyder.model.score import ScoreLine
from cyder.scoring.lines import number, say, ungraded

TEMPERED = frozenset({"availability", "preserved"})
_WORK = frozenset(
    {
        "category",
        "vector",
        "severity",
        "indicators",
        "assets",
        "accounts",
        "data",
        "timeline",
        "techniques",
        "root-cause",
    }
)
_OBJECTIVES = ("containment:", "eradication:", "recovery:")
_ENOUGH = 0.5


def standing(lines: Iterable[ScoreLine]) -> float | None:
    """Return the share earned of what there was to find, keep out and mend; None where there was nothing."""
    work = [one for one in lines if one.maximum and (one.id in _WORK or one.id.startswith(_OBJECTIVES))]
    whole = sum(one.maximum for one in work)
    return sum(one.earned for one in work) / whole if whole else None


def tempered(line: ScoreLine, lines: Sequence[ScoreLine]) -> ScoreLine:
    """Return a line times min(1, share / 0.5), the share being that earned of `lines` D1 to R2; any other as it is."""
    if line.id not in TEMPERED or not line.maximum:
        return line
    share = standing(lines)
    if share is None:
        reason = say(
            f"{line.reason.en} Not graded: there was nothing to find or to keep out.",
            f"{line.reason.ja}検知・対処の対象がなかったため、採点しません。",
        )
        return ungraded(line.id, line.bucket, line.title, reason)
    factor = min(1.0, share / _ENOUGH)
    earned = round(line.earned * factor, 2)
    rule = line.formula.rpartition(" = ")[0] or f"{line.earned:g}"
    return line.model_copy(
        update={
            "earned": earned,
            "reason": say(
                f"{line.reason.en} Times {number(factor)}: {share:.0%} of what there was to find, keep out and mend"
                f" was earned, and from {_ENOUGH:.0%} on this counts in full.",
                f"{line.reason.ja}検知・封じ込め・復旧の得点率が{share:.0%}のため{number(factor)}倍"
                f"({_ENOUGH:.0%}以上で満点)。",
            ),
            "formula": f"({rule}) × {number(factor)} [min(1, {number(share)}/{_ENOUGH:g})] = {earned:g}",
            "inputs": {**line.inputs, "before standing": line.earned, "standing": round(share, 6)},
        }
    )

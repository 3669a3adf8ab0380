"""The line for hints taken: each costs a share of what the line it is about is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cyder.model.base import LocalText
from cyder.model.dealings import HintTaken
from cyder.model.judging import Hint
from cyder.model.score import ScoreLine
from cyder.scoring.lines import count, number, say
from cyder.scoring.record import Record

_AT_MOST = 0.06
"""What all hints together may cost, as a share of the gradable points: 60 of 1,000."""


def hints_line(record: Record, hints: Mapping[str, Hint], lines: Sequence[ScoreLine]) -> ScoreLine | None:
    """Return the negative line, or None where no hint was taken; taken twice, a hint is paid for once."""
    names = {one.body.hint for one in record.remarks if isinstance(one.body, HintTaken)}
    taken = [hint for name, hint in hints.items() if name in names]
    if not taken:
        return None
    worth = {one.id: one.maximum for one in lines}
    costs = [hint.cost * worth.get(hint.about, 0.0) for hint in taken]
    limit = _AT_MOST * sum(worth.values())
    earned = -min(sum(costs), limit) or 0.0
    return ScoreLine(
        id="hints",
        bucket="deductions",
        title=say("Hints", "ヒント"),
        maximum=0.0,
        earned=round(earned, 2),
        reason=say(
            f"{count(len(taken), 'hint')} taken; together they cost {number(limit)} points at most.",
            f"ヒントを{len(taken)}件利用(減点は合計{number(limit)}点まで)。",
        ),
        formula=f"-min({number(limit)}, {' + '.join(number(cost) for cost in costs)}) = {round(earned, 2):g}",
        inputs={"taken": len(taken), "cost": round(sum(costs), 6), "limit": round(limit, 6)},
        wrong=tuple(_told(hint, cost) for hint, cost in zip(taken, costs, strict=True)),
    )


def _told(hint: Hint, cost: float) -> LocalText:
    points = number(cost)
    return say(f"{hint.title.en}: {points} points", f"{hint.title.ja}: {points}点")

"""The line for one word chosen from a list: full credit for an accepted one, perhaps half for one beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cyder.model.base import LocalText
from cyder.model.labels import label
from cyder.model.score import ScoreLine
from cyder.scoring.lines import NO_REPORT, UNSAID, line, number, say, ungraded, with_proof
from cyder.scoring.record import Record, quotes

HALF = 0.5


@dataclass(frozen=True)
class Choice:
    """One field of a report. `enum` has its labels; `accepted`: right words, best first; `near`: why half is due."""

    id: str
    title: LocalText
    enum: str
    rule: str
    field: str
    said: str | None
    accepted: Sequence[str]
    near: LocalText | None = None

    @property
    def share(self) -> float:
        """Return 1 for an accepted word, a half for one beside it, 0 for any other and for none."""
        if self.said in self.accepted:
            return 1.0
        return HALF if self.near else 0.0


def choice_line(choice: Choice, record: Record, points: float) -> ScoreLine:
    """Return the line; a blank field is 0, not a mistake."""
    if not record.proven:
        return ungraded(choice.id, "detect", choice.title, record.nothing_left())
    if not choice.accepted:
        return ungraded(choice.id, "detect", choice.title, UNSAID)
    said, best = label(choice.enum, choice.said or ""), label(choice.enum, choice.accepted[0])
    proved = choice.field in record.proved
    return line(
        choice.id,
        "detect",
        choice.title,
        points,
        choice.share,
        reason=_reason(choice) if record.report else NO_REPORT,
        formula=f"{choice.rule}: {points:g} × {number(choice.share)}",
        matched=[with_proof(said, proved=proved)] if choice.share == 1 else [],
        missed=[best] if choice.share < 1 else [],
        wrong=[said] if choice.said and choice.share < 1 else [],
        evidence=[proof for outcome in record.proven for proof in quotes(outcome)[:1]],
    )


def _reason(choice: Choice) -> LocalText:
    if choice.share == 1:
        return say("Right.", "正解です。")
    if choice.near:
        return say(f"Half: {choice.near.en}.", f"半分の得点: {choice.near.ja}。")
    if choice.said:
        return say("That is not what happened.", "実際の事象と異なります。")
    return say("The report does not say.", "報告に記載がありません。")

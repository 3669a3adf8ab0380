"""How a score line is written: points, formula and the sentences that are the same for every line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cyder.model.score import Quote, ScoreLine

NO_REPORT = "No report was filed before the end."


def line(
    name: str,
    title: str,
    maximum: float,
    share: float,
    *,
    reason: str,
    formula: str = "",
    matched: Iterable[str] = (),
    missed: Iterable[str] = (),
    wrong: Iterable[str] = (),
    evidence: Iterable[Quote] = (),
) -> ScoreLine:
    """Return a line that earns a share (0 to 1) of its maximum, to a hundredth of a point."""
    earned = round(maximum * share, 2)
    return ScoreLine(
        id=name,
        title=title,
        maximum=maximum,
        earned=earned,
        reason=reason,
        formula=f"{formula} = {earned:g}" if formula else "",
        matched=tuple(matched),
        missed=tuple(missed),
        wrong=tuple(wrong),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def ungraded(name: str, title: str, reason: str) -> ScoreLine:
    """Return a line that is not in the denominator, and why."""
    return line(name, title, 0.0, 0.0, reason=reason)


def number(value: float) -> str:
    """Return a number as a person reads it: three digits after the point at most."""
    return f"{round(value, 3):g}"


def count(how_many: int, one: str, more: str = "") -> str:
    """Return `1 mistake`, `2 mistakes`."""
    return f"{how_many} {one if how_many == 1 else more or one + 's'}"


def sentence(parts: Sequence[str]) -> str:
    """Return the parts that say something, as one sentence."""
    return "; ".join(part for part in parts if part) + "."

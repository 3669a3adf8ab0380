"""The lines that instructors add after an appeal: points with author and reason, beside the line and never in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cyder.model.dealings import Adjusted
from cyder.model.ledger import Entry
from cyder.model.score import ScoreLine
from cyder.scoring.lines import number, same, say
from cyder.scoring.record import Record


def adjustment_lines(record: Record, lines: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
    """Yield a line for each adjustment. Together with what it is about it never exceeds that line's maximum."""
    room = {one.id: max(0.0, one.maximum - one.earned) for one in lines}
    for entry in record.remarks:
        if isinstance(entry.body, Adjusted) and entry.body.points:
            given = min(entry.body.points, room.get(entry.body.line, 0.0))
            room[entry.body.line] = room.get(entry.body.line, 0.0) - given
            yield _line(entry, entry.body, round(given, 2), lines)


def _line(entry: Entry, asked: Adjusted, given: float, lines: Sequence[ScoreLine]) -> ScoreLine:
    about = next((one for one in lines if one.id == asked.line), None)
    title = about.title if about else same(asked.line)
    short = given != asked.points
    return ScoreLine(
        id=f"adjustment:{entry.seq}",
        bucket=about.bucket if about else "deductions",
        title=say(f"Adjustment: {title.en}", f"調整: {title.ja}"),
        maximum=0.0,
        earned=given,
        reason=say(
            asked.reason + (f" ({number(asked.points)} asked for; no more than the line's maximum.)" if short else ""),
            asked.reason + (f"({number(asked.points)}点の調整のうち、項目の満点までを適用)" if short else ""),
        ),
        inputs={"asked": asked.points, **({"appeal": asked.appeal} if asked.appeal is not None else {})},
        by=entry.author,
    )

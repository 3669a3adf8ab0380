"""The lines for what is as it should be in the end: what was left is gone, what was broken is mended, logs are kept."""

from __future__ import annotations

from cyder.model.scenario import Objective
from cyder.model.score import Quote, ScoreLine
from cyder.scoring.containment import NEVER_ASKED, heard, never_began, words
from cyder.scoring.lines import count, line, same, say, sentence, ungraded
from cyder.scoring.living import Living
from cyder.scoring.record import Record, quotes

_LAST = 3
"""Rounds before the end by which an objective is judged; as many as there are, if it came up later."""


def restoring_line(record: Record, name: str, objective: Objective) -> ScoreLine:
    """Return the line of an objective of eradication or recovery: how much of the end it was held, without a break."""
    line_id = f"{objective.kind}:{name}"
    played = [one for one in record.played if name in one.outcome.objectives]
    succeeded = [one for one in played if one.outcome.kind == "succeeded"]
    if not succeeded:
        return never_began(line_id, "recover", objective, played)
    last = [one for one in record.rounds(name) if one.seq > succeeded[-1].seq][-_LAST:]
    if not last:
        return ungraded(line_id, "recover", objective.title, NEVER_ASKED)
    broken = max((place for place, one in enumerate(last, start=1) if not one.held), default=0)
    held, judged = len(last) - broken, len(last)
    return line(
        line_id,
        "recover",
        objective.title,
        objective.points,
        held / judged,
        reason=sentence(
            [
                say(
                    f"Held without a break in {held} of the last {count(judged, 'round')} before the end",
                    f"終了前の確認{judged}回のうち、終了まで続けて達成されていたのは{held}回",
                ),
                say("when and how soon does not matter", "早さは採点に影響しません"),
            ]
        ),
        formula=f"R2: {objective.points} × {held}/{judged}",
        inputs={"held": held, "judged": judged},
        matched=[words(one) for one in last if one.held][-1:],
        wrong=[words(one) for one in last if not one.held][-1:],
        evidence=[*(proof for one in succeeded for proof in quotes(one.outcome)), *heard(last[-1:])],
    )


PRESERVED = say("Evidence preserved", "証拠ログの保全")


def preserved_line(living: Living, points: float) -> ScoreLine:
    """Return the line: points times the share of logs that never lost anything."""
    if not living.logs:
        nothing = say("Nobody looked at the logs.", "ログの確認が行われていません。")
        return ungraded("preserved", "recover", PRESERVED, nothing)
    kept = [log for log in living.logs if log.kept]
    lost = [log for log in living.logs if not log.kept]
    return line(
        "preserved",
        "recover",
        PRESERVED,
        points,
        len(kept) / len(living.logs),
        reason=say(
            f"{len(kept)} of {count(len(living.logs), 'log')} hold all that they held; rotation counts as kept.",
            f"ログ{len(living.logs)}件中{len(kept)}件が欠けずに残っています(ローテーションは保全とみなします)。",
        ),
        formula=f"R3: {points:g} × {len(kept)}/{len(living.logs)}",
        inputs={"kept": len(kept), "logs": len(living.logs)},
        wrong=[same(f"{log.node}:{log.log}") for log in lost],
        evidence=[Quote(node=log.node, log=log.log, line=log.said) for log in lost],
    )

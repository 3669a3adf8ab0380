"""The line for keeping an attack out (R1): how steadily, and how soon, as paired probes saw it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from cyder.model.base import LocalText, show_duration
from cyder.model.evidence import Finding, Outcome
from cyder.model.labels import label
from cyder.model.scenario import Objective
from cyder.model.score import Bucket, Quote, ScoreLine
from cyder.model.things import way_of
from cyder.scoring.lines import count, joined, lasting, line, number, say, sentence, ungraded
from cyder.scoring.record import Played, Record, Round, quotes

_STEADY = 3
"""Rounds that something must hold before it counts; at the end of the exercise, as many as there are left."""

_HELD_PART = 0.6
_SPEED_PART = 0.4


@dataclass(frozen=True)
class Course:
    """How an objective went from t0 (exercise seconds) on.

    `counted`: the entry numbers of rounds that were held and count. `until_held`: seconds to the first held for good.
    """

    t0: float
    rounds: tuple[Round, ...]
    counted: frozenset[int]
    judged: tuple[Round, ...]
    until_held: float | None

    @property
    def held_share(self) -> float:
        """Return the share of the judged rounds that were held and count."""
        return sum(one.seq in self.counted for one in self.judged) / len(self.judged)

    @cached_property
    def runs(self) -> tuple[tuple[Round, ...], ...]:
        """Return the rounds in runs that went alike: held or not, and by the same ways."""
        return tuple(tuple(run) for _, run in groupby(self.rounds, key=_alike))

    def credit(self, target: float, limit: float) -> float:
        """Return 0.6 of the held share and 0.4 of the speed."""
        soon = 0.0 if self.until_held is None else speed_credit(self.until_held, target, limit)
        return _HELD_PART * self.held_share + _SPEED_PART * soon


def speed_credit(seconds: float, target: float, limit: float) -> float:
    """Return 1 up to the target, 0 from the limit on, and `1 - ln(t/target)/ln(limit/target)` between."""
    target = max(target, 1.0)
    if seconds <= target:
        return 1.0
    if seconds >= limit:
        return 0.0
    return 1.0 - math.log(seconds / target) / math.log(limit / target)


def course(rounds: Sequence[Round], t0: float, target: float) -> Course:
    """Return how it went: held runs of less than three rounds count as nothing, unless the exercise ended in them.

    Rounds before the target are not judged; if the exercise ended before it, the last round is.
    """
    runs = [tuple(run) for _, run in groupby(rounds, key=lambda one: one.held)]
    last = runs[-1] if runs else ()
    counted = [one.seq for run in runs if run[0].held and (len(run) >= _STEADY or run is last) for one in run]
    judged = tuple(one for one in rounds if one.clock >= t0 + target) or tuple(rounds[-1:])
    until_held = last[0].clock - t0 if last and last[0].held else None
    return Course(t0, tuple(rounds), frozenset(counted), judged, until_held)


def containment_line(record: Record, name: str, objective: Objective) -> ScoreLine:
    """Return the line of one objective."""
    line_id = f"containment:{name}"
    played = [one for one in record.played if name in one.outcome.objectives]
    began = next((one for one in played if one.outcome.kind == "succeeded"), None)
    if began is None:
        return never_began(line_id, "respond", objective, played)
    rounds = [one for one in record.rounds(name) if one.seq > began.seq and one.clock >= began.clock]
    if not rounds:
        return ungraded(line_id, "respond", objective.title, NEVER_ASKED)
    went = course(rounds, began.clock, objective.target)
    return line(
        line_id,
        "respond",
        objective.title,
        objective.points,
        went.credit(objective.target, objective.limit),
        reason=_reason(went, objective),
        formula=_formula(went, objective),
        inputs=_inputs(went, objective),
        matched=_runs(went, held=True),
        wrong=_runs(went, held=False),
        evidence=[
            *(proof for one in played if one.outcome.kind == "succeeded" for proof in quotes(one.outcome)),
            *heard(rounds[-1] for rounds in went.runs),
        ],
    )


NEVER_ASKED = say("No probe round looked at it after it began.", "発生後の確認が一度も行われませんでした。")


def never_began(line_id: str, bucket: Bucket, objective: Objective, played: Sequence[Played]) -> ScoreLine:
    """Return the line of an objective none of whose events succeeded: prevented, broken by the team, or void."""
    own_doing = next((one.outcome for one in played if one.outcome.by_team), None)
    if own_doing is not None:  # breaking things does not pay: what nobody can reach has not been contained
        formula = f"{objective.points} × 0, by the team"
        proof = _told([own_doing])
        return line(
            line_id, bucket, objective.title, objective.points, 0.0, reason=_OWN, formula=formula, evidence=proof
        )
    blocked = [one.outcome for one in played if one.outcome.kind == "blocked" or one.outcome.prevented]
    broken = any(one.outcome.kind == "infra-error" for one in played)
    if not blocked or broken:  # an attempt that broke might have got through: neither a win nor a loss
        ends = joined((_end_of(one.outcome) for one in played), en=", ") if played else _UNPLAYED
        nothing = say(f"Nothing to keep out: {ends.en}.", f"対象となる攻撃がありませんでした: {ends.ja}。")
        return ungraded(line_id, bucket, objective.title, nothing, evidence=_told(one.outcome for one in played))
    return line(
        line_id,
        bucket,
        objective.title,
        objective.points,
        1.0,
        reason=say(
            "Held from the start: every attempt was blocked or prevented while the service worked for others.",
            "最初から守られました: 業務に影響を与えずに、すべての試みが阻止されました。",
        ),
        formula=f"{objective.points} × 1, prevented",
        matched=[_end_of(one) for one in blocked],
        evidence=[*(proof for one in blocked for proof in quotes(one)), *_told(blocked)],
    )


_OWN = say(
    "Not held: what the attack would have come by was broken by the team itself.",
    "達成されませんでした: 攻撃の経路となるものをチーム自身が停止・変更していたため、封じ込めとは認められません。",
)
_UNPLAYED = say("its events were not played", "イベントは実行されていません")


def _end_of(outcome: Outcome) -> LocalText:
    kind = label("outcome", outcome.kind)
    return say(f"{outcome.event} {kind.en}", f"{outcome.event} {kind.ja}")


def _told(outcomes: Iterable[Outcome]) -> list[Quote]:
    """Return why events ended as they did, in the conductor's words."""
    return [Quote(node="conductor", log=one.event, line=one.reason) for one in outcomes]


def _inputs(went: Course, objective: Objective) -> dict[str, float]:
    known = {"held share": went.held_share, "target": objective.target, "limit": objective.limit}
    return known if went.until_held is None else {**known, "seconds to contain": went.until_held}


def _formula(went: Course, objective: Objective) -> str:
    held = sum(one.seq in went.counted for one in went.judged)
    soon = 0.0 if went.until_held is None else speed_credit(went.until_held, objective.target, objective.limit)
    return f"R1: {objective.points} × (0.6 × {held}/{len(went.judged)} + 0.4 × {number(soon)})"


def _reason(went: Course, objective: Objective) -> LocalText:
    brief = any(one.held and one.seq not in went.counted for one in went.rounds)
    return sentence(
        [
            _share(went, objective),
            _soon(went, objective),
            say(
                f"held spells of less than {_STEADY} rounds do not count",
                f"{_STEADY}回未満しか続かなかった封じ込めは数えません",
            )
            if brief
            else None,
        ]
    )


def _share(went: Course, objective: Objective) -> LocalText:
    held, judged = sum(one.seq in went.counted for one in went.judged), len(went.judged)
    target = lasting(objective.target)
    if any(one.clock >= went.t0 + objective.target for one in went.judged):
        return say(
            f"Held in {held} of {count(judged, 'round')} after the target of {target.en}",
            f"目標時間({target.ja})以降の確認{judged}回中{held}回で達成",
        )
    return say(
        f"{'Held' if held else 'Not held'} in the last round, before the target of {target.en}",
        f"目標時間({target.ja})前の最後の確認では{'達成' if held else '未達成'}",
    )


def _soon(went: Course, objective: Objective) -> LocalText:
    if went.until_held is None:
        return say("not held at the end, so nothing for speed", "終了時に未達成のため、早さの得点はありません")
    took, target, limit = (lasting(each) for each in (went.until_held, objective.target, objective.limit))
    return say(
        f"held for good {took.en} after it began (target {target.en}, limit {limit.en})",
        f"発生から{took.ja}後に達成し、以後維持(目標{target.ja}、上限{limit.ja})",
    )


def _runs(went: Course, *, held: bool) -> Iterator[LocalText]:
    """Yield one text for each run of rounds that went alike, with the way and the meaning of its last round."""
    for rounds in went.runs:
        if rounds[-1].held == held:
            ends = dict.fromkeys(lasting(one.clock - went.t0) for one in (rounds[0], rounds[-1]))
            when, ways, told = joined(ends, en=" to ", ja="〜"), _ways(rounds[-1]), words(rounds[-1])
            yield say(
                f"{count(len(rounds), 'round')}, {when.en} after it began: {ways.en}; {told.en}",
                f"確認{len(rounds)}回(発生後{when.ja}): {ways.ja}。{told.ja}",
            )


def _ways(one: Round) -> LocalText:
    if not one.held:
        return say("not held", "未達成")
    ways = joined((way_of(way) for way in sorted({finding.way or "?" for finding in one.findings})), en=", ")
    return say(f"held by {ways.en}", f"{ways.ja}により達成")


def words(one: Round) -> LocalText:
    """Return what a round means; what its probes got, in the words of their tools, is evidence: `heard`."""
    return joined(dict.fromkeys(_meaning(finding) for finding in one.findings))


def _meaning(finding: Finding) -> LocalText:
    if finding.held:
        return say("kept out, and work goes on", "対処済み・業務は正常")
    if finding.closed:
        return say("kept out, but work suffers", "対処済み・ただし業務に支障")
    return say("still open", "未対処")


def heard(rounds: Iterable[Round]) -> Iterator[Quote]:
    """Yield what the probes of rounds got, as proof: when, of which event, the unwanted and the wanted."""
    for one in rounds:
        for found in one.findings:
            told = f"unwanted: {found.denied}; wanted: {found.allowed}"
            yield Quote(node="prober", log=found.event, line=f"{show_duration(one.clock)} {told}")


def _alike(one: Round) -> tuple[bool, frozenset[str | None]]:
    return one.held, frozenset(finding.way for finding in one.findings if one.held)

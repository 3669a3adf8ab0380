"""The lines for keeping staff at work: how much of the time they were served (A1), and needless outages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cyder.model.base import LocalText, show_duration
from cyder.model.judging import Service
from cyder.model.scenario import Objective, Scenario
from cyder.model.score import Quote, ScoreLine
from cyder.scoring.lines import count, joined, lasting, line, number, say, sentence, ungraded
from cyder.scoring.living import Living, Look

_CONFIRMED = 2
"""Failures in a row before they count: one alone may be a packet lost."""

_EACH_OUTAGE = -20.0
_OUTAGES_AT_MOST = -80.0
_WHOLE = 1000.0
"""The points of an exercise of which the two are parts; of a smaller one they are as large a part."""

TITLE = say("Services kept up", "業務サービスの継続")
COLLATERAL = say("Needless outages", "不要な業務停止")


@dataclass(frozen=True)
class Outage:
    """A service that staff could not use in some looks, one after the other. `own`: not what an attack had left."""

    looks: tuple[Look, ...]
    own: bool


@dataclass(frozen=True)
class Course:
    """How a service fared. `graded` are the looks that count, `masked` those that nobody is blamed for."""

    name: str
    service: Service
    graded: tuple[Look, ...]
    masked: tuple[Look, ...]
    outages: tuple[Outage, ...]

    @property
    def down(self) -> int:
        """Return in how many graded looks it was down."""
        return sum(len(outage.looks) for outage in self.outages)

    @property
    def uptime(self) -> float:
        """Return the share of graded looks in which staff were served."""
        return 1.0 - self.down / len(self.graded)

    @property
    def raw(self) -> float:
        """Return the share of all looks in which it answered, whoever is to blame."""
        seen = [look.answers[self.name].passed for look in (*self.graded, *self.masked)]
        return sum(seen) / len(seen)


def courses(living: Living, services: Mapping[str, Service], objectives: Mapping[str, Objective]) -> tuple[Course, ...]:
    """Return how each service fared of which at least one look counts."""
    targets = {name: objective.target for name, objective in objectives.items()}
    targets[""] = float(Objective.model_fields["target"].default)
    found = (_course(living, name, service, targets) for name, service in services.items())
    return tuple(one for one in found if one.graded)


def _course(living: Living, name: str, service: Service, targets: Mapping[str, float]) -> Course:
    graded: list[int] = []
    masked: list[int] = []
    outages: list[Outage] = []
    looks = [look for look in living.looks if name in look.answers]
    attacked = [living.is_attacked(service.node, look, targets) for look in looks]
    for place, look in enumerate(looks):
        counts = look.answers[name].asked and not attacked[place] and not living.is_granted(name, look)
        (graded if counts else masked).append(place)
    for passed, run in groupby(graded, key=lambda place: looks[place].answers[name].passed):
        places = list(run)
        if not passed and len(places) >= _CONFIRMED:
            last = places[0] - 1
            left_over = last >= 0 and attacked[last] and not looks[last].answers[name].passed
            outages.append(Outage(tuple(looks[place] for place in places), own=not left_over))
    counted, not_counted = (tuple(looks[place] for place in places) for places in (graded, masked))
    return Course(name, service, counted, not_counted, tuple(outages))


def availability_line(living: Living, scenario: Scenario, points: float) -> ScoreLine:
    """Return the line: points times the weighted share of the time in which staff were served."""
    found = courses(living, scenario.services, scenario.objectives)
    if not found:
        nothing = say("No look at a service can be graded.", "採点できるサービス確認がありません。")
        return ungraded("availability", "respond", TITLE, nothing)
    uptime, raw = _weighted(found, [one.uptime for one in found]), _weighted(found, [one.raw for one in found])
    masked = sum(len(one.masked) for one in found)
    return line(
        "availability",
        "respond",
        TITLE,
        points,
        uptime,
        reason=sentence(
            [
                say(
                    f"Staff were served {_percent(uptime)} of the time",
                    f"職員が利用できた時間の割合は{_percent(uptime)}",
                ),
                say(f"raw uptime {_percent(raw)}", f"除外前の稼働率は{_percent(raw)}"),
                say(
                    f"{count(masked, 'look')} not counted: the attack's doing, granted maintenance, or nobody's doing",
                    f"攻撃による停止・承認済みの保守・チームの責によらない障害の確認{masked}回は除外",
                )
                if masked
                else None,
            ]
        ),
        formula=f"A1: {points:g} × {number(uptime)}",
        inputs={"uptime": uptime, "raw uptime": raw, "not counted": masked},
        matched=[_share(one) for one in found],
        wrong=[_outage(one, outage) for one in found for outage in one.outages],
        evidence=[_heard(one, outage) for one in found for outage in one.outages],
    )


def collateral_line(living: Living, scenario: Scenario) -> ScoreLine | None:
    """Return the negative line, or None where the team needlessly stopped nothing."""
    found = courses(living, scenario.services, scenario.objectives)
    own = [(one, outage) for one in found for outage in one.outages if outage.own]
    if not own:
        return None
    scale = worth(scenario) / _WHOLE
    earned = round(max(_OUTAGES_AT_MOST, _EACH_OUTAGE * len(own)) * scale, 2)
    return ScoreLine(
        id="collateral",
        bucket="deductions",
        title=COLLATERAL,
        maximum=0.0,
        earned=earned,
        reason=say(
            f"{count(len(own), 'outage')} by the team's own doing, without maintenance granted.",
            f"保守の承認を得ずに、チーム自身の操作で業務が止まった件数は{len(own)}件です。",
        ),
        formula=f"max(-80, -20 × {len(own)}) × {number(scale)} = {earned:g}",
        inputs={"outages": len(own), "scale": scale},
        wrong=tuple(joined([_outage(one, outage), _by_whom(living, one, outage)], ja="。") for one, outage in own),
        evidence=tuple(_heard(one, outage) for one, outage in own),
    )


def worth(scenario: Scenario) -> float:
    """Return the points of a whole scenario, whether they can be graded or not."""
    weights = scenario.scoring
    parts = (getattr(weights, name) for name in type(weights).model_fields)
    objectives = (objective.points for objective in scenario.objectives.values())
    return float(sum(part for part in parts if isinstance(part, int)) + sum(objectives))


def _weighted(found: Sequence[Course], shares: Sequence[float]) -> float:
    weights = [one.service.weight for one in found]
    return sum(weight * share for weight, share in zip(weights, shares, strict=True)) / sum(weights)


def _percent(share: float) -> str:
    return f"{number(round(100 * share, 1))} %"


def _share(one: Course) -> LocalText:
    title, up, whole = one.service.title, len(one.graded) - one.down, len(one.graded)
    return say(
        f"{title.en}: up in {up} of {count(whole, 'look')} (weight {one.service.weight:g})",
        f"{title.ja}: 確認{whole}回中{up}回で利用可(重み{one.service.weight:g})",
    )


def _outage(one: Course, outage: Outage) -> LocalText:
    first, last = outage.looks[0], outage.looks[-1]
    since, until, looks = lasting(first.clock), lasting(last.clock), len(outage.looks)
    title = one.service.title
    return say(
        f"{title.en}: down in {count(looks, 'look')}, from {since.en} to {until.en} after the start",
        f"{title.ja}: 開始{since.ja}後〜{until.ja}後の確認{looks}回で利用不可",
    )


def _heard(one: Course, outage: Outage) -> Quote:
    """Return what the last look at an outage got, in the words of the tool that looked."""
    last = outage.looks[-1]
    told = f"{show_duration(last.clock)} {last.answers[one.name].said}"
    return Quote(node="prober", log=one.service.node, line=told)


def _by_whom(living: Living, one: Course, outage: Outage) -> LocalText:
    node = one.service.node
    if any(at <= outage.looks[-1].at for at in living.taken_off.get(node, ())):
        return say(f"the team had taken {node} off the network", f"チームが {node} をネットワークから切り離しています")
    return say("nobody but the team had changed anything", "チーム以外による変更はありません")


def lines(living: Living, scenario: Scenario) -> Iterator[ScoreLine]:
    """Yield both lines where they apply."""
    if scenario.scoring.availability:
        yield availability_line(living, scenario, scenario.scoring.availability)
    collateral = collateral_line(living, scenario)
    if collateral:
        yield collateral

"""The line for which machines were concerned (D3), each with its part in the story, and which were not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cyder.model.base import LocalText
from cyder.model.judging import AssetTruth
from cyder.model.labels import label
from cyder.model.report import Asset, AssetRole, Confidence
from cyder.model.scenario import Lan
from cyder.model.score import ScoreLine
from cyder.scoring.lines import NO_REPORT, UNSAID, aside, line, number, say, sentence, ungraded, with_proof
from cyder.scoring.match import CERTAINTY, COST, surest
from cyder.scoring.normalise import Normal, normalise
from cyder.scoring.record import Record, quotes
from cyder.scoring.refusals import NO_MACHINE, told
from cyder.scoring.syntax import host, plain

_OTHER_ROLE = 0.5
_WRONG_HOST = 0.5
_SPARED: AssetRole = "not-affected"


@dataclass
class Verdict:
    """What is said of one machine, and what is true. `truth` is empty where nothing is known that would be wrong."""

    node: str
    truth: frozenset[AssetRole] = frozenset()
    said: dict[AssetRole, Confidence] = field(default_factory=dict)
    proved: bool = False

    def _hit(self, *, spared: bool) -> Mapping[AssetRole, Confidence]:
        return {role: sure for role, sure in self.said.items() if (role == _SPARED) == spared}

    @property
    def right(self) -> Mapping[AssetRole, Confidence]:
        """Return what is said that is true as far as it goes: hit or not, whatever the part it played."""
        return self._hit(spared=_SPARED in self.truth) if self.truth else {}

    @property
    def wrong(self) -> Mapping[AssetRole, Confidence]:
        """Return what is said that is not true: of a machine that was hit that it was not, and the other way round."""
        return self._hit(spared=bool(self.truth) and _SPARED not in self.truth)

    @property
    def credit(self) -> float:
        """Return 1 for the right part, a half for another one or where anything else is said beside it."""
        if not self.right:
            return 0.0
        sure = max(CERTAINTY[each] for each in self.right.values())
        return sure if self.said.keys() <= self.truth else _OTHER_ROLE * sure

    @property
    def cost(self) -> float:
        """Return half a machine for a wrong statement, half of that where it is marked possible."""
        return _WRONG_HOST * max((COST[each] for each in self.wrong.values()), default=0.0)


def assets_line(record: Record, truth: Sequence[AssetTruth], lan: Lan, points: float) -> ScoreLine:
    """Return the line: credit less cost, over the machines there are to tell of. What was prevented is not judged."""
    title = say("Machines concerned", "影響を受けた機器")
    if not record.proven:
        return ungraded("assets", "detect", title, record.nothing_left())
    verdicts, unheeded = _verdicts(record, truth, lan)
    asked = [one for one in verdicts if one.truth]
    if not asked:
        return ungraded("assets", "detect", title, record.nothing_left() if truth else UNSAID)
    credit, cost = (math.fsum(each) for each in zip(*((one.credit, one.cost) for one in verdicts), strict=True))
    return line(
        "assets",
        "detect",
        title,
        points,
        max(0.0, credit - cost) / len(asked),
        reason=_reason(asked, cost, unheeded) if record.report else NO_REPORT,
        formula=f"D3: {points:g} × max(0, {number(credit)} - {number(cost)})/{len(asked)}",
        inputs={"credit": credit, "cost": cost, "machines": len(asked)},
        matched=[_matched(one) for one in asked if one.credit],
        missed=[say(*_told(one.node, one.truth)) for one in asked if not one.credit],
        wrong=[_wrong(one) for one in verdicts if one.cost],
        evidence=[proof for outcome in record.proven for proof in quotes(outcome)[:1]],
    )


def _verdicts(record: Record, truth: Sequence[AssetTruth], lan: Lan) -> tuple[list[Verdict], tuple[LocalText, ...]]:
    """Return a verdict for each machine that is told of or asked for, and what could not be read as a machine."""
    asked = [one for one in truth if record.happened(one.by)]
    untold = {one.host for one in truth} - {one.host for one in asked}
    verdicts: dict[str, Verdict] = {}
    for one in asked:
        verdicts[one.host] = Verdict(one.host, frozenset({one.role, *_roles(verdicts, one.host)}))
    unheeded: set[str] = set()
    for place, asset in enumerate(record.report.assets if record.report else ()):
        node = _node(asset, lan)
        if node is None or node in untold:
            unheeded |= {asset.host} if node is None else set()
            continue
        verdict = verdicts.setdefault(node, Verdict(node))
        verdict.said[asset.role] = surest(asset.confidence, verdict.said.get(asset.role))
        verdict.proved |= f"assets[{place}]" in record.proved
    why = tuple(told(text, NO_MACHINE) for text in sorted(unheeded))
    return [verdicts[node] for node in sorted(verdicts)], why


def names_a_machine(record: Record, truth: Sequence[AssetTruth], lan: Lan) -> bool:
    """Return whether the report says of a machine what is true, or names one on which something happened.

    The latter only where the scenario does not say what is true of machines.
    """
    if truth:
        return any(one.right for one in _verdicts(record, truth, lan)[0])
    scenes = {host(true.host) for outcome in record.proven for true in outcome.truth.timeline}
    named = record.report.assets if record.report else ()
    return any(_node(one, lan) in scenes for one in named if one.role != _SPARED)


def _roles(verdicts: Mapping[str, Verdict], node: str) -> frozenset[AssetRole]:
    return verdicts[node].truth if node in verdicts else frozenset()


def _node(asset: Asset, lan: Lan) -> str | None:
    """Return the machine's name, however it is written; None for an address that is nobody's fixed one."""
    written, name = plain(asset.host), host(asset.host)
    for node, entry in lan.nodes.items():
        if name == node or written in (entry.address, *entry.others, *entry.names):
            return node
    return None if isinstance(normalise("ip", name), Normal) else name


def _told(node: str, roles: frozenset[AssetRole]) -> tuple[str, str]:
    labels = [label("asset_role", role) for role in sorted(roles)]
    return f"{node}: {', '.join(one.en for one in labels)}", f"{node}: {'、'.join(one.ja for one in labels)}"


def _matched(one: Verdict) -> LocalText:
    en, ja = _told(one.node, frozenset(one.right))
    if one.right.keys() - one.truth:
        right = say(*_told("", one.truth))
        en, ja = f"{en} (it was{right.en.removeprefix(':')})", f"{ja}(正しくは{right.ja.removeprefix(': ')})"
    if one.credit < 1:
        en, ja = f"{en}, credit {number(one.credit)}", f"{ja}、配点率 {number(one.credit)}"
    return with_proof(say(en, ja), proved=one.proved)


def _wrong(one: Verdict) -> LocalText:
    en, ja = _told(one.node, frozenset(one.wrong))
    if _SPARED in one.wrong:
        return say(f"{en}, but it was hit", f"{ja}とありますが、影響がありました")
    return say(f"{en}, but it was not hit", f"{ja}とありますが、影響はありませんでした")


def _reason(asked: Sequence[Verdict], cost: float, unheeded: Sequence[LocalText]) -> LocalText:
    right = sum(bool(one.credit) for one in asked)
    half = sum(0 < one.credit < 1 for one in asked)
    return sentence(
        [
            say(f"{right} of {len(asked)} machines told", f"{len(asked)}台中{right}台を報告"),
            say(
                f"{half} with another part than the right one, or as 'possible' only",
                f"うち{half}台は役割が異なるか、「可能性がある」とした報告",
            )
            if half
            else None,
            say(f"wrong ones cost {number(cost)} machines", f"誤りによる減点は{number(cost)}台分") if cost else None,
            aside(unheeded),
        ]
    )

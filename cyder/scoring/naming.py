"""The lines for what a report names: indicators (D2) and accounts (D3)."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cyder.model.base import LocalText
from cyder.model.evidence import IndicatorKind
from cyder.model.judging import Solution, Value
from cyder.model.labels import label
from cyder.model.report import Confidence
from cyder.model.score import ScoreLine
from cyder.model.things import thing
from cyder.scoring.lines import NO_REPORT, aside, count, line, number, say, sentence, ungraded, with_proof
from cyder.scoring.match import CERTAINTY, Known, Match, collapse, known, match, show_precision
from cyder.scoring.normalise import Invalid, Normal, normalise
from cyder.scoring.record import Record

_OWN_NETWORKS = tuple(ipaddress.ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
_NOT_ALWAYS_GRADED = frozenset({"user-agent", "subject", "key-fingerprint"})
"""Kinds that many actions have without their truth saying so: a right value must not count as a mistake."""

Claim = tuple[IndicatorKind, str, Confidence]
"""A value as it stands in a report."""


@dataclass(frozen=True)
class Heard:
    """What a report says of one sort: values that count, what does not count and why, and values with a proof."""

    counted: tuple[tuple[Normal, Confidence], ...]
    aside: tuple[LocalText, ...]
    proved: frozenset[Normal]


@dataclass(frozen=True)
class Named:
    """What a report names of one sort, held against the truth. `decoys`: why what looks like the attack is none."""

    id: str
    title: LocalText
    rule: str
    truth: tuple[Known, ...]
    match: Match
    heard: Heard
    decoys: Mapping[Normal, LocalText]


@dataclass(frozen=True)
class Real:
    """What was really there, whatever a report says: worth keeping where many versions are held against it."""

    indicators: tuple[Known, ...]
    accounts: tuple[Known, ...]

    @classmethod
    def of(cls, record: Record) -> Real:
        """Return what the proven events of a record left."""
        proven = record.proven
        return cls(
            known((entity, outcome) for outcome in proven for entity in outcome.truth.indicators),
            known((entity, outcome) for outcome in proven for entity in outcome.truth.accounts),
        )


def indicators(record: Record, truth: Solution, *, domain: str, there: Real | None = None) -> Named:
    """Hold a report's indicators against what was really there. Own addresses, names and victims are context."""
    there = there or Real.of(record)
    real = there.indicators
    victims = {value for one in there.accounts for value in one.spellings}
    claims = [(one.kind, one.value, one.confidence) for one in record.report.indicators] if record.report else []
    context = _context(real, truth, lambda value: value in victims or _is_own(value, domain))
    heard = _hear("indicators", claims, record, context)
    title = say("Indicators", "痕跡情報")
    return Named("indicators", title, "D2", real, match(collapse(heard.counted), real), heard, _decoys(truth))


def accounts(record: Record, truth: Solution, *, there: Real | None = None) -> Named:
    """Hold the accounts a report names against those that were attacked."""
    real = (there or Real.of(record)).accounts
    claims: list[Claim] = []
    if record.report:
        claims = [("account", one.account, one.confidence) for one in record.report.accounts]
    heard = _hear("accounts", claims, record, _context(real, truth, lambda _: False))
    title = say("Accounts", "アカウント")
    return Named("accounts", title, "D3", real, match(collapse(heard.counted), real), heard, _decoys(truth))


def _decoys(truth: Solution) -> dict[Normal, LocalText]:
    return {value: decoy.why for decoy in truth.decoys for value in _spelt(decoy)}


def _spelt(value: Value) -> Iterator[Normal]:
    normal = normalise(value.kind, value.value)
    if isinstance(normal, Normal):
        yield normal


Context = Callable[[Normal], LocalText | None]
"""Why a value counts as nothing; None where it counts."""


def _context(real: tuple[Known, ...], truth: Solution, is_own: Callable[[Normal], bool]) -> Context:
    asked = {value for one in real for value in one.spellings} | _decoys(truth).keys()
    graded = {value.kind for value in asked}
    neutral = {value for each in truth.neutral for value in _spelt(each)}

    def context(value: Normal) -> LocalText | None:
        if value in asked:
            return None
        if is_own(value):
            return say("the organisation's own", "自組織のもの")
        if value in neutral:
            return say("neither right nor wrong", "正誤の対象外")
        if value.kind in _NOT_ALWAYS_GRADED and value.kind not in graded:
            word = label("indicator_kind", value.kind)
            return say(f"no {value.kind} is graded in this exercise", f"この演習では{word.ja}は採点しません")
        return None

    return context


def _hear(field: str, claims: Sequence[Claim], record: Record, context: Context) -> Heard:
    """Tell the claims that count from those that do not; `field` is where in the report they stand."""
    counted: list[tuple[Normal, Confidence]] = []
    unheeded: set[LocalText] = set()
    proved: set[Normal] = set()
    for place, (kind, text, confidence) in enumerate(claims):
        value = normalise(kind, text)
        if isinstance(value, Invalid):
            unheeded.add(value.told)
        elif why := context(value):
            unheeded.add(say(f"{value.value} ({why.en})", f"{value.value}({why.ja})"))
        else:
            counted.append((value, confidence))
            proved |= {value} if f"{field}[{place}]" in record.proved else set()
    return Heard(tuple(counted), tuple(sorted(unheeded, key=lambda one: one.en)), frozenset(proved))


def _is_own(value: Normal, domain: str) -> bool:
    match value.kind:
        case "ip":
            address = ipaddress.ip_address(value.value)
            return any(address in block for block in _OWN_NETWORKS)
        case "domain":
            return f".{value.value}".endswith(f".{domain}")
        case "email":
            return f".{value.value.partition('@')[2]}".endswith(f".{domain}")
        case _:
            return False


def named_line(named: Named, points: float, record: Record) -> ScoreLine:
    """Return the line: points × recall × precision."""
    if not named.truth:
        return ungraded(named.id, "detect", named.title, record.nothing_left())
    found = named.match
    return line(
        named.id,
        "detect",
        named.title,
        points,
        found.share,
        reason=_reason(named) if record.report else NO_REPORT,
        formula=f"{named.rule}: {points:g} × recall {number(found.recall)}"
        f" × {show_precision(len(found.right), found.cost)}",
        inputs={"recall": found.recall, "right": len(found.right), "wrong": found.cost},
        matched=[
            with_proof(_matched(one, value, credit), proved=value in named.heard.proved)
            for one, value, credit in found.right
        ],
        missed=[thing(one.name) for one in found.missed],
        wrong=[_wrong(value, confidence, named.decoys.get(value)) for value, confidence in found.wrong],
        evidence=[proof for one in named.truth for proof in one.proof],
    )


def _matched(one: Known, value: Normal, credit: float) -> LocalText:
    name, told = thing(one.name), _told(value)
    en, ja = f"{name.en}: {told.en}", f"{name.ja}: {told.ja}"
    if credit == 1:
        return say(en, ja)
    return say(f"{en} (credit {number(credit)})", f"{ja}(配点率 {number(credit)})")


def _told(value: Normal) -> LocalText:
    return say(f"{value.kind} {value.value}", f"{label('indicator_kind', value.kind).ja} {value.value}")


def _wrong(value: Normal, confidence: Confidence, why: LocalText | None) -> LocalText:
    told = _told(value)
    en, ja = "no part of the attack", "攻撃とは無関係"
    if why:
        en, ja = f"{en}: {why.en}", f"{ja}: {why.ja}"
    if confidence == "possible":
        en, ja = f"{en}, half a mistake because marked possible", f"{ja}(「可能性がある」としたため半分の減点)"
    return say(f"{told.en}: {en}", f"{told.ja}: {ja}")


def _reason(named: Named) -> LocalText:
    found = named.match
    right, whole, wrong = len(found.right), len(named.truth), len(found.wrong)
    doubted, rate = any(credit < 1 for _, _, credit in found.right), CERTAINTY["possible"]
    return sentence(
        [
            say(f"{right} of {whole} named", f"{whole}件中{right}件を報告"),
            say(f"{count(wrong, 'wrong value')}", f"誤り{wrong}件")
            if wrong
            else say("nothing wrong beside it", "誤りなし"),
            say(
                f"a less direct spelling, or 'possible' ({rate:.0%}), earns less",
                f"間接的な表記や「可能性がある」({rate:.0%})は配点が低くなります",
            )
            if doubted
            else None,
            aside(named.heard.aside),
        ]
    )

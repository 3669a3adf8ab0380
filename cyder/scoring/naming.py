"""The lines for what a report names: indicators (D2) and accounts (D3)."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cyder.model.base import LocalText
from cyder.model.evidence import IndicatorKind
from cyder.model.labels import label
from cyder.model.report import Confidence, Report
from cyder.model.score import ScoreLine
from cyder.scoring.lines import NO_REPORT, aside, count, line, number, same, say, sentence, ungraded
from cyder.scoring.match import CERTAINTY, Known, Match, collapse, known, match, show_precision
from cyder.scoring.normalise import Invalid, Normal, normalise
from cyder.scoring.record import Record

_OWN_NETWORKS = tuple(ipaddress.ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
_NOT_ALWAYS_GRADED = frozenset({"user-agent", "subject", "key-fingerprint"})
"""Kinds that many actions have without their truth saying so: a right value must not count as a mistake."""

Claim = tuple[IndicatorKind, str, Confidence]
"""A value as it stands in a report."""


@dataclass(frozen=True)
class Named:
    """What a report names of one sort, held against the truth; `aside` says what was not counted, and why."""

    id: str
    title: LocalText
    rule: str
    truth: tuple[Known, ...]
    match: Match
    aside: tuple[LocalText, ...]


def indicators(record: Record, *, domain: str) -> Named:
    """Hold a report's indicators against what was really there. Own addresses, names and victims are context."""
    truth = known((entity, outcome) for outcome in record.proven for entity in outcome.truth.indicators)
    victims = {value for one in _attacked(record) for value in one.spellings}
    report = record.report or Report()
    claims = [(one.kind, one.value, one.confidence) for one in report.indicators]
    found, unheeded = _hold(truth, claims, lambda value: value in victims or _is_own(value, domain))
    return Named("indicators", say("Indicators", "痕跡情報"), "D2", truth, found, unheeded)


def accounts(record: Record) -> Named:
    """Hold the accounts a report names against those that were attacked."""
    truth = _attacked(record)
    report = record.report or Report()
    claims: list[Claim] = [("account", one.account, one.confidence) for one in report.accounts]
    found, unheeded = _hold(truth, claims, lambda _: False)
    return Named("accounts", say("Accounts", "アカウント"), "D3", truth, found, unheeded)


def _attacked(record: Record) -> tuple[Known, ...]:
    return known((entity, outcome) for outcome in record.proven for entity in outcome.truth.accounts)


def _hold(
    truth: tuple[Known, ...], claims: Iterable[Claim], is_context: Callable[[Normal], bool]
) -> tuple[Match, tuple[LocalText, ...]]:
    """Return the match of what counts, and what does not count, each with the reason why."""
    spelt = {value for one in truth for value in one.spellings}
    graded = {value.kind for value in spelt}
    counted: list[tuple[Normal, Confidence]] = []
    unheeded: set[LocalText] = set()
    for kind, text, confidence in claims:
        value = normalise(kind, text)
        if isinstance(value, Invalid):
            unheeded.add(same(f"'{text}' ({value.why})"))
        elif value not in spelt and is_context(value):
            unheeded.add(say(f"{value.value} (the organisation's own)", f"{value.value}(自組織のもの)"))
        elif kind in _NOT_ALWAYS_GRADED and kind not in graded:
            unheeded.add(
                say(
                    f"{value.value} (no {kind} is graded in this exercise)",
                    f"{value.value}(この演習では{label('indicator_kind', kind).ja}は採点しません)",
                )
            )
        else:
            counted.append((value, confidence))
    return match(collapse(counted), truth), tuple(sorted(unheeded, key=lambda one: one.en))


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
        matched=[_matched(one, value, credit) for one, value, credit in found.right],
        missed=[same(one.name) for one in found.missed],
        wrong=[_wrong(value, confidence) for value, confidence in found.wrong],
        evidence=[proof for one in named.truth for proof in one.proof],
    )


def _matched(one: Known, value: Normal, credit: float) -> LocalText:
    told = f"{one.name}: {value.kind} {value.value}"
    if credit == 1:
        return same(told)
    return say(f"{told} (credit {number(credit)})", f"{told}(配点率 {number(credit)})")


def _wrong(value: Normal, confidence: Confidence) -> LocalText:
    told = f"{value.kind} {value.value}"
    en, ja = "no part of the attack", "攻撃とは無関係"
    if confidence == "possible":
        en, ja = f"{en}, half a mistake because marked possible", f"{ja}(「可能性がある」としたため半分の減点)"
    return say(f"{told}: {en}", f"{told}: {ja}")


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
            aside(named.aside),
        ]
    )

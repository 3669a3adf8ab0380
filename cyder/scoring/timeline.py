"""The line for when it happened (D4): one-to-one matching within a tolerance, and one forgiven constant offset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText, show_duration
from cyder.model.evidence import Outcome, TrueMoment
from cyder.model.judging import Speed
from cyder.model.labels import label
from cyder.model.report import Happening
from cyder.model.score import Quote, ScoreLine
from cyder.scoring.comparison import HOUR, SHIFTED, Comparison, Fit, Tolerance
from cyder.scoring.lines import NO_REPORT, line, number, say, sentence, ungraded, wall_time, with_proof
from cyder.scoring.match import show_precision
from cyder.scoring.record import Record
from cyder.scoring.syntax import host

_ALONE = 0.5

TITLE = say("Timeline", "時系列")
OWN_DOING = frozenset({"detection", "containment", "recovery"})
"""What a team tells of its own doings: neither right nor wrong about the attack."""


def timeline_line(
    record: Record, points: float, tolerance: Speed, zone: ZoneInfo, *, names_something: bool
) -> ScoreLine:
    """Return the line; a time beside which nothing right is named counts half, as it may be anybody's.

    `zone`: the organisation's, in which times are shown.
    """
    truth = _distinct(record.proven)
    if not truth:
        return ungraded("timeline", "detect", TITLE, record.nothing_left())
    told = [one for one in record.report.timeline if one.type not in OWN_DOING] if record.report else []
    proved = _proved(record)
    compared = Comparison(_once(told), truth, Tolerance.at(record.speed, tolerance))
    fit = compared.best()
    factor = 1.0 if names_something else _ALONE
    return line(
        "timeline",
        "detect",
        TITLE,
        points,
        fit.worth * factor,
        reason=_reason(compared, fit, alone=not names_something) if record.report else NO_REPORT,
        formula=_formula(compared, fit, points, factor),
        matched=[
            with_proof(_matched(compared, entry, moment, fit, zone), proved=_what(compared.told[entry]) in proved)
            for entry, moment in sorted(fit.pairs.items())
        ],
        inputs={"matched": len(fit.pairs), "moments": len(truth), "shift": fit.shift},
        missed=[_missed(true, zone) for moment, true in enumerate(truth) if moment not in fit.pairs.values()],
        wrong=[_wrong(one, zone) for entry, one in enumerate(compared.told) if entry not in fit.pairs],
        evidence=_proof(record.proven),
    )


def _distinct(proven: Iterable[Outcome]) -> tuple[TrueMoment, ...]:
    moments = {
        (true.at.astimezone(UTC), true.kind, host(true.host)): true for one in proven for true in one.truth.timeline
    }
    return tuple(moments[key] for key in sorted(moments))


def _once(told: Iterable[Happening]) -> tuple[Happening, ...]:
    ordered = sorted(told, key=lambda one: (one.at.isoformat(), one.host), reverse=True)
    once = {_what(one): one for one in ordered}
    return tuple(once[key] for key in sorted(once))


def _what(one: Happening) -> tuple[datetime, str, str]:
    """Return what makes two entries the same."""
    return one.at.astimezone(UTC), one.type, host(one.host)


def _proved(record: Record) -> set[tuple[datetime, str, str]]:
    told = record.report.timeline if record.report else ()
    return {_what(one) for place, one in enumerate(told) if f"timeline[{place}]" in record.proved}


def _missed(true: TrueMoment, zone: ZoneInfo) -> LocalText:
    kind, at = label("timeline_kind", true.kind), wall_time(true.at, zone)
    return say(f"{true.kind} on {true.host} at {at}", f"{kind.ja}: {true.host}、{at}")


def _wrong(one: Happening, zone: ZoneInfo) -> LocalText:
    kind, at = label("timeline_kind", one.type), wall_time(one.at, zone)
    return say(
        f"{one.type} on {one.host or 'no host'} at {at}: nothing like it happened near that time",
        f"{kind.ja}: {one.host or '機器の記載なし'}、{at}: その時刻の前後に該当する事象はありません",
    )


def _matched(compared: Comparison, entry: int, moment: int, fit: Fit, zone: ZoneInfo) -> LocalText:
    told, true, shift = compared.told[entry], compared.truth[moment], fit.shift
    late = compared.late(entry, moment) - shift
    elsewhere = bool(true.host) and host(told.host) != host(true.host)
    credit, at = number(compared.credit(entry, moment, shift)), wall_time(told.at, zone)
    en = [f"{late:+.0f} s" + (f" after a shift of {_signed(shift)}" if shift else "")]
    ja = [(f"{_signed(shift)}のずれを補正して" if shift else "") + f"{late:+.0f}秒"]
    if elsewhere:
        en.append(f"but on {true.host}")
        ja.append(f"ただし機器は {true.host}")
    return say(
        f"{told.type} at {at}: {', '.join(en)}, credit {credit}",
        f"{label('timeline_kind', told.type).ja} {at}: {'、'.join(ja)}、配点率 {credit}",
    )


def _formula(compared: Comparison, fit: Fit, points: float, factor: float) -> str:
    matched, extra = len(fit.pairs), len(compared.told) - len(fit.pairs)
    credits = sum(compared.credit(entry, moment, fit.shift) for entry, moment in fit.pairs.items())
    parts = [
        f"D4: {points:g} × {number(credits)}/{len(compared.truth)}",
        show_precision(matched, extra),
        f"{SHIFTED:g} for the shift" if fit.shift else "",
        f"{factor:g} for times alone" if factor != 1 and matched else "",
    ]
    return " × ".join(part for part in parts if part)


def _reason(compared: Comparison, fit: Fit, *, alone: bool) -> LocalText:
    right, whole = len(fit.pairs), len(compared.truth)
    extra = len(compared.told) - right
    full, zero = number(compared.tolerance.full), number(compared.tolerance.zero)
    guess = _guess(fit.shift)
    return sentence(
        [
            say(f"{right} of {whole} moments told", f"{whole}件中{right}件の時刻を報告"),
            say(
                f"full credit within {full} s, none from {zero} s on",
                f"{full}秒以内は満点、{zero}秒以上の差は0点",
            ),
            say(f"{extra} told that did not happen", f"実際にはなかった事象が{extra}件") if extra else None,
            say(
                f"70 %, because all times are off by one shift ({guess.en})",
                f"すべての時刻が一定の差でずれているため70%({guess.ja})",
            )
            if fit.shift
            else None,
            say(
                "half, because there is no right indicator or account beside it",
                "正しい痕跡情報・アカウントの報告がないため半分",
            )
            if alone and fit.pairs
            else None,
        ]
    )


def _guess(shift: float) -> LocalText:
    nine = abs(abs(shift) - 9 * HOUR) <= 120
    signed = _signed(shift)
    if not nine:
        return say(signed, signed)
    if shift > 0:
        return say(f"{signed}: JST written as UTC?", f"{signed}: JSTの時刻をUTCとして記載していませんか")
    return say(f"{signed}: UTC written as JST?", f"{signed}: UTCの時刻をJSTとして記載していませんか")


def _signed(shift: float) -> str:
    return ("+" if shift > 0 else "") + show_duration(shift)


def _proof(proven: Iterable[Outcome]) -> Iterator[Quote]:
    """Yield for every true moment the log line whose time is nearest to it, on its host where there is one."""
    for outcome in proven:
        for true in outcome.truth.timeline:
            nearest = sorted(
                outcome.receipts,
                key=lambda one: (host(one.node) != host(true.host), abs((one.logged_at - true.at).total_seconds())),
            )
            for found in nearest[:1]:
                yield Quote(node=found.node, log=found.log, line=found.line)

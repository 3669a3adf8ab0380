"""The line for when it happened (D4): one-to-one matching within a tolerance, and one forgiven constant offset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property

from cyder.model.base import LocalText, show_duration
from cyder.model.evidence import Outcome, TrueMoment
from cyder.model.judging import Speed
from cyder.model.labels import label
from cyder.model.report import Happening
from cyder.model.score import Quote, ScoreLine
from cyder.scoring.assignment import Pairing, best_pairings
from cyder.scoring.lines import NO_REPORT, line, number, say, sentence, ungraded
from cyder.scoring.match import precision, show_precision
from cyder.scoring.record import Record
from cyder.scoring.syntax import host

_MILLION = 1_000_000
_OTHER_HOST = 0.5
_SHIFTED = 0.7
_ALONE = 0.5
_HOUR = 3600.0
_ZONES = 14
"""Hours by which two clocks of this world can differ when both are right."""


@dataclass(frozen=True)
class Tolerance:
    """How far off a time may be: `full` seconds for full credit, none from `zero` seconds on."""

    full: float
    zero: float

    @classmethod
    def at(cls, speed: float, wide: Speed) -> Tolerance:
        """Return the tolerance at an effective speed: that of exercise time divided by it, at least 5 s and 15 s."""
        return cls(max(5.0, wide.target / speed), max(15.0, wide.limit / speed))

    def credit(self, off: float) -> float:
        """Return 1 within the tolerance, falling in a straight line to 0."""
        return min(1.0, max(0.0, (self.zero - abs(off)) / (self.zero - self.full)))


@dataclass(frozen=True)
class Fit:
    """The best pairing under one shift (seconds that every reported time is late): entry by true moment."""

    share: float
    shift: float
    pairs: Pairing

    @property
    def worth(self) -> float:
        """Return the share after what a shift costs."""
        return self.share * (_SHIFTED if self.shift else 1.0)


@dataclass(frozen=True)
class Comparison:
    """Reported moments against true ones, both without duplicates and in an order of their own."""

    told: tuple[Happening, ...]
    truth: tuple[TrueMoment, ...]
    tolerance: Tolerance

    def late(self, entry: int, moment: int) -> float:
        """Return by how many seconds a reported time is later than a true one."""
        return self._late[moment][entry]

    def best(self) -> Fit:
        """Return the plain fit, or that under the best believable shift if it is worth more."""
        best = self._fit(0.0)
        for bound, shift in self._shifts():
            if bound * _SHIFTED <= best.worth:
                break
            fit = self._fit(shift)
            if fit.worth > best.worth and self._is_believable(shift):
                best = fit
        return best

    def _fit(self, shift: float) -> Fit:
        gains = self._gains(shift)
        fits = [Fit(self._share(gains, pairing), shift, pairing) for pairing in best_pairings(gains)]
        return max(fits, key=lambda fit: fit.share, default=Fit(0.0, shift, {}))

    def _share(self, gains: Sequence[Sequence[int]], pairing: Pairing) -> float:
        credit = sum(gains[moment][entry] for entry, moment in pairing.items()) / _MILLION
        extra = len(self.told) - len(pairing)
        return credit / len(self.truth) * precision(len(pairing), extra)

    def _gains(self, shift: float) -> list[list[int]]:
        """Return the credit of every pair in millionths, so that sums are exact whatever their order."""
        return [
            [self._millionths(late - shift, kin) if kin else 0 for late, kin in zip(*row, strict=True)]
            for row in zip(self._late, self._kinship, strict=True)
        ]

    def _millionths(self, off: float, kin: float) -> int:
        return round(_MILLION * self.tolerance.credit(off) * kin) if abs(off) < self.tolerance.zero else 0

    def credit(self, entry: int, moment: int, shift: float) -> float:
        """Return what one pair is worth, from 0 to 1."""
        return self.tolerance.credit(self.late(entry, moment) - shift) * self._kinship[moment][entry]

    @cached_property
    def _late(self) -> list[list[float]]:
        return [[(told.at - true.at).total_seconds() for told in self.told] for true in self.truth]

    @cached_property
    def _kinship(self) -> list[list[float]]:
        """What each moment and entry can earn together at best: nothing of different types, half on another host."""
        told = [(one.type, host(one.host)) for one in self.told]
        return [
            [
                (kind == true.kind) * (1.0 if not true.host or name == host(true.host) else _OTHER_HOST)
                for kind, name in told
            ]
            for true in self.truth
        ]

    def _shifts(self) -> list[tuple[float, float]]:
        """Return every shift worth trying and what it could earn at most, the most promising first."""
        shifts: set[float] = set()
        for entry, told in enumerate(self.told):
            for moment, true in enumerate(self.truth):
                if told.type == true.kind:
                    late = round(self.late(entry, moment), 3)
                    shifts |= {late, _HOUR * round(late / _HOUR)}
        found = []
        for shift in shifts:
            if abs(shift) > self.tolerance.full:
                best = [max(row) for row in self._gains(shift)]
                bound = sum(best) / _MILLION / len(self.truth)
                paired = sum(map(bool, best))
                found.append((bound * precision(paired, max(0, len(self.told) - paired)), shift))
        return sorted(found, key=lambda one: (-one[0], abs(one[1]), one[1]))

    def _is_believable(self, shift: float) -> bool:
        """Return whether a shift explains more than one guess: two times agree on it, or it is a time zone's.

        Without this any single time, however wrong, would be right under some shift.
        """
        full = self.tolerance.full
        hours = round(shift / _HOUR)
        if 1 <= abs(hours) <= _ZONES and abs(shift - hours * _HOUR) <= full:
            return True
        agreeing = [
            [int(bool(kin) and abs(self.late(entry, moment) - shift) <= full) for entry, kin in enumerate(row)]
            for moment, row in enumerate(self._kinship)
        ]
        return len(best_pairings(agreeing)) > 1


TITLE = say("Timeline", "時系列")
OWN_DOING = frozenset({"detection", "containment", "recovery"})
"""What a team tells of its own doings: neither right nor wrong about the attack."""


def timeline_line(record: Record, points: float, tolerance: Speed, *, names_something: bool) -> ScoreLine:
    """Return the line; a time beside which nothing right is named counts half, as it may be anybody's."""
    truth = _distinct(record.proven)
    if not truth:
        return ungraded("timeline", "detect", TITLE, record.nothing_left())
    told = [one for one in record.report.timeline if one.type not in OWN_DOING] if record.report else []
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
        matched=[_matched(compared, entry, moment, fit.shift) for entry, moment in sorted(fit.pairs.items())],
        inputs={"matched": len(fit.pairs), "moments": len(truth), "shift": fit.shift},
        missed=[
            say(
                f"{true.kind} on {true.host} at {true.at.isoformat()}",
                f"{label('timeline_kind', true.kind).ja}: {true.host}、{true.at.isoformat()}",
            )
            for moment, true in enumerate(truth)
            if moment not in fit.pairs.values()
        ],
        wrong=[
            say(
                f"{one.type} on {one.host or 'no host'} at {one.at.isoformat()}"
                ": nothing like it happened near that time",
                f"{label('timeline_kind', one.type).ja}: {one.host or '機器の記載なし'}、{one.at.isoformat()}"
                ": その時刻の前後に該当する事象はありません",
            )
            for entry, one in enumerate(compared.told)
            if entry not in fit.pairs
        ],
        evidence=_proof(record.proven),
    )


def _distinct(proven: Iterable[Outcome]) -> tuple[TrueMoment, ...]:
    moments = {
        (true.at.astimezone(UTC), true.kind, host(true.host)): true for one in proven for true in one.truth.timeline
    }
    return tuple(moments[key] for key in sorted(moments))


def _once(told: Iterable[Happening]) -> tuple[Happening, ...]:
    ordered = sorted(told, key=lambda one: (one.at.isoformat(), one.host), reverse=True)
    once = {(one.at.astimezone(UTC), one.type, host(one.host)): one for one in ordered}
    return tuple(once[key] for key in sorted(once))


def _matched(compared: Comparison, entry: int, moment: int, shift: float) -> LocalText:
    told, true = compared.told[entry], compared.truth[moment]
    late = compared.late(entry, moment) - shift
    elsewhere = bool(true.host) and host(told.host) != host(true.host)
    credit, at = number(compared.credit(entry, moment, shift)), told.at.isoformat()
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
        f"{_SHIFTED:g} for the shift" if fit.shift else "",
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
    nine = abs(abs(shift) - 9 * _HOUR) <= 120
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

"""The line for when it happened (D4): one-to-one matching within a tolerance, and one forgiven constant offset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property

from cyder.model.base import show_duration
from cyder.model.evidence import Outcome, TrueMoment
from cyder.model.report import Happening
from cyder.model.score import Quote, ScoreLine
from cyder.scoring.assignment import Pairing, best_pairings
from cyder.scoring.lines import NO_REPORT, line, number, sentence, ungraded
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
    def at(cls, speed: float) -> Tolerance:
        """Return the tolerance at an effective speed: 120 s and 900 s of exercise time, at least 5 s and 15 s."""
        return cls(max(5.0, 120.0 / speed), max(15.0, 900.0 / speed))

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


def timeline_line(record: Record, points: float, *, names_something: bool) -> ScoreLine:
    """Return the line; a time beside which nothing right is named counts half, as it may be anybody's."""
    truth = _distinct(record.proven)
    if not truth:
        return ungraded("timeline", "Timeline", record.nothing_left())
    told = record.report.timeline if record.report else ()
    compared = Comparison(_once(told), truth, Tolerance.at(record.speed))
    fit = compared.best()
    factor = 1.0 if names_something else _ALONE
    return line(
        "timeline",
        "Timeline",
        points,
        fit.worth * factor,
        reason=_reason(compared, fit, alone=not names_something) if record.report else NO_REPORT,
        formula=_formula(compared, fit, points, factor),
        matched=[_matched(compared, entry, moment, fit.shift) for entry, moment in sorted(fit.pairs.items())],
        missed=[
            f"{true.kind} on {true.host} at {true.at.isoformat()}"
            for moment, true in enumerate(truth)
            if moment not in fit.pairs.values()
        ],
        wrong=[
            f"{told.type} on {told.host or 'no host'} at {told.at.isoformat()}: nothing like it happened near that time"
            for entry, told in enumerate(compared.told)
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


def _matched(compared: Comparison, entry: int, moment: int, shift: float) -> str:
    told, true = compared.told[entry], compared.truth[moment]
    late = compared.late(entry, moment) - shift
    where = "" if not true.host or host(told.host) == host(true.host) else f", but on {true.host}"
    after = f" after a shift of {_signed(shift)}" if shift else ""
    credit = number(compared.credit(entry, moment, shift))
    return f"{told.type} at {told.at.isoformat()}: {late:+.0f} s{after}{where}, credit {credit}"


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


def _reason(compared: Comparison, fit: Fit, *, alone: bool) -> str:
    right = f"{len(fit.pairs)} of {len(compared.truth)} moments told"
    within = f"full credit within {number(compared.tolerance.full)} s, none from {number(compared.tolerance.zero)} s on"
    extra = len(compared.told) - len(fit.pairs)
    return sentence(
        [
            right,
            within,
            f"{extra} told that did not happen" if extra else "",
            f"70 %, because all times are off by one shift ({_guess(fit.shift)})" if fit.shift else "",
            "half, because there is no right indicator or account beside it" if alone and fit.pairs else "",
        ]
    )


def _guess(shift: float) -> str:
    nine = abs(abs(shift) - 9 * _HOUR) <= 120
    if not nine:
        return _signed(shift)
    return f"{_signed(shift)}: {'JST written as UTC' if shift > 0 else 'UTC written as JST'}?"


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

"""Holds reported times against true ones: the best one-to-one pairing, plainly or under one shift of all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from cyder.model.evidence import TrueMoment
from cyder.model.judging import Speed
from cyder.model.report import Happening
from cyder.scoring.assignment import Pairing, best_pairings
from cyder.scoring.match import precision
from cyder.scoring.syntax import host

SHIFTED = 0.7
"""What is left of the credit where all times are off by one shift."""

HOUR = 3600.0
_MILLION = 1_000_000
_OTHER_HOST = 0.5
_ZONES = 14
"""Hours by which two clocks of this world can differ when both are right."""

_SHIFTS = 400_000
_TRIES = 1_000_000
"""How much work is put into finding a shift: both are out of reach for lists of up to twenty against twenty."""


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
        return self.share * (SHIFTED if self.shift else 1.0)


@dataclass(frozen=True)
class _Kin:
    """An entry and a moment of one type: by how many seconds it is late, and what it can earn at best."""

    late: float
    moment: int
    entry: int
    most: float


@dataclass(frozen=True)
class Comparison:
    """Reported moments against true ones, both without duplicates and in an order of their own."""

    told: tuple[Happening, ...]
    truth: tuple[TrueMoment, ...]
    tolerance: Tolerance

    def late(self, entry: int, moment: int) -> float:
        """Return by how many seconds a reported time is later than a true one."""
        return (self.told[entry].at - self.truth[moment].at).total_seconds()

    def best(self) -> Fit:
        """Return the plain fit, or that under the best believable shift if it is worth more.

        The most promising shifts are tried first; where both lists are long, only so many of them are.
        """
        best = self._fit(0.0)
        for most, shift in islice(self._shifts(), self._budget(_TRIES // max(1, len(self.told)))):
            if most * SHIFTED <= best.worth:
                break
            fit = self._fit(shift)
            if fit.worth > best.worth:
                best = fit
        return best

    def credit(self, entry: int, moment: int, shift: float) -> float:
        """Return what one pair is worth, from 0 to 1."""
        return self.tolerance.credit(self.late(entry, moment) - shift) * self._kinship(entry, moment)

    def _kinship(self, entry: int, moment: int) -> float:
        """Return what an entry and a moment can earn at best: nothing of different types, half on another host."""
        told, true = self.told[entry], self.truth[moment]
        if told.type != true.kind:
            return 0.0
        return 1.0 if not true.host or host(told.host) == host(true.host) else _OTHER_HOST

    @cached_property
    def _kin(self) -> list[_Kin]:
        """Everything that could be paired under some shift, by how late it is."""
        kin = [
            _Kin(self.late(entry, moment), moment, entry, most)
            for moment in range(len(self.truth))
            for entry in range(len(self.told))
            if (most := self._kinship(entry, moment))
        ]
        return sorted(kin, key=lambda one: one.late)

    @cached_property
    def _lates(self) -> list[float]:
        return [one.late for one in self._kin]

    def _near(self, shift: float, within: float) -> list[_Kin]:
        """Return what is off by no more than so many seconds under a shift."""
        return self._kin[bisect_left(self._lates, shift - within) : bisect_right(self._lates, shift + within)]

    def _gains(self, shift: float) -> Iterator[tuple[int, int, int]]:
        """Yield moment, entry and credit of what can be paired; in millionths, so that sums are exact in any order."""
        for one in self._near(shift, self.tolerance.zero):
            if credit := round(_MILLION * self.tolerance.credit(one.late - shift) * one.most):
                yield one.moment, one.entry, credit

    def _fit(self, shift: float) -> Fit:
        table = [[0] * len(self.told) for _ in self.truth]
        for moment, entry, credit in self._gains(shift):
            table[moment][entry] = credit
        fits = [Fit(self._share(table, pairing), shift, pairing) for pairing in best_pairings(table)]
        return max(fits, key=lambda fit: fit.share, default=Fit(0.0, shift, {}))

    def _share(self, table: Sequence[Sequence[int]], pairing: Pairing) -> float:
        credit = sum(table[moment][entry] for entry, moment in pairing.items()) / _MILLION
        extra = len(self.told) - len(pairing)
        return credit / len(self.truth) * precision(len(pairing), extra)

    def _shifts(self) -> Iterator[tuple[float, float]]:
        """Yield every believable shift and what it could earn at most, the most promising first."""
        shifts = {shift for one in self._kin for shift in (round(one.late, 3), HOUR * round(one.late / HOUR))}
        votes = sorted(
            (-len(self._near(shift, self.tolerance.full)), abs(shift), shift)
            for shift in shifts
            if abs(shift) > self.tolerance.full and self._is_believable(shift)
        )
        chosen = [shift for _, _, shift in votes[: self._budget(_SHIFTS)]]
        yield from sorted(
            ((self._most(shift), shift) for shift in chosen), key=lambda one: (-one[0], abs(one[1]), one[1])
        )

    def _most(self, shift: float) -> float:
        """Return what no pairing under a shift can exceed: the best of every row or of every column."""
        rows: dict[int, int] = {}
        columns: dict[int, int] = {}
        for moment, entry, credit in self._gains(shift):
            rows[moment] = max(credit, rows.get(moment, 0))
            columns[entry] = max(credit, columns.get(entry, 0))
        pairs = min(len(rows), len(columns))
        whole = min(sum(rows.values()), sum(columns.values())) / _MILLION
        return whole / len(self.truth) * precision(pairs, len(self.told) - pairs)

    def _budget(self, work: int) -> int:
        """Return how often something may be done that takes as long as there are pairs."""
        return work // max(1, len(self._kin))

    def _is_believable(self, shift: float) -> bool:
        """Return whether a shift explains more than one guess: two times agree on it, or it is a time zone's.

        Without this any single time, however wrong, would be right under some shift.
        """
        hours = round(shift / HOUR)
        if 1 <= abs(hours) <= _ZONES and abs(shift - hours * HOUR) <= self.tolerance.full:
            return True
        agreeing = self._near(shift, self.tolerance.full)
        return len({one.moment for one in agreeing}) > 1 and len({one.entry for one in agreeing}) > 1

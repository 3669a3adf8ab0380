"""A row of values off one seed: the first, the next, the one after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from struct import Struct
from typing import TypeVar

from cyder.model.seed import Seed

T = TypeVar("T")
_NUMBERS = Struct(">8I")
"""The 32 bytes under a label, as numbers."""


class Draws:
    """Values drawn one after another, the same row for the same seed; eight times cheaper than a label for each."""

    def __init__(self, seed: Seed) -> None:
        self._row = _row(seed)

    def below(self, limit: int) -> int:
        """Return an integer from 0 up to, not including, `limit`; the bias is under limit / 2**32."""
        return next(self._row) % limit

    def between(self, least: int, most: int, step: int = 1) -> int:
        """Return `least`, `least + step`, … up to `most`."""
        return least + step * self.below((most - least) // step + 1)

    def chance(self, percent: int) -> bool:
        """Return True so many times in a hundred."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of `choices`."""
        return choices[self.below(len(choices))]

    def weighted(self, choices: Sequence[tuple[T, int]]) -> T:
        """Return one of `choices`, each given with its weight."""
        sums = list(accumulate(weight for _, weight in choices))
        mark = self.below(sums[-1])
        return next(choice for (choice, _), least in zip(choices, sums, strict=True) if mark < least)

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Return `count` different ones of `choices` in a drawn order, or all of them if there are fewer."""
        rest = list(choices)
        return [rest.pop(self.below(len(rest))) for _ in range(min(count, len(rest)))]

    def digits(self, count: int) -> str:
        """Return so many decimal digits."""
        return "".join(str(self.below(10)) for _ in range(count))


def _row(seed: Seed) -> Iterator[int]:
    number = 0
    while True:
        yield from _NUMBERS.unpack(seed.raw(f"draw/{number}"))
        number += 1

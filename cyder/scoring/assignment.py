"""The best one-to-one pairing of two lists, for every number of pairs."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

Gains = Sequence[Sequence[int]]
"""What pairing a row with a column is worth; 0: they cannot be paired. Whole numbers, so that sums are exact."""

Pairing = Mapping[int, int]
"""Row by column."""


def best_pairings(gains: Gains) -> list[Pairing]:
    """Return the most valuable pairing of one pair, of two, and so on up to as many as there can be.

    Successive cheapest augmenting paths (Dijkstra with potentials), so each pairing is the best of its size.
    """
    search = _Search(gains)
    found: list[Pairing] = []
    while search.augment():
        found.append(dict(search.partner))
    return found


class _Search:
    """What a pair falls short of the best pair is its cost; prices keep what a step really costs at 0 or above."""

    def __init__(self, gains: Gains) -> None:
        top = max((gain for row in gains for gain in row), default=0)
        self.costs = [[(column, top - gain) for column, gain in enumerate(row) if gain] for row in gains]
        self.partner: dict[int, int] = {}
        self._row_prices = [0] * len(gains)
        self._prices = [0] * max(map(len, gains), default=0)

    def augment(self) -> bool:
        """Pair one more row at the least cost; return whether that was possible."""
        paired = set(self.partner.values())
        rows = {row: 0 for row in range(len(self.costs)) if row not in paired}
        reached: dict[int, tuple[int, int]] = {}
        ahead: list[tuple[int, int]] = []
        settled: dict[int, int] = {}
        for row in rows:
            self._look(row, 0, reached, ahead)
        while ahead:
            cost, column = heapq.heappop(ahead)
            if column in settled:
                continue
            settled[column] = cost
            if column not in self.partner:
                self._raise_prices(rows, settled, cost)
                self._turn(column, reached, paired)
                return True
            rows[self.partner[column]] = cost
            self._look(self.partner[column], cost, reached, ahead)
        return False

    def _look(self, row: int, so_far: int, reached: dict[int, tuple[int, int]], ahead: list[tuple[int, int]]) -> None:
        """Note every column that a row reaches more cheaply than any row before it: at what cost, and from where."""
        base = so_far + self._row_prices[row]
        for column, cost in self.costs[row]:
            total = base + cost - self._prices[column]
            if column not in reached or total < reached[column][0]:
                reached[column] = total, row
                heapq.heappush(ahead, (total, column))

    def _raise_prices(self, rows: Mapping[int, int], columns: Mapping[int, int], whole: int) -> None:
        self._row_prices = [price + rows.get(row, whole) for row, price in enumerate(self._row_prices)]
        self._prices = [price + columns.get(column, whole) for column, price in enumerate(self._prices)]

    def _turn(self, column: int, reached: Mapping[int, tuple[int, int]], paired: set[int]) -> None:
        """Pair along the path that ends in a column, back to the row it began with."""
        held = {row: other for other, row in self.partner.items()}
        while True:
            row = reached[column][1]
            self.partner[column] = row
            if row not in paired:
                return
            column = held[row]

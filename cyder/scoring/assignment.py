"""The best one-to-one pairing of two lists, for every number of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Gains = Sequence[Sequence[int]]
"""What pairing a row with a column is worth; 0: they cannot be paired. Whole numbers, so that sums are exact."""

Pairing = Mapping[int, int]
"""Row by column."""


def best_pairings(gains: Gains) -> list[Pairing]:
    """Return the most valuable pairing of one pair, of two, and so on up to as many as there can be.

    Successive best augmenting paths (Bellman-Ford on the residual graph): each pairing is the best of its size.
    """
    partner: dict[int, int] = {}
    found: list[Pairing] = []
    while path := _augmenting(gains, partner):
        partner.update({column: row for row, column in path})
        found.append(dict(partner))
    return found


def _augmenting(gains: Gains, partner: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the pairs to make so that one more row is paired, at the greatest gain; empty if none can be."""
    held = {row: column for column, row in partner.items()}
    rows = {row: 0 for row in range(len(gains)) if row not in held}
    columns: dict[int, tuple[int, int]] = {}
    news = True
    while news:
        news = False
        for row, so_far in list(rows.items()):
            for column, gain in enumerate(gains[row]):
                reached = so_far + gain
                if not gain or partner.get(column) == row or columns.get(column, (reached - 1, 0))[0] >= reached:
                    continue
                columns[column] = (reached, row)
                news = True
                if column in partner:
                    rows[partner[column]] = reached - gains[partner[column]][column]
    free = [(worth, -column) for column, (worth, _) in columns.items() if column not in partner]
    return _walk_back(-max(free)[1], columns, held) if free else []


def _walk_back(column: int, columns: Mapping[int, tuple[int, int]], held: Mapping[int, int]) -> list[tuple[int, int]]:
    path: list[tuple[int, int]] = []
    while True:
        row = columns[column][1]
        path.append((row, column))
        if row not in held:
            return path
        column = held[row]

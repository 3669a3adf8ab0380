"""The pairing is the best there is, checked against trying every one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.scoring.assignment import Gains, Pairing, best_pairings


def worth(gains: Gains, pairing: Pairing) -> int:
    return sum(gains[row][column] for column, row in pairing.items())


def every_pairing(gains: Gains, size: int) -> Iterator[int]:
    """Yield the worth of every pairing of this size."""
    width = len(gains[0]) if gains else 0
    for rows in combinations(range(len(gains)), size):
        for columns in permutations(range(width), size):
            values = [gains[row][column] for row, column in zip(rows, columns, strict=True)]
            if all(values):
                yield sum(values)


tables = st.integers(0, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.just(0), st.integers(1, 9)), min_size=width, max_size=width), max_size=4
    )
)


@given(gains=tables)
def test_every_size_of_pairing_is_the_best_of_its_size(gains: list[list[int]]) -> None:
    found = best_pairings(gains)
    for size, pairing in enumerate(found, start=1):
        assert len(pairing) == size
        assert len(set(pairing.values())) == size
        assert all(gains[row][column] for column, row in pairing.items())
        assert worth(gains, pairing) == max(every_pairing(gains, size))
    assert not list(every_pairing(gains, len(found) + 1))


def test_taking_the_nearest_first_would_be_worse() -> None:
    gains = [[10, 9], [9, 0]]
    assert [worth(gains, pairing) for pairing in best_pairings(gains)] == [10, 18]


def test_more_pairs_may_be_worth_less_than_fewer() -> None:
    gains = [[10, 4], [4, 0]]
    assert [worth(gains, pairing) for pairing in best_pairings(gains)] == [10, 8]


def test_nothing_can_be_paired_with_nothing() -> None:
    assert best_pairings([]) == []
    assert best_pairings([[0, 0], [0, 0]]) == []


def test_sixty_rows_are_paired_with_sixty_columns_in_every_size() -> None:
    gains = [[1 + (row * column) % 7 for column in range(60)] for row in range(60)]
    found = best_pairings(gains)
    assert [len(pairing) for pairing in found] == list(range(1, 61))
    steps = [worth(gains, pairing) for pairing in found]
    gained = [after - before for before, after in zip([0, *steps], steps, strict=False)]
    assert gained == sorted(gained, reverse=True)


@pytest.mark.parametrize("number", range(40))
def test_six_by_six_is_paired_as_well_as_by_trying_every_order(number: int) -> None:
    chance = Random(number)
    gains = [[chance.randint(1, 30) for _ in range(6)] for _ in range(6)]
    best = max(sum(gains[row][column] for row, column in enumerate(order)) for order in permutations(range(6)))
    assert worth(gains, best_pairings(gains)[-1]) == best

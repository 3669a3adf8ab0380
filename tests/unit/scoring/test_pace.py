"""A score is computed while somebody waits for it."""

from __future__ import annotations

from tests.figures.scoring import long_ledger, seconds
from tests.pace import within


def test_two_thousand_entries_are_scored_in_less_than_100_ms() -> None:
    entries = long_ledger()
    assert 1990 <= len(entries) <= 2000
    with within(0.5):
        for _ in range(5):
            seconds(entries)

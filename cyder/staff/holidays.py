"""Japan's public holidays: days on which no town hall works."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23))
_MONDAYS = ((1, 2), (7, 3), (9, 3), (10, 2))
"""Month, and which of its Mondays."""

_CLOSED = ((1, 2), (1, 3), (12, 29), (12, 30), (12, 31))
_SATURDAY, _SUNDAY = 5, 6


def is_workday(day: date) -> bool:
    """Return whether offices are open: no weekend, no public holiday, not the turn of the year."""
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _CLOSED and day not in holidays(day.year)


@cache
def holidays(year: int) -> frozenset[date]:
    """Return a year's public holidays, by the law as it stands since 2022 (国民の祝日に関する法律).

    One on a Sunday is made up for on the next day that is none; a day between two of them is one as well. The equinoxes
    are computed, right until 2099; the law leaves them to the calendar that is published each February.
    """
    found = {date(year, month, day) for month, day in (*_FIXED, *_equinoxes(year))}
    found |= {_monday(year, month, which) for month, which in _MONDAYS}
    for day in sorted(found):
        if day.weekday() == _SUNDAY:
            while day in found:
                day += timedelta(days=1)  # noqa: PLW2901  the first day after it that is none
            found.add(day)
    between = {day + timedelta(days=1) for day in found if day + timedelta(days=2) in found}
    return frozenset(found | {day for day in between if day.weekday() != _SUNDAY})


def _monday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7 + 7 * (which - 1))


def _equinoxes(year: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return month and day of both; the usual approximation from the mean length of the tropical year."""
    since, leaps = year - 1980, (year - 1980) // 4
    return (3, int(20.8431 + 0.242194 * since) - leaps), (9, int(23.2488 + 0.242194 * since) - leaps)

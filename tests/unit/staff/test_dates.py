"""Dates as an office writes them, and days of work."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.staff import dates
from cyder.staff.holidays import holidays, is_workday

TUESDAY = date(2026, 5, 12)


def test_a_day_is_written_in_both_languages() -> None:
    assert dates.long_ja(TUESDAY) == "令和8年5月12日"
    assert dates.full_ja(TUESDAY) == "令和8年5月12日（火）"
    assert dates.short_ja(TUESDAY) == "5月12日（火）"
    assert dates.long_en(TUESDAY) == "12 May 2026"
    assert dates.full_en(TUESDAY) == "Tuesday, 12 May 2026"


@pytest.mark.parametrize(("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026)])
def test_the_fiscal_year_begins_in_april(day: date, year: int) -> None:
    assert dates.fiscal_year(day) == year


def test_the_public_holidays_of_2026_are_those_of_the_gazette() -> None:
    assert sorted((day.month, day.day) for day in holidays(2026)) == [
        (1, 1), (1, 12), (2, 11), (2, 23), (3, 20), (4, 29), (5, 3), (5, 4), (5, 5), (5, 6), (7, 20), (8, 11),
        (9, 21), (9, 22), (9, 23), (10, 12), (11, 3), (11, 23),
    ]  # fmt: skip


@given(st.dates(date(2022, 1, 1), date(2098, 12, 31)))
def test_the_last_day_of_work_is_one_and_not_far(day: date) -> None:
    found = dates.workday(day)
    assert is_workday(found)
    assert 0 <= (day - found).days <= 10

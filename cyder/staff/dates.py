"""Dates as a Japanese office writes them, and the days on which it works."""

from __future__ import annotations

from datetime import date, timedelta

from cyder.staff.holidays import is_workday

REFERENCE = date(2026, 11, 24)
"""Today, for whoever hands in no other day: whatever is dated counts back from it, and nothing here asks a clock."""

_WEEKDAYS = "月火水木金土日"
_APRIL = 4
_REIWA = 2018
"""The year before Reiwa 1 (2019)."""


def reiwa(year: int) -> int:
    """Return a year of the Gregorian calendar (2019 or later) as a year of the Reiwa era."""
    return year - _REIWA


def fiscal_year(day: date) -> int:
    """Return the year in which the fiscal year of a day began: on the first of April."""
    return day.year if day.month >= _APRIL else day.year - 1


def long_ja(day: date) -> str:
    """Return `令和8年5月12日`."""
    return f"令和{reiwa(day.year)}年{day.month}月{day.day}日"


def full_ja(day: date) -> str:
    """Return `令和8年5月12日（火）`, with wide parentheses."""
    return f"{long_ja(day)}（{_WEEKDAYS[day.weekday()]}）"


def short_ja(day: date) -> str:
    """Return `5月12日（火）`, with wide parentheses."""
    return f"{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def long_en(day: date) -> str:
    """Return `12 May 2026`; %B would depend on the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def full_en(day: date) -> str:
    """Return `Tuesday, 12 May 2026`."""
    return f"{_DAYS[day.weekday()]}, {long_en(day)}"


def workday(day: date) -> date:
    """Return the day itself, or the last one before it on which offices were open."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def after(day: date, days: int) -> date:
    """Return the working day that many days later, or the last one before it."""
    return workday(day + timedelta(days=days))


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

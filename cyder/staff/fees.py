"""What a household owes its town, and what it has paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cyder.model.residents import Fee, FeeKind
from cyder.staff.dates import fiscal_year
from cyder.staff.draws import Draws
from cyder.staff.households import Member
from cyder.staff.texts.registers import DUE

_ADULT, _PENSIONER, _VERY_OLD, _SCHOOL, _LEAVES_SCHOOL = 20, 65, 75, 6, 15
_LUNCH = 4700
"""Yen a month for one child."""


def fees(draws: Draws, member: Member, household: tuple[Member, ...], today: date) -> tuple[Fee, ...]:
    """Return this fiscal year's instalments of one member; of what was due, about 94 in a hundred are paid."""
    year = fiscal_year(today)
    return tuple(
        fee
        for kind, amount in _owed(draws, member, household)
        for fee in _instalments(draws, kind, amount, year=year, today=today)
    )


def _owed(draws: Draws, member: Member, household: tuple[Member, ...]) -> Iterator[tuple[FeeKind, int]]:
    """Yield kinds of fees and what one instalment of each comes to."""
    if member.age < _ADULT:
        return
    if draws.chance(30 if member.age >= _PENSIONER else 65):
        yield "resident-tax", draws.between(3000, 52000, 100)
    if member.age >= _PENSIONER and draws.chance(35):  # the others' pensions are cut by it
        yield "care-insurance", draws.between(3800, 13200, 100)
    if member.relation != "head":
        return
    if draws.chance(48):
        yield "property-tax", draws.between(9000, 44000, 100)
    if draws.chance(42):
        yield "car-tax", draws.pick((2000, 2400, 7200, 10800, 12900))
    if member.age < _VERY_OLD and draws.chance(40):
        yield "health-insurance", draws.between(5200, 38000, 100)
    pupils = sum(_SCHOOL <= each.age < _LEAVES_SCHOOL for each in household)
    if pupils:
        yield "school-lunch", pupils * _LUNCH


def _instalments(draws: Draws, kind: FeeKind, amount: int, *, year: int, today: date) -> Iterator[Fee]:
    odd = 100 * draws.below(10) if kind in {"resident-tax", "property-tax", "health-insurance"} else 0
    for number, (month, day) in enumerate(DUE[kind], start=1):
        due = date(year + (month <= 3), month, day)
        paid = due - timedelta(days=draws.below(24)) if draws.chance(94) else None
        yield Fee(
            kind=kind,
            year=year,
            instalment=number,
            amount=amount + (odd if number == 1 else 0),
            due=due,
            paid=paid if paid and paid <= today else None,
        )

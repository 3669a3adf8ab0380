"""The `$name`s of a scenario: drawn for a team, and put where they are mentioned."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

from cyder.errors import BadInput, suggest
from cyder.model.people import Person
from cyder.model.scenario import StaffVariable
from cyder.model.seed import Seed

T = TypeVar("T")
MENTION = re.compile(r"\$([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
HANDS = 4
"""Values are dealt to teams like cards to four hands, so that neighbouring teams never draw the same one."""


def substitute(value: T, values: Mapping[str, str], *, where: str = "") -> T:
    """Return a copy of nested dictionaries, lists, tuples and texts with every `$name` replaced, in keys too.

    Raises:
        BadInput: a name is not among `values`; `where` opens the message.
    """
    return cast(T, _substituted(value, values, where))


def _substituted(value: object, values: Mapping[str, str], where: str) -> object:
    match value:
        case str():
            return MENTION.sub(lambda mention: _value(mention[1], values, where), value)
        case dict():
            inner = f"{where}." if where else ""
            return {
                _substituted(key, values, where): _substituted(item, values, f"{inner}{key}")
                for key, item in value.items()
            }
        case list():
            return [_substituted(item, values, f"{where}[{index}]") for index, item in enumerate(value)]
        case tuple():
            return tuple(_substituted(item, values, f"{where}[{index}]") for index, item in enumerate(value))
        case _:
            return value


def _value(name: str, values: Mapping[str, str], where: str) -> str:
    if name not in values:
        place = f"{where}: " if where else ""
        raise BadInput(
            f"{place}unknown variable '${name}'{suggest(name, values)}", hint="declare it under `variables:`"
        )
    return values[name]


def hand_of(team: str) -> int:
    """Return which of the hands a team draws from: its number, if its name ends with one."""
    digits = re.search(r"\d+$", team)
    return int(digits[0]) % HANDS if digits else 0


def draw_offset(name: str, hosts: range, used: set[int], *, seed: Seed, hand: int) -> int | None:
    """Return a free number of `hosts` for a variable, from the team's hand while that has any; None: all are used."""
    dealt = hosts[hand::HANDS]
    if dealt:
        for attempt in range(1000):
            offset = seed.pick(f"variable/{name}/{attempt}", dealt)
            if offset not in used:
                return offset
    return next((offset for offset in hosts if offset not in used), None)


def draw_person(
    name: str,
    variables: Mapping[str, StaffVariable],
    staff: Sequence[Person],
    taken: set[str],
    *,
    seed: Seed,
    hand: int,
) -> Person:
    """Return the member of staff a variable stands for, somebody no other variable stands for.

    Those of a department are shared out among its `variables` first, and then dealt to hands: neighbouring teams draw
    different people as long as there are two for each variable.

    Raises:
        BadInput: nobody is left in the department.
    """
    wanted = variables[name].department
    group = [person for person in staff if wanted is None or person.department == wanted]
    rivals = [each for each, variable in variables.items() if variable.department == wanted]
    share = group[rivals.index(name) :: len(rivals)]
    hands = next(number for number in (HANDS, HANDS // 2, 1) if number <= max(1, len(share)))
    for choices in (share[hand % hands :: hands], share, group):
        free = [person for person in choices if person.account not in taken]
        if free:
            return seed.pick(f"variable/{name}", free)
    place = f"department '{wanted}'" if wanted else "the organisation"
    raise BadInput(f"variables.{name}: nobody is left in {place}", hint="raise `organisation.staff`")


def draw_canary(staff: Sequence[Person], taken: set[str], seed: Seed) -> Person:
    """Return the member of staff reserved for probes, never one a variable stands for.

    Raises:
        BadInput: every member of staff is a variable's.
    """
    free = [person for person in staff if person.account not in taken]
    if not free:
        raise BadInput("organisation.staff: nobody is left for the probes", hint="raise `organisation.staff`")
    return seed.pick("canary", free)

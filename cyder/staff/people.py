"""Fictitious members of staff: names and accounts from one seed, first passwords from the same or another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cyder.model.base import LocalText
from cyder.model.people import Person
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.staff.names import FAMILY, GIVEN, WORDS
from cyder.staff.texts.given_names import Given

FIRST_NUMBER = 2001
"""The numeric user id of the first member of staff."""


def people(organisation: Organisation, seed: Seed) -> tuple[Person, ...]:
    """Return the organisation's staff, always the same for one seed, in an order that the seed fixes too.

    Departments get equal shares, so none is empty unless there are more departments than staff.
    """
    departments = seed.shuffled("departments", sorted(organisation.departments)) or [""]
    taken: set[str] = set()
    staff = []
    for index, (family, given) in enumerate(_names(organisation.staff, seed)):
        account = next(name for name in _spellings(family[2].lower(), given[2].lower()) if name not in taken)
        taken.add(account)
        staff.append(
            Person(
                account=account,
                name=LocalText(en=f"{given[2]} {family[2]}", ja=f"{family[0]} {given[0]}"),
                department=departments[index % len(departments)],
                password=_password(account, seed),
            )
        )
    return tuple(staff)


def with_passwords(staff: Sequence[Person], seed: Seed) -> tuple[Person, ...]:
    """Return the same people with the passwords of another seed: what differs when two teams employ them."""
    return tuple(person.model_copy(update={"password": _password(person.account, seed)}) for person in staff)


def user_numbers(staff: Sequence[Person]) -> Mapping[str, int]:
    """Return everybody's numeric user id by account: the same on every machine of the organisation."""
    return {person.account: number for number, person in enumerate(staff, start=FIRST_NUMBER)}


def user_number(staff: Sequence[Person], person: Person) -> int:
    """Return one person's numeric user id."""
    return user_numbers(staff)[person.account]


def _names(count: int, seed: Seed) -> Iterator[tuple[Given, Given]]:
    """Yield full names, none twice: there are more pairs of names than an organisation may have staff."""
    drawn: set[int] = set()
    label = 0
    while len(drawn) < count:
        pair = seed.number(f"name/{label}", len(FAMILY) * len(GIVEN))
        label += 1
        if pair not in drawn:
            drawn.add(pair)
            yield FAMILY[pair // len(GIVEN)], GIVEN[pair % len(GIVEN)]


def _spellings(family: str, given: str) -> Iterator[str]:
    """Yield accounts as an office gives them out: tanaka, tanaka-y, then tanaka2, tanaka3, …"""
    yield family
    yield f"{family}-{given[0]}"
    number = 2
    while True:
        yield f"{family}{number}"
        number += 1


def _password(account: str, seed: Seed) -> str:
    """Return two words and four digits: nothing in it that a shell or YAML would read as its own."""
    drawn = int.from_bytes(seed.raw(f"password/{account}"), "big")
    drawn, first = divmod(drawn, len(WORDS))
    drawn, second = divmod(drawn, len(WORDS))
    return f"{WORDS[first]}-{WORDS[second]}-{drawn % 10_000:04}"

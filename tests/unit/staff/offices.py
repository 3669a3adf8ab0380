"""Fictitious town halls, what belongs to no real one, and chances that always fall the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cyder.model.base import LocalText
from cyder.model.people import Person
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.staff.draws import Draws
from cyder.staff.people import people

DEPARTMENTS: Mapping[str, LocalText] = {
    "soumu": LocalText(en="General affairs", ja="総務課"),
    "zeimu": LocalText(en="Tax", ja="税務課"),
    "kaikei": LocalText(en="Accounting", ja="会計課"),
    "shimin": LocalText(en="Citizens' services", ja="市民課"),
    "fukushi": LocalText(en="Welfare", ja="福祉課"),
    "kensetsu": LocalText(en="Public works", ja="建設課"),
    "kyoiku": LocalText(en="Education", ja="教育委員会"),
    "joho": LocalText(en="Information systems", ja="情報政策課"),
    "kikaku": LocalText(en="Planning", ja="企画課"),
    "gikai": LocalText(en="Assembly office", ja="議会事務局"),
}
"""One department of every field of work, and one whose name tells none."""

_HOSTS = re.compile(r"@([\w.-]+)|https?://([\w.-]+)|\b((?:[a-z0-9-]+\.)+(?:com|jp|org|net|info|io))\b", re.ASCII)
_NOBODYS = (".example", ".test", ".invalid")


def town(staff: int, *departments: str, domain: str = "city.example") -> Organisation:
    """Return a town hall of that size; without departments it has all of them."""
    return Organisation(
        name=LocalText(en="Saino City", ja="彩野市"),
        domain=domain,
        staff=staff,
        departments={name: DEPARTMENTS[name] for name in departments or DEPARTMENTS},
    )


def employed(hall: Organisation) -> tuple[Person, ...]:
    """Return its staff."""
    return people(hall, Seed(b"staff"))


def real_hosts(text: str) -> Iterator[str]:
    """Yield the names of hosts in a text that could be somebody's."""
    for found in _HOSTS.finditer(text):
        host = next(name for name in found.groups() if name).rstrip(".")
        if not host.endswith(_NOBODYS):
            yield host


class Always(Draws):
    """Chances that always fall on the same place of what there is to choose from."""

    def __init__(self, place: int) -> None:
        super().__init__(Seed(b"unused"))
        self._place = place

    def below(self, limit: int) -> int:
        """Return the place, or what is left of it."""
        return self._place % limit

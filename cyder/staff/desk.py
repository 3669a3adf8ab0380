"""Where a document comes into being: who writes, when, in which language, and with what words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from cyder.model.base import LocalText
from cyder.model.documents import Language
from cyder.model.people import Person
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.staff.dates import after, fiscal_year, full_en, full_ja, long_en, long_ja, reiwa, short_ja
from cyder.staff.draws import Draws
from cyder.staff.texts.fields import MATTERS, Field, field_of
from cyder.staff.texts.matter import Matter
from cyder.staff.texts.matters_common import COMMON
from cyder.staff.texts.partners import AUTHORITIES, VENDORS, Partner
from cyder.staff.texts.purchases import PURCHASES
from cyder.staff.wording import Wording

T = TypeVar("T")
_FIRST_EXTENSION = 2001


@dataclass(frozen=True)
class Office:
    """A department: its people, its names, and what it is busy with."""

    organisation: Organisation
    people: tuple[Person, ...]
    department: str

    @cached_property
    def extensions(self) -> Mapping[str, int]:
        """Return everybody's number on the house telephone."""
        return {person.account: number for number, person in enumerate(self.people, start=_FIRST_EXTENSION)}

    @cached_property
    def mates(self) -> tuple[Person, ...]:
        """Return who works in the department; everybody where nobody does."""
        return tuple(who for who in self.people if who.department == self.department) or self.people

    @cached_property
    def name(self) -> LocalText:
        """Return the department's name."""
        return self.organisation.departments.get(self.department, LocalText(en="Secretariat", ja="事務局"))

    @cached_property
    def field(self) -> Field:
        """Return the department's field of work."""
        return field_of(self.department, self.name.ja, self.name.en)

    @cached_property
    def suppliers(self) -> tuple[Partner, ...]:
        """Return the firms from which the department buys."""
        trades = {purchase.trade for purchase in PURCHASES if self.needs(purchase.only)}
        return tuple(VENDORS[trade] for trade in sorted(trades))

    @cached_property
    def authorities(self) -> tuple[Partner, ...]:
        """Return the authorities with which the department deals."""
        return tuple(partner for partner in AUTHORITIES if self.needs(partner.only))

    @cached_property
    def in_charge(self) -> Office:
        """Return the department that tells all others what to do: general affairs, or this one where there is none."""
        names = self.organisation.departments
        found = (slug for slug in sorted(names) if field_of(slug, names[slug].ja, names[slug].en) == "affairs")
        return replace(self, department=next(found, self.department))

    def needs(self, fields: str) -> bool:
        """Return whether something is for this department; `fields` are those it is for, empty: all."""
        return not fields or self.field in fields.split()


@dataclass(frozen=True)
class Desk:
    """One document's author, day, language and chances; `turn` counts the documents of its kind before it."""

    office: Office
    author: Person
    day: date
    language: Language
    turn: int
    decks: Seed
    draws: Draws

    @cached_property
    def wording(self) -> Wording:
        """Return what fills the gaps of the document's texts, knowing the words every document may need."""
        return Wording(self.draws, **(self._words_ja() if self.language == "ja" else self._words_en()))

    def fill(self, text: str, **words: str) -> str:
        """Return a text without gaps."""
        return self.wording.fill(text, **words)

    def say(self, text: LocalText) -> str:
        """Return a text in the language of the document."""
        return text.in_language(self.language)

    def deal(self, table: Sequence[T], name: str) -> T:
        """Return this document's card of a table that is dealt out in turn: none twice before all were out."""
        return self.decks.shuffled(name, table)[self.turn % len(table)]

    def matters(self, count: int) -> list[Matter]:
        """Return so many different matters: the first is dealt in turn, of the others two in three are the office's."""
        own = MATTERS[self.office.field]
        first = self.deal((*own, *COMMON), "matters")
        rest = [*self.draws.some(own, (2 * count) // 3), *self.draws.some(COMMON, count)]
        return [first, *(matter for matter in rest if matter is not first)][:count]

    def call(self, person: Person) -> str:
        """Return how a person is called in a document: by surname in Japanese, by full name in English."""
        return person.name.ja.split()[0] if self.language == "ja" else person.name.en

    def others(self, count: int) -> list[Person]:
        """Return so many colleagues of the author, or fewer, in the order of the list of staff."""
        chosen = self.draws.some([who for who in self.office.mates if who.account != self.author.account], count)
        return [who for who in self.office.mates if who in chosen]

    def later(self, least: int, most: int) -> date:
        """Return a working day so many days after the document's."""
        return after(self.day, self.draws.between(least, most))

    def _words(self) -> dict[str, str]:
        colleague = next(iter(self.others(1)), self.author)
        return {
            "office": self.say(self.office.organisation.name),
            "section": self.say(self.office.name),
            "slug": self.office.department or "common",
            "author": self.call(self.author),
            "colleague": self.call(colleague),
            "email": f"{self.author.account}@{self.office.organisation.domain}",
            "ext": str(self.office.extensions[self.author.account]),
            "it": str(max(self.office.extensions.values())),
            "ymd": f"{self.day:%Y%m%d}",
            "ym": f"{self.day:%Y%m}",
            "month": str(self.day.month),
            "lastmonth": str((self.day.month - 2) % 12 + 1),
        }

    def _words_ja(self) -> dict[str, str]:
        year = reiwa(fiscal_year(self.day))
        return self._words() | {
            "date": full_ja(self.day),
            "dateL": long_ja(self.day),
            "soon": short_ja(self.later(10, 30)),
            "later": long_ja(self.later(35, 90)),
            "before": full_ja(after(self.day, -self.draws.between(1, 5))),
            "fy": str(year),
            "nextfy": str(year + 1),
            "mark": mark(self.office),
        }

    def _words_en(self) -> dict[str, str]:
        return self._words() | {
            "date": full_en(self.day),
            "soon": full_en(self.later(10, 30)),
            "later": long_en(self.later(35, 90)),
            "year": str(fiscal_year(self.day)),
            "nextyear": str(fiscal_year(self.day) + 1),
        }


def mark(office: Office) -> str:
    """Return the letters before a document's number: the first of the town's name and of the department's."""
    return f"{office.organisation.name.ja[:1]}{office.name.ja[:1]}"


def slug(text: str) -> str:
    """Return an English title as part of a file name: `queues-at-the-counters`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40].strip("-")

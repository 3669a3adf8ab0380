"""Residents: whom a town hall keeps its registers about."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from cyder.model.base import LocalText, Noun

Relation = Literal["head", "wife", "husband", "child", "mother", "father"]
"""What somebody is to the head of the household, as the register says it."""

FeeKind = Literal["resident-tax", "property-tax", "car-tax", "health-insurance", "care-insurance", "school-lunch"]
CertificateKind = Literal["residence", "seal", "family-register", "income", "tax-payment"]
Place = Literal["counter", "portal", "shop"]
"""Where a certificate was issued: at the counter, on the portal, by the machine in a shop."""


class FullName(Noun):
    """A name in kanji, in katakana and in Roman letters: `田中 葵`, `タナカ アオイ`, `Aoi Tanaka`."""

    kanji: str
    kana: str
    romaji: str


class Fee(Noun):
    """One instalment of a tax or charge, in yen. `paid` is the day it came in; None: it has not."""

    kind: FeeKind
    year: int
    instalment: int
    amount: Annotated[int, Field(gt=0)]
    due: date
    paid: date | None = None


class Certificate(Noun):
    """A certificate that was issued to a resident, and what it cost, in yen."""

    number: str
    kind: CertificateKind
    issued: date
    place: Place
    fee: int


class Resident(Noun):
    """One fictitious resident. `portal_password` is what opens the residents' portal; None: not registered there.

    `individual_number` looks like a My Number and its check digit is wrong. `phone` begins with what no telephone in
    Japan begins with. `email` is in a domain that cannot exist.
    """

    number: Annotated[str, Field(pattern=r"^\d{8}$")]
    household: Annotated[str, Field(pattern=r"^\d{7}$")]
    relation: Relation
    individual_number: Annotated[str, Field(pattern=r"^\d{12}$")]
    name: FullName
    sex: Literal["female", "male"]
    born: date
    postcode: str
    address: LocalText
    phone: str
    email: str | None = None
    portal_password: str | None = None
    fees: tuple[Fee, ...] = ()
    certificates: tuple[Certificate, ...] = ()

    def age(self, today: date) -> int:
        """Return the age in years on a day."""
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))

"""Who writes and who is written to: staff, firms, authorities, residents, as a mail names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cyder.model.documents import Language
from cyder.model.messages import Correspondent
from cyder.model.people import Person
from cyder.model.residents import Resident
from cyder.staff.desk import Office
from cyder.staff.draws import Draws
from cyder.staff.texts.partners import Partner
from cyder.staff.texts.thread import INSIDE, Relation
from cyder.staff.texts.towns import NEWCOMERS, PROVIDERS


@dataclass(frozen=True)
class Party:
    """One end of a correspondence: the address, how letters call it, and the words of its signature.

    `account` is the member of staff's; empty: somebody outside.
    """

    who: Correspondent
    called: str
    full: str
    account: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def staff_party(office: Office, person: Person, language: Language, relation: Relation) -> Party:
    """Return a member of staff; English colleagues call each other by given names."""
    full = person.name.in_language(language)
    called = full.split()[0] if language == "ja" or relation in INSIDE else full
    address = f"{person.account}@{office.organisation.domain}"
    words = {
        "office": office.organisation.name.in_language(language),
        "section": office.name.in_language(language),
        "ext": str(office.extensions[person.account]),
        "it": str(max(office.extensions.values())),
        "address": address,
    }
    return Party(Correspondent(name=full, address=address), called, full, person.account, words)


def partner_party(draws: Draws, partner: Partner, language: Language) -> Party:
    """Return somebody at a firm, an authority or abroad."""
    kanji, romaji, box = draws.pick(partner.people)
    firm, address = partner.name.in_language(language), f"{box}@{partner.domain}"
    called, shown = (kanji, f"{firm} {kanji}") if language == "ja" else (romaji, romaji)
    words = {"firm": firm, "phone": f"0000-{partner.phone}", "address": address}
    return Party(Correspondent(name=shown, address=address), called, called, words=words)


def resident_party(resident: Resident) -> Party:
    """Return a resident who has an e-mail address."""
    full = resident.name.kanji
    return Party(Correspondent(name=full, address=resident.email or ""), full.split()[0], full)


def newcomer_party(draws: Draws) -> Party:
    """Return a resident who writes in English."""
    at = draws.below(len(NEWCOMERS))
    name, box = NEWCOMERS[at]
    return Party(Correspondent(name=name, address=f"{box}@{PROVIDERS[at % len(PROVIDERS)]}"), name, name)

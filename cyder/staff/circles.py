"""With whom a department writes: the threads its people may be in, and the two sides of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cyder.model.documents import Language
from cyder.model.people import Person
from cyder.model.residents import Resident
from cyder.model.scenario import Organisation
from cyder.staff.desk import Office
from cyder.staff.draws import Draws
from cyder.staff.letters import Exchange
from cyder.staff.parties import Party, newcomer_party, partner_party, resident_party, staff_party
from cyder.staff.texts.letters_en import LETTERS_EN
from cyder.staff.texts.letters_inside_ja import INSIDE_JA
from cyder.staff.texts.letters_outside_ja import OUTSIDE_JA
from cyder.staff.texts.partners import OVERSEAS, Partner
from cyder.staff.texts.thread import INSIDE, Thread

_THREADS: Mapping[Language, tuple[Thread, ...]] = {"ja": (*INSIDE_JA, *OUTSIDE_JA), "en": LETTERS_EN}
_SECTION = 80
"""People: with more of them, nobody writes to all by name."""

_COPIED = 20
"""So many in a hundred of the threads with somebody outside are read by a colleague, too."""


def circles(
    people: Sequence[Person], organisation: Organisation, residents: Sequence[Resident]
) -> Mapping[str, Circle]:
    """Return the circle of every department where somebody works, by its short name."""
    whole = Office(organisation, tuple(people), "")
    offices = [replace(whole, department=name) for name in sorted({who.department for who in people})]
    writers = tuple(each for each in residents if each.email)
    return {
        office.department: Circle(office, tuple(other for other in offices if other is not office), writers)
        for office in offices
    }


@dataclass(frozen=True)
class Circle:
    """A department, the other departments, and the residents who write mail."""

    office: Office
    others: tuple[Office, ...]
    residents: tuple[Resident, ...]

    @cached_property
    def threads(self) -> Mapping[Language, tuple[Thread, ...]]:
        """Return what the department's people may write about."""
        return {
            language: tuple(thread for thread in listed if self._has(thread, language))
            for language, listed in _THREADS.items()
        }

    def exchange(
        self, draws: Draws, owner: Person, thread: Thread, language: Language, *, wants: Callable[[Person], int]
    ) -> Exchange:
        """Return the two sides of a thread, one of them the owner's.

        `wants` tells how many mails somebody still wants; colleagues are chosen among those who want some, if possible.
        """
        me = staff_party(self.office, owner, language, thread.relation)
        other = self._other(draws, owner, thread, language, wants)
        readers = self._readers(draws, {owner.account, other.account}, thread, wants)
        first, second = (me, other) if self._begins(thread) else (other, me)
        also = tuple(staff_party(self.office, mate, language, thread.relation) for mate in readers)
        return Exchange(thread, language, first, second, also)

    def _has(self, thread: Thread, language: Language) -> bool:
        match thread.relation:
            case "colleague":
                return bool(self._elsewhere(thread))
            case "mate":
                return self.office.needs(thread.only) and len(self.office.mates) > 1
            case "section":
                return self.office.needs(thread.only) and 1 < len(self.office.mates) <= _SECTION
            case "resident":
                return self.office.needs(thread.only) and (language == "en" or bool(self.residents))
            case _:
                return self.office.needs(thread.only) and bool(self._partners(thread))

    def _elsewhere(self, thread: Thread) -> list[Office]:
        """Return the departments with which this one may have the thread: one of the two must be whom it is for."""
        there = self.others or ((self.office,) if len(self.office.mates) > 1 else ())
        return [office for office in there if self.office.needs(thread.only) or office.needs(thread.only)]

    def _partners(self, thread: Thread) -> list[Partner]:
        known = {"firm": self.office.suppliers, "authority": self.office.authorities, "overseas": OVERSEAS}
        wanted = [f"{name}.example" for name in thread.by.split()]
        return [partner for partner in known[thread.relation] if not wanted or partner.domain in wanted]

    def _begins(self, thread: Thread) -> bool:
        """Return whether the owner writes first."""
        if thread.relation == "colleague" and thread.only:
            return self.office.needs(thread.only) == (thread.starts == "outside")
        return thread.relation not in INSIDE and thread.starts == "inside"

    def _other(
        self, draws: Draws, owner: Person, thread: Thread, language: Language, wants: Callable[[Person], int]
    ) -> Party:
        if thread.relation == "resident":
            return newcomer_party(draws) if language == "en" else resident_party(draws.pick(self.residents))
        if thread.relation not in INSIDE:
            return partner_party(draws, draws.pick(self._partners(thread)), language)
        office = draws.pick(self._elsewhere(thread)) if thread.relation == "colleague" else self.office
        (chosen,) = _wanting(draws, [who for who in office.mates if who.account != owner.account], wants)
        return staff_party(office, chosen, language, thread.relation)

    def _readers(
        self, draws: Draws, taken: set[str], thread: Thread, wants: Callable[[Person], int]
    ) -> Sequence[Person]:
        mates = [mate for mate in self.office.mates if mate.account not in taken]
        if thread.relation == "section":
            return mates
        alone = thread.relation in INSIDE or not draws.chance(_COPIED)
        return [] if alone else _wanting(draws, mates, wants)


def _wanting(draws: Draws, there: Sequence[Person], wants: Callable[[Person], int]) -> list[Person]:
    """Return one of those who want mail, or who want least to have no more; nobody where nobody is."""
    least = min(1, max(map(wants, there), default=0))
    return draws.some([who for who in there if wants(who) >= least], 1)

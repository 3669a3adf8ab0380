"""With whom a department writes: the threads its people may be in, and the two sides of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
from cyder.staff.texts.thread import Thread

_THREADS: dict[Language, tuple[Thread, ...]] = {"ja": (*INSIDE_JA, *OUTSIDE_JA), "en": LETTERS_EN}
_COPIED = 20
"""So many in a hundred who write with somebody outside let a colleague read along."""


@dataclass(frozen=True)
class Circle:
    """One department, the other departments where somebody works, and the residents who write mail."""

    office: Office
    others: tuple[Office, ...]
    residents: tuple[Resident, ...]

    def threads(self, language: Language) -> tuple[Thread, ...]:
        """Return what the department's people may be in."""
        return tuple(thread for thread in _THREADS[language] if self._has(thread, language))

    def exchange(
        self, draws: Draws, owner: Person, thread: Thread, language: Language, lacks: Callable[[Person], bool]
    ) -> Exchange:
        """Return the two sides of a thread, one of them the owner; colleagues who lack mail are asked first."""
        me = staff_party(self.office, owner, language, thread.relation)
        if thread.relation == "section":
            sender, *readers = (self._inside(mate, language, thread) for mate in self._mates(draws, owner))
            return Exchange(thread, language, sender, me, tuple(readers))
        if thread.relation == "mate":
            return Exchange(thread, language, self._inside(_one(draws, self._mates(draws, owner), lacks), language, thread), me)
        if thread.relation == "colleague":
            return self._between(me, self._colleague(draws, owner, thread, language, lacks), thread, language)
        outside = self._outside(draws, thread, language)
        first, second = (outside, me) if thread.starts == "outside" else (me, outside)
        copied = self._mates(draws, owner)[:1] if draws.chance(_COPIED) else []
        return Exchange(thread, language, first, second, tuple(self._inside(mate, language, thread) for mate in copied))

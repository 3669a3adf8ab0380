"""The mail of a whole organisation: what colleagues, firms, authorities and residents wrote, all from one seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from cyder.model.documents import Language
from cyder.model.messages import Message
from cyder.model.people import Person
from cyder.model.residents import Resident
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.staff.dates import REFERENCE
from cyder.staff.desk import Office
from cyder.staff.draws import Draws
from cyder.staff.letters import Exchange, letters
from cyder.staff.parties import Party, partner_party, resident_party, staff_party
from cyder.staff.residents import residents as invented
from cyder.staff.texts.letters_en import LETTERS_EN
from cyder.staff.texts.letters_inside_ja import INSIDE_JA
from cyder.staff.texts.letters_outside_ja import OUTSIDE_JA
from cyder.staff.texts.thread import Relation, Thread

_THREADS: dict[Language, tuple[Thread, ...]] = {"ja": (*INSIDE_JA, *OUTSIDE_JA), "en": LETTERS_EN}
_WEIGHTS: tuple[tuple[Relation, int], ...] = (
    ("colleague", 44), ("section", 6), ("firm", 18), ("authority", 12), ("resident", 14), ("overseas", 12),
)  # fmt: skip
_INVENTED = 200
"""Residents who write where no register of residents was handed in."""


def correspondence(
    people: Sequence[Person],
    organisation: Organisation,
    seed: Seed,
    *,
    accounts: Collection[str] | None = None,
    per_mailbox: tuple[int, int] = (3, 8),
    english: int = 20,
    today: date = REFERENCE,
    residents: Sequence[Resident] = (),
) -> tuple[Message, ...]:
    """Return the mail of the last two months or so, the oldest first.

    Each of `accounts` (all, if not given) receives from `per_mailbox[0]` to a little over `per_mailbox[1]` mails. Every
    mail stands once: it lies in the mailboxes of all its recipients, and in its sender's folder of sent mail. `english`
    is how many threads in a hundred are in English. `residents` are those who may write; those without e-mail do not.
    Ages are in seconds and fall on working days on a machine whose clock says `today`, whatever the time of day.
    """
    writers = [each for each in residents or invented(_INVENTED, seed, organisation=organisation) if each.email]
    room = _PostRoom(people, organisation, seed, writers, english=english, today=today)
    chosen = [who for who in people if accounts is None or who.account in accounts]
    wishes = Draws(seed.child("wishes"))
    room.wanted.update({who.account: wishes.between(*per_mailbox) for who in chosen})
    for who in seed.shuffled("order", chosen):
        while room.lacks(who):
            room.write_to(who)
    return tuple(sorted(room.written, key=lambda message: (-message.age, message.id)))


class _PostRoom:
    """Mails as they are written, and how many everybody still wants."""

    def __init__(
        self,
        people: Sequence[Person],
        organisation: Organisation,
        seed: Seed,
        writers: Sequence[Resident],
        *,
        english: int,
        today: date,
    ) -> None:
        self._office = Office(organisation, tuple(people), "")
        self._offices: dict[str, Office] = {}
        self._people = {who.account: who for who in people}
        self._seed, self._writers, self._english, self._today = seed, writers, english, today
        self._threads = 0
        self._subjects: set[tuple[str, str]] = set()
        self.wanted: Counter[str] = Counter()
        self.written: list[Message] = []

    def lacks(self, who: Person) -> bool:
        """Return whether somebody still wants mail."""
        return self.wanted[who.account] > 0

    def write_to(self, owner: Person) -> None:
        """Write one thread in which the owner receives at least its first mail, or an answer."""
        seed = self._seed.child(f"thread/{self._threads}")
        self._threads += 1
        draws = Draws(seed.child("who"))
        language: Language = "en" if draws.chance(self._english) else "ja"
        exchange = self._exchange(draws, owner, self._thread(draws, owner, language), language)
        mails = letters(exchange, seed, self._today)
        boxes = {party.who.address: party.account for party in (exchange.first, exchange.second, *exchange.others)}
        for mail in mails:
            self.wanted.subtract(boxes[address] for address in mail.recipients)
        self._subjects |= {(account, exchange.thread.subject) for account in boxes.values()}
        self.written += mails

    def _of(self, who: Person) -> Office:
        if who.department not in self._offices:
            self._offices[who.department] = replace(self._office, department=who.department)
        return self._offices[who.department]

    def _thread(self, draws: Draws, owner: Person, language: Language) -> Thread:
        """Return what the owner has not yet written about, if there is such a thing."""
        office = self._of(owner)
        fit = [thread for thread in _THREADS[language] if office.needs(thread.only)]
        fresh = [thread for thread in fit if (owner.account, thread.subject) not in self._subjects] or fit
        if not self._most_lack(office):
            fresh = [thread for thread in fresh if thread.relation != "section"] or fit
        there = {thread.relation for thread in fresh}
        relation = draws.weighted([(kind, weight) for kind, weight in _WEIGHTS if kind in there])
        return draws.pick([thread for thread in fresh if thread.relation == relation])

    def _most_lack(self, office: Office) -> bool:
        return sum(self.lacks(mate) for mate in office.mates) * 2 > len(office.mates)

    def _exchange(self, draws: Draws, owner: Person, thread: Thread, language: Language) -> Exchange:
        me = self._party(owner, language, thread.relation)
        if thread.relation == "section":
            sender = next(iter(self._mates(draws, owner, 1)), owner)
            others = [mate for mate in self._of(owner).mates if mate.account not in {sender.account, owner.account}]
            readers = tuple(self._party(mate, language, thread.relation) for mate in others)
            return Exchange(thread, language, self._party(sender, language, thread.relation), me, readers)
        if thread.relation == "colleague":
            other = self._party(self._colleague(draws, owner), language, thread.relation)
            return Exchange(thread, language, other, me)
        outside = self._outside(draws, thread.relation, language)
        first, second = (outside, me) if thread.starts == "outside" else (me, outside)
        copied = self._mates(draws, owner, 1) if draws.chance(20) else []
        return Exchange(
            thread, language, first, second, tuple(self._party(mate, language, thread.relation) for mate in copied)
        )

    def _outside(self, draws: Draws, relation: Relation, language: Language) -> Party:
        if relation == "resident":
            return resident_party(draws.pick(self._writers), language)
        return partner_party(draws, relation, language)

    def _mates(self, draws: Draws, owner: Person, count: int) -> list[Person]:
        return draws.some([mate for mate in self._of(owner).mates if mate.account != owner.account], count)

    def _colleague(self, draws: Draws, owner: Person) -> Person:
        """Return whom the owner writes with: rather somebody of the same department, rather one who wants mail."""
        near = self._of(owner).mates if draws.chance(70) else tuple(self._people.values())
        others = [who for who in near if who.account != owner.account] or [
            who for who in self._people.values() if who.account != owner.account
        ]
        return draws.pick([who for who in others if self.lacks(who)] or others)

    def _party(self, who: Person, language: Language, relation: Relation) -> Party:
        return staff_party(self._of(who), who, language, relation)

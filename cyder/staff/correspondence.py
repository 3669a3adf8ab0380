"""The mail of a whole organisation: what colleagues, firms, authorities and residents wrote, all from one seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from cyder.model.documents import Language
from cyder.model.messages import Message
from cyder.model.people import Person
from cyder.model.residents import Resident
from cyder.model.scenario import Organisation
from cyder.model.seed import Seed
from cyder.staff.circles import Circle, circles
from cyder.staff.dates import REFERENCE
from cyder.staff.draws import Draws
from cyder.staff.letters import letters
from cyder.staff.residents import residents as invented
from cyder.staff.texts.thread import Relation, Thread

_WEIGHTS: tuple[tuple[Relation, int], ...] = (
    ("mate", 26), ("colleague", 20), ("section", 6),
    ("firm", 18), ("authority", 12), ("resident", 14), ("overseas", 12),
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
    writers = residents or invented(_INVENTED, seed, organisation=organisation, today=today)
    room = _PostRoom(circles(people, organisation, writers), seed, english=english, today=today)
    chosen = [who for who in people if accounts is None or who.account in accounts]
    wishes = Draws(seed.child("wishes"))
    room.wanted.update({who.account: wishes.between(*per_mailbox) for who in chosen})
    for who in seed.shuffled("order", chosen):
        while room.lacks(who):
            room.write_to(who)
    return tuple(sorted(room.written, key=lambda message: (-message.age, message.id)))


class _PostRoom:
    """Mails as they are written, and how many everybody still wants."""

    def __init__(self, everybody: Mapping[str, Circle], seed: Seed, *, english: int, today: date) -> None:
        self._circles, self._seed, self._english, self._today = everybody, seed, english, today
        self._threads = 0
        self._known: set[tuple[str, str]] = set()
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
        circle = self._circles[owner.department]
        thread = self._thread(draws, owner, circle, language)
        exchange = circle.exchange(draws, owner, thread, language, wants=lambda who: self.wanted[who.account])
        mails = letters(exchange, seed, self._today)
        boxes = {party.who.address: party.account for party in (exchange.first, exchange.second, *exchange.others)}
        for mail in mails:
            self.wanted.subtract(boxes[address] for address in mail.recipients)
        self._known |= {(account, thread.subject) for account in boxes.values()}
        self.written += mails

    def _thread(self, draws: Draws, owner: Person, circle: Circle, language: Language) -> Thread:
        """Return what the owner has not yet written about, if there is such a thing."""
        fit = [thread for thread in circle.threads[language] if thread.relation != "section" or self._most_lack(circle)]
        fresh = [thread for thread in fit if (owner.account, thread.subject) not in self._known] or fit
        there = {thread.relation for thread in fresh}
        relation = draws.weighted([(kind, weight) for kind, weight in _WEIGHTS if kind in there])
        return draws.pick([thread for thread in fresh if thread.relation == relation])

    def _most_lack(self, circle: Circle) -> bool:
        mates = circle.office.mates
        return sum(self.lacks(mate) for mate in mates) * 4 > len(mates) * 3

"""One thread of mails, written out: greetings, bodies, signatures, answers that refer to what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cyder.model.documents import Language
from cyder.model.messages import Correspondent, Message
from cyder.model.seed import Seed
from cyder.staff.dates import workday
from cyder.staff.draws import Draws
from cyder.staff.holidays import is_workday
from cyder.staff.parties import Party
from cyder.staff.texts.letterheads import LETTERHEADS, OUTSIDERS, REPLIES, SIGNATURES, Direction
from cyder.staff.texts.thread import Thread
from cyder.staff.wording import Wording

_DAY, _HOUR, _MINUTE = 86400, 3600, 60
_OLDEST = 60
"""Days: who keeps more has a folder for it."""

_LATEST = 1800
"""Seconds: nothing is younger than this."""

_QUOTED = 6
"""Lines of a mail that its answer repeats."""


@dataclass(frozen=True)
class Exchange:
    """Who takes part in a thread: `first` writes to `second`; `others` read along."""

    thread: Thread
    language: Language
    first: Party
    second: Party
    others: tuple[Party, ...] = ()


def letters(exchange: Exchange, seed: Seed, today: date) -> tuple[Message, ...]:
    """Return the mails of a thread, the oldest first; answers that would come after now are not written yet."""
    draws = Draws(seed)
    wording = Wording(draws)
    subject = wording.fill(exchange.thread.subject)
    age = _start(draws, today)
    written: list[Message] = []
    quoted = ""
    for turn, text in enumerate(exchange.thread.mails):
        if age < _LATEST:
            break
        sender, receiver = (exchange.first, exchange.second) if turn % 2 == 0 else (exchange.second, exchange.first)
        wording.know({**receiver.words, **sender.words})
        wording.know({"from": sender.called, "fullfrom": sender.full, "to": receiver.called})
        core = wording.fill(text)
        written.append(
            Message(
                id=f"{seed.token(f'id/{turn}')[:20]}@{sender.who.address.partition('@')[2]}",
                sender=sender.who,
                to=_receivers(exchange, receiver),
                cc=() if exchange.thread.relation == "section" else tuple(party.who for party in exchange.others),
                subject=f"Re: {subject}" if turn else subject,
                body=_body(exchange, wording, core, sender, turn=turn) + quoted,
                language=exchange.language,
                age=age,
                references=tuple(message.id for message in written),
            )
        )
        quoted = _quotation(core)
        age = _answered(draws, age, today, exchange.thread)
    return tuple(written)


def _receivers(exchange: Exchange, receiver: Party) -> tuple[Correspondent, ...]:
    if exchange.thread.relation == "section":
        return tuple(party.who for party in (receiver, *exchange.others))
    return (receiver.who,)


def _body(exchange: Exchange, wording: Wording, core: str, sender: Party, *, turn: int) -> str:
    relation = exchange.thread.relation
    direction: Direction = "out" if sender.account else "in"
    head = LETTERHEADS[exchange.language][relation, direction]
    if turn:
        head = REPLIES[exchange.language].get((relation, direction), head)
    return f"{wording.fill(head, body=core)}\n\n{_signature(exchange, wording, sender)}\n"


def _signature(exchange: Exchange, wording: Wording, sender: Party) -> str:
    if sender.account:
        styles: Sequence[str] = SIGNATURES[exchange.language]
        return wording.fill(styles[sum(sender.account.encode()) % len(styles)])
    return wording.fill(OUTSIDERS[exchange.language] if "firm" in sender.words else "{fullfrom}")


def _quotation(core: str) -> str:
    lines = core.splitlines()
    return "\n" + "".join(f"> {line}\n" for line in lines[:_QUOTED])


def _start(draws: Draws, today: date) -> int:
    """Return the age of a thread in seconds: on a working day, no more than some hours off the present time of day."""
    day = workday(today - timedelta(days=draws.between(1, _OLDEST)))
    return (today - day).days * _DAY + draws.between(-2 * _HOUR, 3 * _HOUR)


def _answered(draws: Draws, age: int, today: date, thread: Thread) -> int:
    """Return the age of the answer: some minutes to two hours later, or much the same hour of a later working day."""
    if thread.pace == "hours":
        return age - draws.between(6, 120) * _MINUTE
    days = draws.between(1, 3)
    while not is_workday(today - timedelta(days=round(age / _DAY) - days)):
        days += 1
    return age - days * _DAY + draws.between(0, 40) * _MINUTE

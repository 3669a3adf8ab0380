"""Use cases of a team: read what it was told, answer, and turn to somebody of its own accord."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.state import state_of
from cyder.exercise.timing import team_clock
from cyder.model.base import LocalText
from cyder.model.ledger import LONGEST_TEXT, Asked, Entry, Injected, Replied, Rewound

TRAINEES = "trainees"


@dataclass(frozen=True)
class Told:
    """Something a team was told: when, how, by whom; whether an answer is expected, and whether there is one."""

    event: str
    at: datetime
    channel: str
    sender: LocalText
    subject: LocalText | None
    text: LocalText
    wants_reply: bool
    replied: bool


@dataclass(frozen=True)
class Said:
    """Something a team said: when, and to which event it was the answer, or which contact it was for."""

    to: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Mailbox:
    """What a team was told and said so far, and the contacts it may turn to, by the name to ask them with."""

    told: tuple[Told, ...]
    said: tuple[Said, ...]
    contacts: dict[str, LocalText]


def mailbox(exercise: Exercise, team: str) -> Mailbox:
    """Return all that a team's conversations hold."""
    contacts = {name: contact.name for name, contact in exercise.scenario.contacts.items()}
    return Mailbox(tuple(inbox(exercise, team)), tuple(said(exercise, team)), contacts)


def inbox(exercise: Exercise, team: str) -> list[Told]:
    """Return what a team was told so far, oldest first; what is for instructors only is not in it."""
    entries = _since_rewind(exercise, team)
    answered = {entry.body.event for entry in entries if isinstance(entry.body, Replied)}
    return [
        Told(
            event=entry.body.event,
            at=entry.at,
            channel=entry.body.channel,
            sender=entry.body.sender,
            subject=entry.body.subject,
            text=entry.body.text,
            wants_reply=entry.body.until is not None,
            replied=entry.body.event in answered,
        )
        for entry in entries
        if isinstance(entry.body, Injected) and TRAINEES in entry.body.audience
    ]


def said(exercise: Exercise, team: str) -> list[Said]:
    """Return what a team answered and asked so far, oldest first."""
    found = []
    for entry in _since_rewind(exercise, team):
        match entry.body:
            case Replied(event=to, text=text) | Asked(contact=to, text=text):
                found.append(Said(to, entry.at, text))
            case _:
                pass
    return found


def reply(exercise: Exercise, team: str, event: str, text: str, *, author: str) -> None:
    """Answer something the team was told; it may answer more than once, and the first answer counts for deadlines.

    Raises:
        NotFound: it was told no such thing.
        BadInput: the answer is empty, or too long.
        Refused: the exercise is over.
    """
    known = [told.event for told in inbox(exercise, team)]
    if event not in known:
        raise NotFound.named("message", event, known)
    _say(exercise, team, Replied(event=event, text=_checked(text)), author=author)


def ask(exercise: Exercise, team: str, contact: str, text: str, *, author: str) -> None:
    """Turn to one of the team's contacts; for what hangs on it, the first time counts.

    Raises:
        NotFound: there is no such contact.
        BadInput: the question is empty, or too long.
        Refused: the exercise has not begun, or is over.
    """
    if contact not in exercise.scenario.contacts:
        raise NotFound.named(
            "contact", contact, exercise.scenario.contacts, hint="`cyder inbox` lists whom you may ask"
        )
    _say(exercise, team, Asked(contact=contact, text=_checked(text)), author=author)


def _checked(text: str) -> str:
    if not text.strip():
        raise BadInput("nothing was said", hint='put the text into quotes: "We are looking into it."')
    if len(text) > LONGEST_TEXT:
        message = f"{len(text)} characters, where there may be {LONGEST_TEXT} at most"
        raise BadInput(message, hint="say it in several messages")
    return text


def _say(exercise: Exercise, team: str, body: Replied | Asked, *, author: str) -> None:
    state = state_of(exercise.ledger.entries())
    if state in {"new", "ready"}:
        raise Refused(f"exercise '{exercise.name}' has not begun", hint=f"cyder start {exercise.name}")
    if state == "ended":
        raise Refused(f"exercise '{exercise.name}' is over; nobody listens any more", hint="")
    exercise.ledger.append(body, team=team, author=author, clock=team_clock(exercise, team))


def _since_rewind(exercise: Exercise, team: str) -> Sequence[Entry]:
    exercise.resolved(team)
    entries = exercise.ledger.entries(team=team)
    return entries[max((n for n, entry in enumerate(entries, 1) if isinstance(entry.body, Rewound)), default=0) :]

"""Use cases of a team: read what it was told, and answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cyder.errors import NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.state import state_of
from cyder.exercise.timing import team_clock
from cyder.model.base import LocalText
from cyder.model.ledger import Injected, Replied, Rewound

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


def inbox(exercise: Exercise, team: str) -> list[Told]:
    """Return what a team was told so far, oldest first; what is for instructors only is not in it."""
    exercise.resolved(team)
    entries = exercise.ledger.entries(team=team)
    entries = entries[max((n for n, entry in enumerate(entries, 1) if isinstance(entry.body, Rewound)), default=0) :]
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


def reply(exercise: Exercise, team: str, event: str, text: str, *, author: str) -> None:
    """Answer something the team was told; it may answer more than once, and the first answer counts for deadlines.

    Raises:
        NotFound: it was told no such thing.
        Refused: the exercise is over.
    """
    known = [told.event for told in inbox(exercise, team)]
    if event not in known:
        raise NotFound.named("message", event, known)
    if state_of(exercise.ledger.entries()) == "ended":
        raise Refused(f"exercise '{exercise.name}' is over; nobody waits for an answer", hint="")
    clock = team_clock(exercise, team)
    exercise.ledger.append(Replied(event=event, text=text), team=team, author=author, clock=clock)

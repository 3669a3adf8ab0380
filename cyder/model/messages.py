"""Messages: what lies in mailboxes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cyder.model.base import Noun, Seconds
from cyder.model.documents import Language


class Correspondent(Noun):
    """Somebody who writes or is written to; the address is below `.example` or `.test`."""

    name: str
    address: Annotated[str, Field(pattern=r"^[a-z0-9.-]+@([a-z0-9-]+\.)+(example|test)$")]


class Message(Noun):
    """One e-mail. `id` is its Message-ID without brackets; `age` is how long ago it was sent.

    `references` are the ids of the messages before it in its thread, the first one first; it answers the last.
    """

    id: str
    sender: Correspondent
    to: Annotated[tuple[Correspondent, ...], Field(min_length=1)]
    cc: tuple[Correspondent, ...] = ()
    subject: str
    body: str
    language: Language
    age: Seconds
    references: tuple[str, ...] = ()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Return the addresses it was sent to."""
        return tuple(who.address for who in (*self.to, *self.cc))


class Letter(Noun):
    """A mail that an exercise puts into somebody's mailbox: from which address and name, to whose account."""

    sender: str
    name: str
    account: str
    subject: str
    text: str

"""A message as the text that lies in a mailbox: RFC 5322 with MIME's encodings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr

from cyder.model.messages import Correspondent, Message

_WIDTH = 66
"""Characters of an encoded word at most, so that a line with its field's name stays below 76 (RFC 2047, section 2)."""


def rfc5322(message: Message, sent: datetime | None = None) -> str:
    """Return header and body, lines ending with a line feed, as a Maildir keeps them.

    Header fields with Japanese in them are encoded words (RFC 2047); the body is UTF-8, eight bits, so that `grep`
    finds words in it. `sent` must know its zone. Without it there is no Date field: when a mail was sent,
    `message.age` before now, only the machine knows that keeps it, and it may put the field first of all.
    """
    head = "".join(f"{name}: {value}\n" for name, value in _fields(message, sent))
    return f"{head}\n{message.body}"


def _fields(message: Message, sent: datetime | None) -> Iterator[tuple[str, str]]:
    if sent is not None:
        yield "Date", format_datetime(sent)
    yield "From", _mailbox(message.sender)
    yield "To", _mailboxes(message.to)
    if message.cc:
        yield "Cc", _mailboxes(message.cc)
    yield "Subject", _encoded(message.subject)
    yield "Message-ID", f"<{message.id}>"
    if message.references:
        yield "In-Reply-To", f"<{message.references[-1]}>"
        yield "References", "\n ".join(f"<{reference}>" for reference in message.references)
    yield "MIME-Version", "1.0"
    yield "Content-Type", "text/plain; charset=utf-8"
    yield "Content-Transfer-Encoding", "7bit" if message.body.isascii() else "8bit"


def _mailboxes(people: Iterable[Correspondent]) -> str:
    return ",\n ".join(_mailbox(who) for who in people)


def _mailbox(who: Correspondent) -> str:
    if who.name.isascii():
        return formataddr((who.name, who.address))
    return f"{_encoded(who.name)}\n <{who.address}>"


def _encoded(text: str) -> str:
    """Return a text as encoded words on lines of their own, or as it is if it is ASCII."""
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=_WIDTH).encode()

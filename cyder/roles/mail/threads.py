"""The newest thread in somebody's mailbox, as whoever has read the mailbox knows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from cyder.contracts.node import Node
from cyder.errors import CyderError
from cyder.model.messages import Correspondent

_FIELDS = "hdr.from.utf8 hdr.subject.utf8 hdr.message-id hdr.references"
_ID = re.compile(r"<([^<>\s]+)>")
_ADDRESS = re.compile(r"[a-z0-9.-]+@([a-z0-9-]+\.)+(example|test)")


@dataclass(frozen=True)
class Thread:
    """Who wrote last, about what, and the Message-IDs so far, the newest last."""

    writer: Correspondent
    subject: str
    references: tuple[str, ...]


def newest_thread(server: Node, own: str, marker: str) -> Thread:
    """Return the newest thread in an inbox, of somebody outside if there is one; what bears the marker is none.

    Raises:
        CyderError: the server cannot look, or nobody has written.
    """
    argv = ("doveadm", "-f", "json", "fetch", "-u", own, _FIELDS, "mailbox", "INBOX", "ALL")
    result = server.run(argv, timeout=20)
    if not result.ok:
        raise CyderError(f"doveadm cannot look into the mailbox of {own}: {result.out.strip()[-200:]}")
    found = [thread for mail in json.loads(result.out or "[]") for thread in _thread(mail, marker)]
    domain = own.partition("@")[2]
    strangers = [thread for thread in found if not thread.writer.address.endswith(f"@{domain}")]
    if not found:
        raise CyderError(f"nobody has written to {own} yet", hint="let somebody write first, or choose another account")
    return (strangers or found)[-1]


def _thread(mail: dict[str, str], marker: str) -> Iterator[Thread]:
    before = _ID.findall(f"{mail['hdr.references']} {mail['hdr.message-id']}")
    name, address = parseaddr(mail["hdr.from.utf8"])
    if before and _ADDRESS.fullmatch(address) and not any(marker in id for id in before):
        subject = " ".join(mail["hdr.subject.utf8"].split())
        yield Thread(Correspondent(name=name, address=address), subject, tuple(before))

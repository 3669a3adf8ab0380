"""What an action sends: a mail, with or without something attached, as the text that goes over the wire."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from cyder.contracts.action import Scene
from cyder.model.base import Noun
from cyder.model.messages import Correspondent

_POLICY = EmailPolicy(linesep="\n", cte_type="8bit", max_line_length=76)

MailAddress = Annotated[str, Field(pattern=r"^[a-z0-9._-]+@([a-z0-9-]+\.)+(example|test)$", max_length=120)]
"""An address of somebody who does not exist: below `.example` or `.test`."""

FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,40}\.[a-z0-9]{2,5}$")]
"""A file's name with its ending: `mitsumori.docm`."""

Line = Annotated[str, Field(pattern=r"^[^\r\n]{1,120}$")]
"""One line of text: a subject, a name."""


class Attachment(Noun):
    """An inert text under a file's name."""

    name: FileName
    content: str

    @property
    def sha256(self) -> str:
        """Return the digest a defender gets who saves it."""
        return hashlib.sha256(self.content.encode()).hexdigest()


class OutgoingMail(Noun):
    """One mail as its writer wants it to look; `envelope` is where it says it really comes from, if elsewhere."""

    sender: Correspondent
    to: tuple[Correspondent, ...]
    subject: str
    body: str
    envelope: str = ""
    reply_to: str = ""
    references: tuple[str, ...] = ()
    attachment: Attachment | None = None

    @property
    def bounces_to(self) -> str:
        """Return the envelope's sender."""
        return self.envelope or self.sender.address

    def text(self, mark: str, sent: datetime) -> str:
        """Return the whole mail; its Message-ID bears the mark."""
        mail = EmailMessage(policy=_POLICY)
        mail["Date"] = sent
        mail["From"] = _mailbox(self.sender)
        mail["To"] = [_mailbox(who) for who in self.to]
        if self.reply_to:
            mail["Reply-To"] = self.reply_to
        mail["Subject"] = self.subject
        mail["Message-ID"] = f"<{sent:%Y%m%d%H%M%S}.{mark}@{self.bounces_to.partition('@')[2]}>"
        if self.references:
            mail["In-Reply-To"] = f"<{self.references[-1]}>"
            mail["References"] = " ".join(f"<{reference}>" for reference in self.references)
        mail.set_content(self.body, cte="8bit")
        if self.attachment:
            content, name = self.attachment.content.encode(), self.attachment.name
            mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
        return mail.as_bytes().decode()


def mark_of(scene: Scene) -> str:
    """Return what the Message-IDs of one event bear: the team's marker, and a word of the event's own."""
    return f"{scene.marker}.{scene.seed.token('message')[:8]}"


def message_ids(scene: Scene) -> str:
    """Return the regular expression of an event's Message-IDs, without what stands after the @."""
    return rf"<\d{{14}}\.{re.escape(mark_of(scene))}@"


def local(scene: Scene) -> datetime:
    """Return what the clock on the wall says."""
    return scene.clock.now().astimezone(ZoneInfo(scene.lan.topology.time_zone))


def _mailbox(who: Correspondent) -> Address:
    return Address(display_name=who.name, addr_spec=who.address)

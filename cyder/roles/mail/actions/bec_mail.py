"""A stranger answers in a thread as if they were its writer, and says that payments now go to another account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.mail.accounts import address, attacked, correspondents
from cyder.roles.mail.mailing import Mailing, refused
from cyder.roles.mail.outgoing import MailAddress, OutgoingMail
from cyder.roles.mail.threads import newest_thread

_BODY = """\
お世話になっております。

お支払いの件でご連絡いたします。
取引銀行の都合により、今月から振込先の口座が下記のとおり変わりました。
お手数をおかけしますが、次回のお支払いから新しい口座へお願いいたします。

  銀行名   彩野さくら信用金庫 本店営業部
  口座     普通 0000000
  名義     カ)ケツサイサービス

請求の締めの都合上、本日中にお手続きいただけますと幸いです。
なお、電話がつながりにくくなっておりますので、ご連絡はこのメールへの返信でお願いいたします。
"""


class BecMail(Action):
    """One mail from outside into a real thread of one account: the name of whoever wrote last, other bank data.

    Answers would go to another domain. The thread is looked up on the server, as somebody knows it who has read that
    mailbox before (`coll.mailbox`). The bank and the account do not exist.
    """

    id: ClassVar[str] = "fraud.bec-mail"
    title: ClassVar[LocalText] = LocalText(en="Mail with changed bank data", ja="振込先変更を装うビジネスメール詐欺")
    techniques: ClassVar[tuple[str, ...]] = ("T1684.001", "T1657")
    sources: ClassVar[frozenset[str]] = frozenset({"attacker"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=8)
    touches: ClassVar[str] = "the receiver's mailbox: one mail"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "refuse-reply-to")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "mail", {"account": "$treasurer"}),)

    account: str
    reply_to: MailAddress = "keiri@vend0r.example"
    body: Annotated[str, Field(max_length=4000)] = _BODY

    def run(self, scene: Scene) -> Trace:
        """Hand the mail in at port 25, once."""
        return self._answer(scene).post()

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect who handed it in, where answers would go, and the line of the mailbox it was put into."""
        mailing = self._mailing(scene)
        return mailing.lines(self._answers(mailing))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look where answers are to go, who is said to have written, and into the mailbox."""
        mailing = self._mailing(scene)
        return mailing.seen(
            ("header Reply-To", self._answers(mailing)),
            (f"header From.*from=<{self.reply_to}>", mailing.header("From", "@")),
            by=("Reply-To", self.reply_to),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name where answers go, the source, who was written to, and when the mail lay in the mailbox."""
        source, domain = scene.vantage.address, self.reply_to.partition("@")[2]
        return Truth(
            indicators=(entity("reply-to", email=self.reply_to, domain=domain), entity("source", ip=source)),
            accounts=attacked(scene, (self.account,)),
            timeline=self._mailing(scene).delivered(receipts),
            remedies=tuple(Remedy(kind="block-network", target=target) for target in (source, domain)),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether another stranger's mail comes in."""
        return Check(by="neighbour", probe=self._mailing(scene).served())

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: source kept out, or mail refused whose answers go there; each with the mail out of the mailbox."""
        mailing, allow = self._mailing(scene), (self.control(scene),)
        domain = self.reply_to.partition("@")[2].replace(".", "[.]")
        rule = refused(scene.target, "header_checks", f"/^Reply-To:.*@{domain}/  REJECT")
        return (
            mailing.blocked(allow),
            mailing.purged("refuse-reply-to", (mailing.again(mailing.mail),), allow, rule),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the mail out of every mailbox, and look."""
        return self._mailing(scene).cleaned()

    def _answer(self, scene: Scene) -> Mailing:
        """Return the mail as it is sent: in the thread that is the newest on the living server."""
        mailing = self._mailing(scene)
        thread = newest_thread(scene.lan.node(scene.target), address(scene, self.account), scene.marker)
        subject = thread.subject if thread.subject.lower().startswith("re:") else f"Re: {thread.subject}"
        found = {"sender": thread.writer, "subject": subject, "references": thread.references}
        return replace(mailing, mail=mailing.mail.model_copy(update=found))

    def _mailing(self, scene: Scene) -> Mailing:
        """Return the same without a thread, which does for its lines and for asking whether another one comes in."""
        (writer,) = correspondents(scene, (scene.canary.account,))
        mail = OutgoingMail(
            sender=writer,
            to=correspondents(scene, (self.account,)),
            subject=self.title.ja,
            body=self.body,
            envelope=self.reply_to,
            reply_to=self.reply_to,
        )
        return Mailing(scene, mail, (self.account,))

    def _answers(self, mailing: Mailing) -> str:
        return mailing.header("Reply-To", re.escape(self.reply_to))

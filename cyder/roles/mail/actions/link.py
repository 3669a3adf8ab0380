"""A stranger sends some of the staff a mail with a link that they are to follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import blocked_at_gateway, entity
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.messages import Correspondent
from cyder.roles.mail.accounts import attacked, correspondents
from cyder.roles.mail.links import Link, Place, follows, other_page
from cyder.roles.mail.mailing import Mailing, refused
from cyder.roles.mail.outgoing import Line, MailAddress, OutgoingMail

_BODY = """\
職員各位

情報政策課です。
メールシステムの更新に伴い、すべての職員のアカウントの確認を行っています。
本日17時までに下記のページにログインし、アカウントの確認をお願いします。
期限までに確認がない場合、メールの利用を一時停止することがあります。

{link}

----
情報政策課 ヘルプデスク
"""


class MailLink(Action):
    """One mail from outside to up to six accounts, with a link to a page that is not what it seems. Nobody follows it.

    While the exposure lasts, each round of probes sends it once more, to the canary, and takes that copy away at once.
    """

    id: ClassVar[str] = "mail.link"
    title: ClassVar[LocalText] = LocalText(en="Mail with a deceptive link", ja="フィッシングリンク付きメール")
    techniques: ClassVar[tuple[str, ...]] = ("T1566.002", "T1598.003")
    sources: ClassVar[frozenset[str]] = frozenset({"attacker"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "the receivers' mailboxes: one mail each"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "refuse-sender", "block-link")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("intruder", "mail", {"to": ["$victim", "$tax-officer"], "link": "http://city-portal.test/"}),
    )

    to: Annotated[tuple[str, ...], Field(min_length=1, max_length=6)]
    link: Link
    sender: MailAddress = "helpdesk@city-portal.test"
    name: Line = "情報政策課 ヘルプデスク"
    subject: Line = "【重要】アカウント確認のお願い(本日17時まで)"
    body: Annotated[str, Field(max_length=4000)] = _BODY

    def run(self, scene: Scene) -> Trace:
        """Hand the mail in at port 25, once."""
        return self._mailing(scene).post()

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect who handed it in, its From, and one line for each mailbox it was put into."""
        mailing = self._mailing(scene)
        return mailing.lines(self._from(mailing))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for mail from such a sender, and for the link in the mailboxes."""
        mailing = self._mailing(scene)
        search = ("grep", "-rhF", self._place(scene).host, "/srv/mail")
        return (
            *mailing.seen((f"header From.*{self.sender.partition('@')[2]}", self._from(mailing))),
            Sighting(scene.target, search, re.escape(self.link)),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name sender, source and link, who got it, and when it first lay in a mailbox."""
        source, domain, place = scene.vantage.address, self.sender.partition("@")[2], self._place(scene)
        targets = dict.fromkeys((source, domain, place.host))
        return Truth(
            indicators=(
                entity("sender", email=self.sender, domain=domain),
                entity("source", ip=source),
                entity("link", url=self.link, domain=place.host, ip=place.addresses),
            ),
            accounts=attacked(scene, self.to),
            timeline=self._mailing(scene).delivered(receipts),
            remedies=tuple(Remedy(kind="block-network", target=target) for target in targets),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether another stranger's mail comes in."""
        return Check(by="neighbour", probe=self._mailing(scene).served())

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: source kept out or sender refused, and the mail out of the boxes; or the link leads nowhere any more.

        The link is tried from a PC, through the proxy and round it, and also where no name server gives its address.
        """
        mailing, allow = self._mailing(scene), (self.control(scene),)
        sender = self.sender.replace(".", "[.]")
        rule = refused(scene.target, "header_checks", f"/^From:.*{sender}/  REJECT")
        by_mail = (
            mailing.blocked(allow),
            mailing.purged("refuse-sender", (mailing.again(mailing.mail),), allow, rule),
        )
        place = self._place(scene)
        deny = follows(scene, self.link, place)
        if not deny:
            return by_mail
        typed, undone = blocked_at_gateway(scene, *place.addresses)
        good = (*other_page(scene, place), *allow)
        return (*by_mail, Containment(id="block-link", deny=deny, allow=good, typed=typed, undone=undone))

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the mail out of every mailbox, and look."""
        return self._mailing(scene).cleaned()

    def _mailing(self, scene: Scene) -> Mailing:
        mail = OutgoingMail(
            sender=Correspondent(name=self.name, address=self.sender),
            to=correspondents(scene, self.to),
            subject=self.subject,
            body=self.body.replace("{link}", self.link),
        )
        return Mailing(scene, mail, self.to)

    def _place(self, scene: Scene) -> Place:
        return Place.of(scene.lan.topology, self.link)

    def _from(self, mailing: Mailing) -> str:
        return mailing.header("From", f"<{re.escape(self.sender)}>")

"""Somebody who knows a member of staff's password writes to colleagues in that name."""

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
from cyder.model.people import Person
from cyder.model.scenario import is_private
from cyder.roles.mail.accounts import attacked, correspondents, owner
from cyder.roles.mail.links import Link
from cyder.roles.mail.mail_probes import Submits
from cyder.roles.mail.mailing import Mailing, taken
from cyder.roles.mail.outgoing import Line, OutgoingMail
from cyder.roles.mail.passwords import another_password
from cyder.roles.mail.probes import SUBMISSION, LogsIn

_BODY = """\
お疲れさまです。

先日の会議で話題になった資料を下記に置きました。
お手数ですが、今日中に目を通していただけますか。
{link}

よろしくお願いします。
"""


class PhishInside(Action):
    """One mail to up to six colleagues, from a real account whose password is known: logged in at port 587, once.

    It may bring a link to a page that is not what it seems. Nobody follows it.
    """

    id: ClassVar[str] = "lat.phish-inside"
    title: ClassVar[LocalText] = LocalText(
        en="Phishing from a colleague's account", ja="職員アカウントからの内部フィッシング"
    )
    techniques: ClassVar[tuple[str, ...]] = ("T1534",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "the receivers' mailboxes: one mail each"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "change-password")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("intruder", "mail", {"account": "$victim", "to": ["$clerk"], "link": "http://city-portal.test/"}),
        Trial("pc1", "mail", {"account": "$victim", "to": ["$treasurer"]}),
    )

    account: str
    to: Annotated[tuple[str, ...], Field(min_length=1, max_length=6)]
    link: Link | None = None
    subject: Line = "【共有】会議資料の確認のお願い"
    body: Annotated[str, Field(max_length=4000)] = _BODY

    def run(self, scene: Scene) -> Trace:
        """Log in at port 587 with the account's password and hand the mail in, once."""
        return self._mailing(scene).post()

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect who logged in to send it, and from where, and one line for each mailbox it was put into."""
        return self._mailing(scene).lines()

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at who logs in to send, and from where; and for the mail in a mailbox."""
        mailing = self._mailing(scene)
        return mailing.seen((f"sasl_username={self.account}", taken(scene, mailing.author)))

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the source, the account that was used and those written to, and when the mail first lay in a mailbox."""
        source = scene.vantage.address
        mailing = self._mailing(scene)
        return Truth(
            indicators=(entity("source", ip=source), *((entity("link", url=self.link),) if self.link else ())),
            accounts=attacked(scene, (self.account, *self.to)),
            timeline=tuple(moment.model_copy(update={"kind": "lateral"}) for moment in mailing.delivered(receipts)),
            remedies=(
                Remedy(kind="reset-password", target=self.account),
                Remedy(kind="disable-account", target=self.account),
                Remedy(kind="block-network", target=source),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else in the source's network can log in and send."""
        canary = scene.canary
        probe = Submits(target=scene.target, account=canary.account, password=canary.password)
        return Check(by="neighbour", probe=probe)

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: source kept out, or the known password worth nothing; each with the mail out of the mailboxes.

        From inside, where mail is taken without log-in, another password keeps nobody from writing in that name, so
        there only the first holds.
        """
        mailing, author = self._mailing(scene), owner(scene, self.account)
        by_587 = mailing.served().model_copy(update={"port": SUBMISSION})
        allow = (Check(by="neighbour", probe=mailing.served()), Check(by="colleague", probe=by_587))
        ways = (mailing.blocked(allow),)
        if is_private(scene.vantage.address):
            return ways
        known = {"target": scene.target, "account": author.account, "password": author.password}
        deny = (
            Check(by="source", probe=Submits.model_validate(known)),
            Check(by="neighbour", probe=LogsIn.model_validate(known)),
        )
        return (*ways, mailing.purged("change-password", deny, allow, another_password(scene.target, self.account)))

    def cleanup(self, scene: Scene) -> Cleanup:
        """Take the mail out of every mailbox, and look."""
        return self._mailing(scene).cleaned()

    def _mailing(self, scene: Scene) -> Mailing:
        author: Person = owner(scene, self.account)
        (sender,) = correspondents(scene, (self.account,))
        mail = OutgoingMail(
            sender=sender,
            to=correspondents(scene, self.to),
            subject=self.subject,
            body=re.sub(r"\n*\{link\}\n", f"\n\n{self.link}\n" if self.link else "\n", self.body),
        )
        return Mailing(scene, mail, self.to, author)

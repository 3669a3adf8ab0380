"""One mail from an action's source to members of staff: sent, proven, found, purged, and taken away again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cyder.contracts.acting import Way, blocked_at_gateway, both, first, traced, typed
from cyder.contracts.action import Cleanup, Expected, Scene, Sighting
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.model.evidence import Receipt, Trace, TrueMoment
from cyder.model.people import Person
from cyder.roles.mail import arrivals
from cyder.roles.mail.accounts import acting_user, address, domain, host_name
from cyder.roles.mail.mail_probes import Lies, ReachesBox
from cyder.roles.mail.outgoing import OutgoingMail, local, mark_of, message_ids
from cyder.roles.mail.probes import SMTP, SUBMISSION, DeliversMail
from cyder.roles.mail.sending import PATIENCE, TAKEN, Line, in_words, send

_LOG = "/var/log/mail.log"

_AWAY = """\
mark=$1 keeper=$2; shift 2
for box; do
  doveadm mailbox create -u "$keeper" "Quarantine-${box%@*}" &&
  doveadm move -u "$keeper" "Quarantine-${box%@*}" user "$box" mailbox '*' header Message-ID "$mark" || exit 1
done
"""
_BACK = """\
mark=$1 keeper=$2; shift 2
for box; do
  doveadm move -u "$box" INBOX user "$keeper" mailbox "Quarantine-${box%@*}" header Message-ID "$mark" &&
  doveadm mailbox delete -u "$keeper" "Quarantine-${box%@*}" || exit 1
done
"""
"""One mailbox after the other, each copy into a folder of its own, so that each goes back to where it was."""


@dataclass(frozen=True)
class Mailing:
    """A mail to some accounts; `author` is whose password is known and used on port 587, None for port 25."""

    scene: Scene
    mail: OutgoingMail
    to: tuple[str, ...]
    author: Person | None = None

    @property
    def receivers(self) -> tuple[str, ...]:
        """Return the receivers' addresses."""
        return tuple(address(self.scene, account) for account in self.to)

    @property
    def source(self) -> str:
        """Return the address it comes from."""
        return self.scene.vantage.address

    def post(self) -> Trace:
        """Hand it in, once."""
        return hand_in(self.scene, self.mail, self.receivers, self.author)

    @property
    def saved(self) -> str:
        """Return the pattern of the lines that say it was put into a mailbox."""
        who = "|".join(re.escape(receiver) for receiver in self.receivers)
        return rf"lmtp\(({who})\)<.*>: Mailbox .*: save: box=[^,]+, uid=\d+, msgid={message_ids(self.scene)}"

    def header(self, name: str, shows: str) -> str:
        """Return the pattern of the line that has one of its header fields, and where it came from."""
        source, envelope = re.escape(self.source), re.escape(self.mail.bounces_to)
        return rf"cleanup\[\d+\]: \w+: info: header {name}: .*{shows}.* from \S+\[{source}\]; from=<{envelope}> "

    def lines(self, *further: str) -> tuple[Expected, ...]:
        """Return the lines that prove it: taken from the source, put into every mailbox, and `further` ones."""
        server = self.scene.target
        once = (
            Expected(node=server, log="mail", pattern=pattern) for pattern in (taken(self.scene, self.author), *further)
        )
        return (*once, Expected(node=server, log="mail", pattern=self.saved, least=len(self.to)))

    def seen(self, *searches: tuple[str, str], by: tuple[str, str] | None = None) -> tuple[Sighting, ...]:
        """Return how a defender finds it: words searched for in the log and the line then seen; and the mailboxes.

        They are searched `by` a header field and what it holds: the sender, if nothing else is said.
        """
        server = self.scene.target
        found = (Sighting(server, ("grep", words, _LOG), pattern) for words, pattern in searches)
        mine = ("mailbox", "*", "header", *(by or ("From", self.mail.sender.address)))
        first_box = self.receivers[0]
        fetched = ("doveadm", "fetch", "-u", first_box, "hdr.message-id", *mine)
        return (*found, Sighting(server, fetched, message_ids(self.scene)))

    def delivered(self, receipts: Sequence[Receipt]) -> tuple[TrueMoment, ...]:
        """Return when it first lay in a mailbox."""
        return first("delivery", self.scene.target, self.saved, receipts)

    def served(self, *, attached: str = "") -> DeliversMail:
        """Return the question whether somebody else's mail still comes in."""
        canary = self.scene.canary
        own = address(self.scene, canary.account)
        return DeliversMail(
            target=self.scene.target, account=own, password=canary.password, address=own, attached=attached
        )

    def lies(self) -> Check:
        """Ask on the server whether it still lies in a receiver's mailbox."""
        probe = Lies(target=self.scene.target, accounts=self.receivers, mark=mark_of(self.scene))
        return Check(by="itself", probe=probe)

    def again(self, mail: OutgoingMail) -> Check:
        """Ask whether the source still gets a mail into a mailbox: the canary's, from which it is removed at once."""
        scene = self.scene
        probe = ReachesBox(
            target=scene.target,
            mail=mail,
            to=address(scene, scene.canary.account),
            mark=scene.marker,
            name=host_name(scene),
            port=SUBMISSION if self.author else SMTP,
            account=self.author.account if self.author else "",
            password=self.author.password if self.author else "",
        )
        return Check(by="source", probe=probe)

    def quarantined(self) -> Way:
        """Return what moves it out of the receivers' mailboxes, into folders of somebody else's, and back."""
        scene, server = self.scene, self.scene.target
        taken = {*self.to, scene.canary.account}
        keeper = address(scene, next(one.account for one in reversed(scene.people) if one.account not in taken))
        words = (mark_of(scene), keeper, *self.receivers)
        return (
            typed(server, "sh", "-c", _AWAY, "sh", *words),
            typed(server, "sh", "-c", _BACK, "sh", *words),
        )

    def blocked(self, allow: tuple[Check, ...]) -> Containment:
        """Return: the source is kept out at the gateway, and what it sent no longer lies in the mailboxes."""
        way = blocked_at_gateway(self.scene, self.source)
        return self.purged("block-source", shut_out(self.scene, self.author), allow, way)

    def purged(self, id: str, deny: tuple[Check, ...], allow: tuple[Check, ...], way: Way) -> Containment:
        """Return a way that denies something and also takes the mail out of the receivers' mailboxes."""
        typed, undone = both(way, self.quarantined())
        return Containment(id=id, deny=(*deny, self.lies()), allow=allow, typed=typed, undone=undone)

    def cleaned(self) -> Cleanup:
        """Take it out of every mailbox, the quarantine included, and look whether that worked."""
        server, mark = self.scene.lan.node(self.scene.target), mark_of(self.scene)
        arrivals.take_from_boxes(server, mark)
        left = arrivals.left_in_boxes(server, mark)
        said = f"{len(left)} copies are left: {'; '.join(left[:3])}" if left else "no copy is left in any mailbox"
        return Cleanup(verified=not left, said=said)


def hand_in(scene: Scene, mail: OutgoingMail, to: Sequence[str], author: Person | None) -> Trace:
    """Hand in a mail, once, as whoever sits at the source; where somebody logs in, only if the port answers."""
    started, port = scene.clock.now(), SUBMISSION if author else SMTP
    connected = Connects(target=scene.target, port=port)
    if author and not (answer := connected.check(scene.lan, scene.vantage)).passed:
        return traced(scene, started, reached=False, said=answer.said)
    known = (author.account, author.password) if author else ()
    line = Line(scene.vantage.address, host_name(scene), scene.reach(port), port, *known)
    argv = send(line, mail.bounces_to, to, mail.text(mark_of(scene), local(scene)))
    said = in_words(scene.actor.run(argv, user=acting_user(scene), timeout=PATIENCE))
    return traced(scene, started, reached=said == TAKEN, said=f"to {', '.join(to)}: {said}")


def taken(scene: Scene, author: Person | None) -> str:
    """Return the pattern of the line that says who handed a mail in: the source, and who logged in for it."""
    source = re.escape(scene.vantage.address)
    if author is None:
        return rf"postfix/smtpd\[\d+\]: \w+: client=\S+\[{source}\]$"
    who = rf"{re.escape(author.account)}(@{re.escape(domain(scene))})?"
    return rf"submission/smtpd\[\d+\]: \w+: client=\S+\[{source}\], sasl_method=PLAIN, sasl_username={who}$"


def shut_out(scene: Scene, author: Person | None) -> tuple[Check, ...]:
    """Ask whether the source still reaches the ports at which mail is handed in."""
    ports = (SMTP, SUBMISSION) if author else (SMTP,)
    return tuple(Check(by="source", probe=Connects(target=scene.target, port=port)) for port in ports)


def refused(server: str, file: str, rule: str) -> Way:
    """Return what puts a rule on top of one of Postfix's lists of header lines, and takes it off again."""
    path, reload = f"/etc/postfix/{file}", typed(server, "postfix", "reload")
    return (
        (*typed(server, "sed", "-i", f"1i {rule}", path), *reload),
        (*typed(server, "sed", "-i", "1d", path), *reload),
    )

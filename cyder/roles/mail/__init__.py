"""The mail server: Postfix receives by SMTP, Dovecot keeps the mailboxes and serves them by IMAP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.log import Log
from cyder.contracts.probe import Check, Vantage
from cyder.contracts.provider import Lan
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.base import Slug
from cyder.model.evidence import Answer
from cyder.model.messages import Letter
from cyder.model.scenario import Access
from cyder.model.setup import bundle
from cyder.model.topology import File
from cyder.roles.mail import dovecot, postfix
from cyder.roles.mail.boxes import Box, alias_list, boxes, domains
from cyder.roles.mail.history import history
from cyder.roles.mail.posting import post
from cyder.roles.mail.probes import IMAP, SMTP, SUBMISSION, DeliversMail, LogsIn


class Mail(Role):
    """A mail server with a mailbox for everybody on the staff; outside, another organisation's."""

    id: ClassVar[str] = "mail"
    summary: ClassVar[str] = "mail server: Postfix (SMTP 25, 587) and Dovecot (IMAP 143, ManageSieve 4190)"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    memory_mb: ClassVar[int] = 256
    pids: ClassVar[int] = 256
    provides: ClassVar[tuple[str, ...]] = ("smtp", "submission", "imap")
    ports: ClassVar[tuple[str, ...]] = ("25/tcp", "587/tcp", "143/tcp", "4190/tcp", "22/tcp")
    logs: ClassVar[Mapping[str, Log]] = {"mail": Log("/var/log/mail.log")}

    mailboxes: Annotated[
        tuple[Slug, ...],
        Field(max_length=100, description="further mailboxes; outside the only ones beside postmaster"),
    ] = ()
    history: Annotated[
        int, Field(ge=0, le=50, description="about how many mails lie in everybody's mailbox at the start; inside only")
    ] = 3

    def files(self, site: Site) -> tuple[File, ...]:
        """Render Postfix's and Dovecot's configuration, the lists of addresses and passwords, and the first mails.

        Raises:
            ValueError: a server outside has no name.
        """
        taken, kept = domains(site), boxes(site, self.mailboxes)
        passwords = dovecot.users(kept, site.seed.child(f"mail/{site.node.name}/salt"))
        main = postfix.main_cf(site.fqdn(site.node), taken, postfix.trusted(site))
        return (
            File(path="/etc/mailname", content=f"{taken[0]}\n"),
            File(path="/etc/postfix/main.cf", content=main),
            File(path="/etc/postfix/mailboxes", content=postfix.mailboxes(box.address for box in kept)),
            File(path="/etc/postfix/aliases", content=alias_list(site)),
            File(path="/etc/postfix/header_checks", content=postfix.HEADER_CHECKS),
            File(path="/etc/postfix/mime_header_checks", content=postfix.MIME_HEADER_CHECKS),
            File(path="/etc/dovecot/dovecot.conf", content=dovecot.configuration(taken[0])),
            File(path="/etc/dovecot/mailboxes", content=dovecot.mailboxes(kept)),
            File(path="/etc/dovecot/users", content=passwords, mode=0o640, group=dovecot.GROUP),
            *((bundle("mails", history(site, self.history)),) if self.history and site.belongs(site.node) else ()),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it to log in, and to send a message each way and read it back.

        Where a gateway offers port 25, a neighbour outside sends one too.
        """
        name, box = site.node.name, self._asked(site)
        by_smtp = DeliversMail(target=name, account=box.address, password=box.password, address=box.address)
        offered = {offer.port for offer in site.topology.publications if offer.node == name}
        return (
            Check(by="colleague", probe=LogsIn(target=name, account=box.address, password=box.password)),
            Check(by="colleague", probe=by_smtp),
            Check(by="colleague", probe=by_smtp.model_copy(update={"port": SUBMISSION})),
            *((Check(by="neighbour", probe=by_smtp),) if {SMTP, IMAP} <= offered else ()),
        )

    def serves(self, site: Site) -> tuple[Check, ...]:
        """Ask whether staff send a message and read it, and, where port 25 is offered outside, whether others write."""
        name, box = site.node.name, self._asked(site)
        inside = DeliversMail(target=name, account=box.address, password=box.password, address=box.address)
        by_staff = Check(by=site.user, probe=inside.model_copy(update={"port": SUBMISSION}))
        offered = site.offers_outside(SMTP) and site.offers_outside(IMAP)
        return (by_staff, *((Check(by="neighbour", probe=inside),) if offered else ()))

    def post(self, lan: Lan, node: str, vantage: Vantage, letter: Letter) -> Answer:
        """Put a letter into somebody's mailbox, by SMTP from outside."""
        return post(lan, node, vantage, letter)

    def _asked(self, site: Site) -> Box:
        """Return the mailbox that probes use: the canary's, or outside the first one."""
        kept = boxes(site, self.mailboxes)
        canary = f"{site.canary.account}@{site.organisation.domain}"
        return next((box for box in kept if box.address == canary), kept[0])

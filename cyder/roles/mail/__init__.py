"""The mail server: Postfix receives by SMTP, Dovecot keeps one mailbox per member of staff and serves it by IMAP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.mail import dovecot, postfix
from cyder.roles.mail.probes import DeliversMail, LogsIn


class Mail(Role):
    """A mail server with a mailbox for everybody on the staff."""

    id: ClassVar[str] = "mail"
    summary: ClassVar[str] = "mail server: Postfix (SMTP 25) and Dovecot (IMAP 143), one mailbox per member of staff"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    memory_mb: ClassVar[int] = 256
    pids: ClassVar[int] = 256
    provides: ClassVar[tuple[str, ...]] = ("smtp", "imap")
    logs: ClassVar[Mapping[str, Log]] = {"mail": Log("/var/log/mail.log")}

    def files(self, site: Site) -> tuple[File, ...]:
        """Render Postfix's and Dovecot's configuration, the list of addresses and the list of passwords."""
        domain = site.organisation.domain
        name = f"{site.node.name}.{domain}"
        accounts = [person.account for person in site.people]
        salts = site.seed.child(f"mail/{site.node.name}/salt")
        return (
            File(path="/etc/mailname", content=f"{domain}\n"),
            File(path="/etc/postfix/main.cf", content=postfix.main_cf(name, domain, postfix.trusted(site.topology))),
            File(path="/etc/postfix/mailboxes", content=postfix.mailboxes(accounts, domain)),
            File(path="/etc/dovecot/dovecot.conf", content=dovecot.configuration(domain)),
            File(
                path="/etc/dovecot/users",
                content=dovecot.users(site.people, domain, salts),
                mode=0o640,
                group=dovecot.GROUP,
            ),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it to log in, and to send a message and read it back."""
        name, who = site.node.name, site.canary
        address = f"{who.account}@{site.organisation.domain}"
        return (
            Check(by="colleague", probe=LogsIn(target=name, account=who.account, password=who.password)),
            Check(
                by="colleague",
                probe=DeliversMail(target=name, account=who.account, password=who.password, address=address),
            ),
        )

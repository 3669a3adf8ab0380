"""What lies in the mailboxes when a server first starts: the office's mail of the last weeks."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.contracts.role import Site
from cyder.model.messages import Message
from cyder.model.topology import File
from cyder.staff.correspondence import correspondence
from cyder.staff.rfc5322 import rfc5322

FOLDER = "/var/spool/first-mails"
"""Where a machine finds them at first start; `fill-mailboxes` files them, and then they are gone from here."""


def history(site: Site, each: int) -> Iterator[File]:
    """Yield the mails, about `each` in every mailbox of the staff; above the mail, a line says who has it.

    The line is `sender<TAB>account/folder account/folder …`: one copy is enough for many mailboxes. The file is as old
    as the mail.
    """
    seed = site.shared.child("correspondence")
    spread = (max(1, each - 2), each + 2)
    for number, mail in enumerate(correspondence(site.people, site.organisation, seed, per_mailbox=spread)):
        filed = " ".join(_folders(mail, site))
        content = f"{mail.sender.address}\t{filed}\n{rfc5322(mail)}"
        yield File(path=f"{FOLDER}/{number:05d}", content=content, mode=0o600, age=mail.age)


def _folders(mail: Message, site: Site) -> Iterator[str]:
    for address in mail.recipients:
        account, _, domain = address.partition("@")
        if domain == site.organisation.domain:
            yield f"{account}/INBOX"
    account, _, domain = mail.sender.address.partition("@")
    if domain == site.organisation.domain:
        yield f"{account}/Sent"

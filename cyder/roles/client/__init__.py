"""The PC on somebody's desk: an account, a home directory, and the programs to read mail and look at the network."""

from __future__ import annotations

from typing import ClassVar

from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.errors import suggest
from cyder.model.people import Person
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.client import homes
from cyder.roles.client.probes import HasAccounts, LooksUp


class Client(Role):
    """A staff PC for the members of staff that the node's `users` name; without any, a PC nobody has logged in to."""

    id: ClassVar[str] = "client"
    summary: ClassVar[str] = "staff PC: accounts and home directories, curl, dig, swaks, nc, ssh"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR

    def files(self, site: Site) -> tuple[File, ...]:
        """Render the list of seats and what lies in each home directory.

        Raises:
            ValueError: a user who is not on the staff.
        """
        seats = [(homes.number(site.people, person), person) for person in _users(site)]
        lines = "".join(f"{person.account}:{number}:{person.name.ja}\n" for number, person in seats)
        documents = (file for number, person in seats for file in homes.documents(site, person, number))
        return (File(path="/etc/seats", content=lines), *documents)

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the PC itself for its accounts, and for the mail server's name, where the LAN has these."""
        name, accounts = site.node.name, tuple(person.account for person in _users(site))
        seated = (Check(by="itself", probe=HasAccounts(target=name, accounts=accounts)),) if accounts else ()
        if not site.providing("dns"):
            return seated
        sought = next((node.hostname for node in site.providing("imap")), site.node.hostname)
        finds = LooksUp(target=name, name=f"{sought}.{site.organisation.domain}")
        return (*seated, Check(by="itself", probe=finds))


def _users(site: Site) -> tuple[Person, ...]:
    staff = {person.account: person for person in site.people}
    for account in site.node.users:
        if account not in staff:
            message = f"users: nobody on the staff has the account '{account}'{suggest(account, staff)}"
            raise ValueError(message)
    return tuple(staff[account] for account in site.node.users)

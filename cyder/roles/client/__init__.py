"""The PC on somebody's desk: an account, a home directory, and the programs to read mail and look at the network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.probing import Connects
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.errors import suggest
from cyder.model.people import Person
from cyder.model.scenario import Access
from cyder.model.setup import Account, bundle
from cyder.model.topology import File
from cyder.roles.client import homes
from cyder.roles.client.probes import HasAccounts, LooksUp
from cyder.staff.people import user_number

SSH = 22


class Client(Role):
    """A staff PC for the members of staff that the node's `users` name; without any, a PC nobody has logged in to."""

    id: ClassVar[str] = "client"
    summary: ClassVar[str] = (
        "staff PC: accounts and homes, cron, a mail and web habit, curl, w3m, dig, smbclient, ssh, nft"
    )
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = (*ADMINISTRATOR, "NET_ADMIN", "NET_RAW")
    ports: ClassVar[tuple[str, ...]] = ("22/tcp",)
    logs: ClassVar[Mapping[str, Log]] = {"system": Log("/var/log/syslog"), "auth": Log("/var/log/auth.log")}

    def accounts(self, site: Site) -> tuple[Account, ...]:
        """Return whoever sits here, with the password of the first day.

        Raises:
            ValueError: a user who is not on the staff.
        """
        return tuple(
            Account(
                name=person.account,
                number=user_number(site.people, person),
                password=person.password,
                home=f"/home/{person.account}",
                comment=person.name.ja,
            )
            for person in _users(site)
        )

    def files(self, site: Site) -> tuple[File, ...]:
        """Render home directories, crontabs, and where the office's servers are."""
        seats = [(user_number(site.people, person), person) for person in _users(site)]
        inside = [file for number, person in seats for file in homes.files(site, person, number)]
        return (
            File(path="/etc/default/office", content=_office(site)),
            *(File(path="/etc/profile.d/proxy.sh", content=_proxy_settings(proxy)) for proxy in _proxy(site)),
            *((bundle("homes", inside),) if inside else ()),
            *(homes.crontab(person, number, site) for number, person in seats),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober for a connection to it, and itself for its accounts and the mail server's name."""
        name, accounts = site.node.name, tuple(person.account for person in _users(site))
        reached = Check(by="colleague", probe=Connects(target=name, port=SSH))
        seated = (
            reached,
            *((Check(by="itself", probe=HasAccounts(target=name, accounts=accounts)),) if accounts else ()),
        )
        if not site.providing("dns"):
            return seated
        sought = next((node.hostname for node in site.providing("imap")), site.node.hostname)
        finds = LooksUp(target=name, name=f"{sought}.{site.organisation.domain}")
        return (*seated, Check(by="itself", probe=finds))


def _office(site: Site) -> str:
    """Return where mail and pages are, for those who look at them now and then."""
    mail = next((site.fqdn(node) for node in site.providing("imap")), "")
    proxy = next(iter(_proxy(site)), "")
    servers = site.everywhere("http") if proxy else site.providing("http")
    pages = " ".join(f"http://{node.names[0][0] if node.names else site.fqdn(node)}/" for node in servers)
    return f"MAIL='{mail}'\nPROXY='{proxy}'\nPAGES='{pages}'\n"


def _proxy(site: Site) -> tuple[str, ...]:
    """Return the address of the organisation's web proxy, if it has one."""
    return tuple(f"http://{site.fqdn(node)}:3128" for node in site.providing("proxy")[:1])


def _proxy_settings(proxy: str) -> str:
    lines = (
        "# Pages are fetched through the office's proxy.",
        f"export http_proxy={proxy}",
        f"export https_proxy={proxy}",
    )
    return "".join(f"{line}\n" for line in lines)


def _users(site: Site) -> tuple[Person, ...]:
    staff = {person.account: person for person in site.people}
    for account in site.node.users:
        if account not in staff:
            message = f"users: nobody on the staff has the account '{account}'{suggest(account, staff)}"
            raise ValueError(message)
    return tuple(staff[account] for account in site.node.users)

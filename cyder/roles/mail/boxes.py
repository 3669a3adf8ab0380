"""Whose mailboxes a mail server keeps, and which further addresses lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cyder.contracts.role import Site

_OFFICES = ("postmaster", "hostmaster", "abuse", "root")
"""Addresses that every domain has (RFC 2142), and whom cron writes to."""

_WATCHERS = 2
"""How many of the last department read what is sent to those."""


@dataclass(frozen=True)
class Box:
    """One mailbox: its address, and the password that opens it."""

    address: str
    password: str


def domains(site: Site) -> tuple[str, ...]:
    """Return the domains whose mail the server takes, its own first: the organisation's, or outside those of its names.

    Raises:
        ValueError: a server outside without a name.
    """
    if site.belongs(site.node):
        return (site.organisation.domain,)
    found = tuple(dict.fromkeys(site.zone_of(name) for name, _ in site.node.names))
    if not found:
        message = (
            f"names: '{site.node.name}' is a mail server outside and needs a name; write names: [mail.firm.example]"
        )
        raise ValueError(message)
    return found


def boxes(site: Site, further: Sequence[str]) -> tuple[Box, ...]:
    """Return all mailboxes: of the staff, inside, and `further` ones in each domain; outside there is a postmaster."""
    inside = site.belongs(site.node)
    staff = site.people if inside else ()
    names = dict.fromkeys(further if inside else ("postmaster", *further))
    addresses = [f"{name}@{domain}" for domain in domains(site) for name in names]
    return (
        *(Box(f"{who.account}@{site.organisation.domain}", who.password) for who in staff),
        *(Box(address, site.secret("imap", address)) for address in addresses),
    )


def aliases(site: Site) -> Mapping[str, tuple[str, ...]]:
    """Return who reads what is sent to an office: to a department all of it, to the postmaster some of the last one."""
    if not site.belongs(site.node):
        return {}
    domain = site.organisation.domain
    members = {
        name: tuple(f"{who.account}@{domain}" for who in site.people if who.department == name)
        for name in site.organisation.departments
    }
    groups = [group for group in members.values() if group] or [(f"{site.people[0].account}@{domain}",)]
    offices = {**dict.fromkeys(_OFFICES, groups[-1][:_WATCHERS]), "info": groups[0][:1], **members}
    return {f"{name}@{domain}": readers for name, readers in offices.items() if readers}


def alias_list(site: Site) -> str:
    """Render who reads what, `address reader, reader` a line."""
    return "".join(f"{address} {', '.join(readers)}\n" for address, readers in aliases(site).items())

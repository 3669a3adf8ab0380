"""The name server: BIND, authoritative for its side of the LAN, resolver of that side, with a log of every question."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.base import Slug
from cyder.model.scenario import Access
from cyder.model.topology import File
from cyder.roles.dns import named, names
from cyder.roles.dns.probes import KnowsNames, Resolves
from cyder.roles.dns.secondary import address_of, primary_of, start_settings
from cyder.roles.dns.views import views

_WHO = {"anyone": "any", "secondaries": "nameservers", "nobody": "none"}


class Dns(Role):
    """A name server that knows every machine of its side, logs every question, and can rewrite answers (RPZ)."""

    id: ClassVar[str] = "dns"
    summary: ClassVar[str] = "name server: BIND (53), zones of its side, two views, a query log, a response policy zone"
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = ADMINISTRATOR
    provides: ClassVar[tuple[str, ...]] = ("dns",)
    ports: ClassVar[tuple[str, ...]] = ("53/udp", "53/tcp", "22/tcp")
    logs: ClassVar[Mapping[str, Log]] = {"queries": Log("/var/log/named/queries.log", tag="named-queries")}

    transfer: Annotated[
        Literal["anyone", "secondaries", "nobody"],
        Field(description="who may copy whole zones (AXFR); secondaries are the other name servers on its side"),
    ] = "secondaries"
    primary: Annotated[
        Slug | None, Field(description="the name server whose zones it fetches; if not said, it has its own")
    ] = None

    def files(self, site: Site) -> tuple[File, ...]:
        """Render BIND's configuration and the zones that are its own.

        Raises:
            ValueError: the primary is no name server of its side, or a name server outside has no name.
        """
        primary = primary_of(site, self.primary) if self.primary else None
        told, others = views(site, primary), _other_servers(site)
        options = named.options(_networks(site), others, _WHO[self.transfer])
        return (
            File(path="/etc/bind/named.conf.options", content=options),
            File(path="/etc/bind/named.conf.local", content=named.local(told, () if primary else others)),
            *(File(path=zone.path, content=zone.content) for view in told for zone in view.zones if zone.content),
            *((start_settings(address_of(site, primary)),) if primary else ()),
        )

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the prober beside it for the server's own name, and for the name of its address."""
        target, (name, address) = site.node.name, names.own(site)
        pointer = ipaddress.IPv4Address(address).reverse_pointer
        return (
            Check(by="colleague", probe=Resolves(target=target, name=name)),
            Check(by="colleague", probe=Resolves(target=target, name=pointer, record="PTR")),
        )

    def serves(self, site: Site) -> tuple[Check, ...]:
        """Ask for a name it has, which must have the right address, and for one that nobody has."""
        name, address = names.own(site)
        return (Check(by=site.user, probe=KnowsNames(target=site.node.name, name=name, address=address)),)


def _networks(site: Site) -> tuple[str, ...]:
    """Return the subnets on the server's side."""
    ours = site.belongs(site.node)
    return tuple(net.subnet for net in site.topology.networks if (net.name in site.private) == ours)


def _other_servers(site: Site) -> tuple[str, ...]:
    """Return the addresses of the other name servers on the server's side."""
    others = (node for node in site.providing("dns") if node.name != site.node.name)
    ours = site.belongs(site.node)
    cards = (card for node in others for card in node.interfaces if (card.network in site.private) == ours)
    return tuple(card.address for card in cards)

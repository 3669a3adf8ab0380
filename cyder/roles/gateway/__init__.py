"""The gateway: a router with a firewall between the organisation's networks and the outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.probing import Connects
from cyder.contracts.role import ADMINISTRATOR, Role, Site
from cyder.model.base import Slug
from cyder.model.scenario import Access
from cyder.model.topology import File, Publication, Routing
from cyder.roles.gateway import ruleset
from cyder.roles.gateway.policy import found, outside, policy, protocols
from cyder.roles.gateway.probes import FirewallStands

Ports = Annotated[tuple[Annotated[int, Field(ge=1, le=65535)], ...], Field(min_length=1)]


def _once(publish: dict[str, Ports]) -> dict[str, Ports]:
    """Refuse a port that is offered twice: the outside sees one address only."""
    offered = Counter(port for ports in publish.values() for port in ports)
    twice = sorted(port for port, count in offered.items() if count > 1)
    if twice:
        nodes = ", ".join(name for name, ports in publish.items() if twice[0] in ports)
        message = f"port {twice[0]} is published more than once ({nodes}), but the gateway has one address outside"
        raise ValueError(message)
    return publish


class Gateway(Role):
    """A router with nftables: offers chosen services outside, lets the inside out, keeps out who is blocked."""

    id: ClassVar[str] = "gateway"
    summary: ClassVar[str] = (
        "router and firewall: nftables, a DMZ, published services, a flow log, a log of connections"
    )
    open: ClassVar[Access] = "root"
    capabilities: ClassVar[tuple[str, ...]] = (*ADMINISTRATOR, "NET_ADMIN", "NET_RAW")
    routing: ClassVar[Routing] = "router"
    ports: ClassVar[tuple[str, ...]] = ("22/tcp",)
    logs: ClassVar[Mapping[str, Log]] = {
        "flow": Log("/var/log/flow.log", program="ulogd"),
        "connections": Log("/var/log/connections.log", program="ulogd"),
    }

    publish: Annotated[
        dict[Slug, Ports],
        AfterValidator(_once),
        Field(description="node → ports offered outside, on the gateway's own address"),
    ] = {}
    out: Annotated[
        tuple[Slug, ...] | None,
        Field(description="the nodes that may open connections to the outside; if not said, all of the inside"),
    ] = None
    dmz: Annotated[
        tuple[Slug, ...],
        Field(description="networks whose machines may open no connection to the other inside networks"),
    ] = ()
    inward: Annotated[
        dict[Slug, Ports], Field(description="node → ports that the DMZ's machines may reach all the same")
    ] = {}

    def publishes(self, site: Site) -> tuple[Publication, ...]:
        """Return what this node offers on its own address in each network outside; port 53 by UDP too.

        Raises:
            ValueError: a node that is not there, or nothing outside to publish on.
        """
        far = outside(site)
        if self.publish and not far:
            networks = ", ".join(card.network for card in site.node.interfaces)
            message = f"publish: '{site.node.name}' stands in no network outside (RFC 5737), only in {networks}"
            raise ValueError(message)
        offers = [(found(site, "publish", name).name, port) for name, ports in self.publish.items() for port in ports]
        return tuple(
            Publication(network=card.network, address=card.address, port=port, protocol=protocol, node=node)
            for card in far
            for node, port in offers
            for protocol in protocols(port)
        )

    def files(self, site: Site) -> tuple[File, ...]:
        """Render the saved ruleset.

        Raises:
            ValueError: a setting names a node or network that is not there, or not where it would have to be.
        """
        decided = policy(site, out=self.out, dmz=self.dmz, inward=self.inward, published=self.publishes(site))
        return (File(path="/etc/nftables.conf", content=ruleset.render(site, decided), mode=0o755),)

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the gateway for the part of its ruleset that trainees use, and an outsider for a published service."""
        name = site.node.name
        stands = Check(by="itself", probe=FirewallStands(target=name))
        offered = next((offer for offer in self.publishes(site) if offer.protocol == "tcp"), None)
        if offered is None:
            return (stands,)
        return (stands, Check(by="neighbour", probe=Connects(target=offered.node, port=offered.port)))

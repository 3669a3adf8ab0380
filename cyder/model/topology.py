"""One team's LAN, fully decided: every address, file and capability, ready to be planned."""

from __future__ import annotations

import ipaddress
from typing import Literal

from cyder.model.base import Noun, Seconds
from cyder.model.scenario import Access

Routing = Literal["host", "router", "per-interface"]
"""How a node sends: as an ordinary host, as a router between its networks, or (the prober) each packet out of the
interface whose address it bears, so that one node can stand in several networks without joining them."""


class Interface(Noun):
    """One network card. Further addresses are secondaries in the same subnet.

    `mirrored`: the LAN's monitors get a copy of what the card sends.
    """

    device: str
    network: str
    address: str
    prefix: int
    mac: str
    others: tuple[str, ...] = ()
    gateway: str | None = None
    mirrored: bool = False

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return every address the card answers to, the primary one first."""
        return (self.address, *self.others)


class File(Noun):
    """A file put into a node before it starts; owner and group are numeric ids inside the node.

    `age` is how long ago it was last changed, in seconds, when the node is made; None: it does not matter.
    """

    path: str
    content: str
    mode: int = 0o644
    owner: int = 0
    group: int = 0
    age: Seconds | None = None


class Publication(Noun):
    """A service that a gateway offers on its own address in another network; clients' addresses are kept."""

    network: str
    address: str
    port: int
    protocol: Literal["tcp", "udp"]
    node: str


class NodeSpec(Noun):
    """One machine of one team, down to the last byte that is put on it.

    `hosts` are lines of /etc/hosts: names, the canonical one first and separated by blanks, and their address.
    `names` are the fully qualified names, beside its own, under which name servers know it, each with its address.
    `monitor`: it has a further card, mon0, without address, that hears what mirrored cards of the LAN send.
    """

    name: str
    role: str
    hostname: str
    interfaces: tuple[Interface, ...]
    routing: Routing = "host"
    nameserver: str
    search: str
    names: tuple[tuple[str, str], ...] = ()
    hosts: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()
    capabilities: tuple[str, ...] = ()
    memory_mb: int = 128
    pids: int = 128
    open: Access = "no"
    users: tuple[str, ...] = ()
    monitor: bool = False

    @property
    def gateway(self) -> str | None:
        """Return the default gateway's address, if the node has one."""
        return next((card.gateway for card in self.interfaces if card.gateway), None)

    @property
    def image(self) -> str:
        """Return the reference of the role's image."""
        return f"cyder/{self.role}:latest"

    def address_in(self, network: str) -> str | None:
        """Return the node's primary address in a network, or None if it is not there."""
        return next((card.address for card in self.interfaces if card.network == network), None)


class Segment(Noun):
    """One network of the LAN."""

    name: str
    subnet: str


class Topology(Noun):
    """One team's LAN. Everything is equal between teams but what the scenario declares as variables."""

    exercise: str
    team: str
    time_zone: str
    networks: tuple[Segment, ...]
    nodes: tuple[NodeSpec, ...]
    publications: tuple[Publication, ...] = ()

    def node(self, name: str) -> NodeSpec:
        """Return the node of that name.

        Raises:
            KeyError: there is none.
        """
        for node in self.nodes:
            if node.name == name:
                return node
        raise KeyError(name)

    def network_of(self, address: str) -> str | None:
        """Return the name of the network an address belongs to."""
        here = ipaddress.IPv4Address(address)
        return next((net.name for net in self.networks if here in ipaddress.IPv4Network(net.subnet)), None)

    def reach(self, target: str, port: int, network: str) -> str:
        """Return the address by which someone in `network` reaches a port of a node.

        That is its address there, else the one a gateway publishes it under, else its primary address, by routing.
        """
        node = self.node(target)
        direct = node.address_in(network)
        if direct:
            return direct
        for offer in self.publications:
            if offer.node == target and offer.port == port and offer.network == network:
                return offer.address
        return node.interfaces[0].address

"""Zone files from a topology: names for addresses, addresses for names, and the two zones every server here has."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cyder.contracts.role import Site
from cyder.model.scenario import is_private
from cyder.model.topology import Interface, NodeSpec, Topology

ROOT = "."
POLICY = "rpz"
_SERIAL = 2026040101
_TTL = 300


@dataclass(frozen=True)
class Zone:
    """One zone as BIND is given it. `closed`: never handed out whole, whatever the server's options say."""

    name: str
    path: str
    content: str
    closed: bool = False


def zones(site: Site) -> tuple[Zone, ...]:
    """Return the organisation's zone, the reverse zones of its private networks, the root and the policy zone."""
    domain = site.organisation.domain
    servers = [node.hostname for node in site.providing("dns")] or [site.node.hostname]
    exchangers = [node.hostname for node in site.providing("smtp")]
    top = head(f"{site.node.hostname}.{domain}.", f"hostmaster.{domain}.", [f"{name}.{domain}." for name in servers])
    return (
        Zone(domain, f"/etc/bind/db.{domain}", top + _forward(site.topology, exchangers)),
        *_reverse(site.topology, domain, top),
        Zone(
            ROOT, "/etc/bind/db.root", head("localhost.", "root.localhost.", ["localhost."]) + _LOCALHOST, closed=True
        ),
        Zone(POLICY, "/etc/bind/db.rpz", head("localhost.", "root.localhost.", ["localhost."]), closed=True),
    )


def head(server: str, contact: str, servers: Iterable[str]) -> str:
    """Return what every zone begins with: time to live, SOA and NS records."""
    start = f"$TTL {_TTL}\n@\tIN\tSOA\t{server} {contact} (\n{_TIMERS}"
    return start + "".join(f"@\tIN\tNS\t{name}\n" for name in servers)


def private_cards(topology: Topology) -> Iterator[tuple[NodeSpec, Interface]]:
    """Yield every card that stands in a private network, with its node: what the organisation's zone is made of."""
    private = {net.name for net in topology.networks if is_private(net.subnet)}
    for node in topology.nodes:
        for card in node.interfaces:
            if card.network in private:
                yield node, card


def reverse_zone(subnet: str) -> str:
    """Return the zone that holds the PTR records of a network, at the octet at or above its prefix (RFC 1035, 3.5)."""
    network = ipaddress.IPv4Network(subnet)
    octets = str(network.network_address).split(".")[: max(1, min(3, network.prefixlen // 8))]
    return ".".join(reversed(octets)) + ".in-addr.arpa"


_TIMERS = f"""\
\t\t{_SERIAL}\t; serial, one more after every change
\t\t3600\t\t; refresh
\t\t900\t\t; retry
\t\t604800\t\t; expire
\t\t60 )\t\t; negative answers
"""
_LOCALHOST = "localhost.\tIN\tA\t127.0.0.1\n"


def _forward(topology: Topology, exchangers: Iterable[str]) -> str:
    mail = [f"@\tIN\tMX\t10 {name}" for name in exchangers]
    hosts = [f"{node.hostname}\tIN\tA\t{card.address}" for node, card in private_cards(topology)]
    return "\n".join([*mail, *hosts, ""])


def _reverse(topology: Topology, domain: str, top: str) -> Iterator[Zone]:
    subnets = {net.name: net.subnet for net in topology.networks}
    pointers: dict[str, list[str]] = {}
    for node, card in private_cards(topology):
        zone = reverse_zone(subnets[card.network])
        owner = ipaddress.IPv4Address(card.address).reverse_pointer.removesuffix(f".{zone}")
        pointers.setdefault(zone, []).append(f"{owner}\tIN\tPTR\t{node.hostname}.{domain}.")
    for zone, lines in pointers.items():
        octets = ".".join(reversed(zone.removesuffix(".in-addr.arpa").split(".")))
        yield Zone(zone, f"/etc/bind/db.{octets}", top + "\n".join([*lines, ""]))

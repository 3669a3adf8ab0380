"""Network cards, routes and names of one team's nodes, from decided addresses."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cyder.contracts.role import Role
from cyder.model.scenario import Lan, NodeEntry, is_private
from cyder.model.seed import Seed
from cyder.model.topology import Interface

UNANSWERED = "192.0.2.53"
"""The resolver of nodes without one on their side: an address at which nothing answers (TEST-NET-1)."""


@dataclass(frozen=True)
class Wiring:
    """What a card is made from: every node's addresses by network (primary first), roles, and the team's seed."""

    lan: Lan
    addresses: Mapping[str, Mapping[str, tuple[str, ...]]]
    roles: Mapping[str, Role]
    seed: Seed

    def cards(self, name: str, entry: NodeEntry) -> tuple[Interface, ...]:
        """Return a node's cards in the order of its networks: eth0, eth1, …"""
        gateways = self._gateways(name, entry)
        watched = any(role.monitors for role in self.roles.values())
        return tuple(
            Interface(
                device=f"eth{index}",
                network=network,
                address=self.addresses[name][network][0],
                prefix=ipaddress.IPv4Network(self.lan.networks[network].subnet).prefixlen,
                mac=_mac(name, network, self.seed),
                others=self.addresses[name][network][1:],
                gateway=gateways.get(network),
                mirrored=watched and self._is_inside([network]),
            )
            for index, network in enumerate(entry.on)
        )

    def nameserver(self, entry: NodeEntry) -> str:
        """Return the resolver of a node: the first on its own side, inside or outside, near by if there is one."""
        inside = self._is_inside(entry.on)
        servers = (name for name, role in self.roles.items() if "dns" in role.provides)
        server = next((name for name in servers if self._is_inside(self.addresses[name]) == inside), None)
        if server is None:
            return UNANSWERED
        there = self.addresses[server]
        near = next((there[network] for network in entry.on if network in there), None)
        return (near or next(iter(there.values())))[0]

    def _is_inside(self, networks: Iterable[str]) -> bool:
        return any(is_private(self.lan.networks[network].subnet) for network in networks)

    def _gateways(self, name: str, entry: NodeEntry) -> dict[str, str]:
        """Return by network the gateway of each card that has one.

        A host has one, on its first card in a private network with a router; outside, the router is not one's own.
        A node that sends per interface has one on every card, because each card is a host of its own.
        """
        routing = self.roles[name].routing
        found = {network: router for network in entry.on if (router := self._router(network))}
        if routing == "router":
            return {}
        if routing == "per-interface":
            return found
        inside = [network for network in found if is_private(self.lan.networks[network].subnet)]
        return {network: found[network] for network in inside[:1]}

    def _router(self, network: str) -> str | None:
        routers = (name for name, role in self.roles.items() if role.routing == "router")
        return next((self.addresses[name][network][0] for name in routers if network in self.addresses[name]), None)


def _mac(node: str, network: str, seed: Seed) -> str:
    """Return a locally administered unicast address."""
    return ":".join(f"{byte:02x}" for byte in (2, *seed.raw(f"mac/{node}/{network}")[:5]))

"""The gateway between two machines: which one it is, how its flow log shows what passes it, who stands beyond it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Sequence

from cyder.contracts.action import Scene
from cyder.contracts.whereabouts import is_ours
from cyder.model.topology import NodeSpec

FLOW = "/var/log/flow.log"


def gateway_between(scene: Scene, one: NodeSpec, other: NodeSpec) -> NodeSpec | None:
    """Return the gateway that lies between two machines; none between neighbours, for they need none."""
    here, there = one.interfaces[0].network, other.interfaces[0].network
    if here == there:
        return None
    routers = (node for node in scene.lan.topology.nodes if node.routing == "router")
    return next((node for node in routers if node.address_in(here) and node.address_in(there)), None)


def flow_word(scene: Scene, client: NodeSpec, server: NodeSpec) -> str:
    """Return the gateway's word for a connection it lets through: `in` from outside, `out` to it, else `inside`."""
    if not is_ours(scene, client):
        return "in"
    return "inside" if is_ours(scene, server) else "out"


def flow(word: str, source: str, destinations: Sequence[str], ports: Iterable[int]) -> str:
    """Return the pattern of TCP connections in a flow log, by the gateway's word: `in`, `out`, `inside`, `denied`.

    On the central log the lines of /var/log/connections.log stand in the same file; none of them has such a word.
    """
    machines = "|".join(re.escape(address) for address in destinations) or r"\S+"
    wanted = "|".join(str(port) for port in ports)
    return rf" {word}: .*SRC={re.escape(source)} DST=({machines}) .*PROTO=TCP .*DPT=({wanted}) .*SYN"


def addresses_around(scene: Scene, node: NodeSpec, count: int) -> tuple[str, ...]:
    """Return the `count` addresses nearest to a machine's in its network, its own first, gateways left out."""
    card = node.interfaces[0]
    subnet = next(ipaddress.IPv4Network(net.subnet) for net in scene.lan.topology.networks if net.name == card.network)
    gateways = {each.address_in(card.network) for each in scene.lan.topology.nodes if each.routing == "router"}
    middle = ipaddress.IPv4Address(card.address)
    steps = (middle + sign * step for step in range(1, 2 * count + len(gateways)) for sign in (-1, 1))
    near = (each for each in (middle, *steps) if each in subnet and each not in _ends(subnet))
    return tuple(str(each) for each in near if str(each) not in gateways)[:count]


def _ends(subnet: ipaddress.IPv4Network) -> tuple[ipaddress.IPv4Address, ipaddress.IPv4Address]:
    return subnet.network_address, subnet.broadcast_address

"""Names and orders for a team's switch, as `wire` obeys them; pure."""

from __future__ import annotations

import hashlib
import ipaddress

from cyder.lan.orders import EVERY, AddBridge, Cable, Card, Link, Plug
from cyder.model.topology import Interface, NodeSpec

LONGEST = 15
"""Characters in the name of a link: IFNAMSIZ without its closing NUL (linux/if.h)."""

DIGITS = 6
MTU = 1500
MIRROR = "mirror"
"""The bridge to which all private networks are copied; it is made when the first port that needs it is plugged in."""

MONITOR = "mon0"
UNTIL_HUNG_UP = """
exec 3<&0
(cat; kill "$$") <&3 >/dev/null 2>&1 &
exec 3<&-
exec "$@" 2>/dev/null
"""
"""A command's end comes with its user's, who is its standard input; what it says beside its output is not a packet."""

CAPTURE = ("sh", "-c", UNTIL_HUNG_UP, "sh", "tcpdump", "-Z", "root", "--immediate-mode", "-U", "-w", "-", "-i")
"""Followed by a port: writes what passes it, in both directions, as pcap. -Z: the switch cannot change its user."""


def bridge_name(network: str) -> str:
    """Return the name of a network's bridge in the switch."""
    return _name("b", network, network)


def port_name(node: str, network: str) -> str:
    """Return the name of the switch's port to which a node's card in a network is plugged."""
    return _name("p", node, f"{node}/{network}")


def add_bridge(network: str) -> AddBridge:
    """Return the order for one network's bridge."""
    return AddBridge(op="bridge", network=network, bridge=bridge_name(network), mtu=MTU)


def plug(spec: NodeSpec, pid: int) -> Plug:
    """Return the order that plugs in all cards of a node whose container is that process."""
    cards = [_card(spec.name, card) for card in spec.interfaces]
    monitors = [_monitor(spec)] if spec.monitor else []
    return Plug(op="plug", node=spec.name, pid=pid, routing=spec.routing, cards=cards, monitors=monitors)


def cable(node: str, pid: int, *, up: bool) -> Cable:
    """Return the order that pulls a node's cable, or puts it back."""
    return Cable(op="cable", node=node, pid=pid, up=up)


def _card(node: str, card: Interface) -> Card:
    network = ipaddress.IPv4Interface(f"{card.address}/{card.prefix}").network
    return Card(
        device=card.device,
        network=card.network,
        bridge=bridge_name(card.network),
        port=port_name(node, card.network),
        address=card.address,
        others=list(card.others),
        prefix=card.prefix,
        subnet=str(network),
        broadcast=str(network.broadcast_address),
        mac=card.mac,
        mtu=MTU,
        gateway=card.gateway,
        mirror=MIRROR if card.mirrored else None,
    )


def _monitor(spec: NodeSpec) -> Link:
    return Link(
        device=MONITOR,
        network=EVERY,
        bridge=MIRROR,
        port=port_name(spec.name, EVERY),
        mac=_mac_beside(spec.interfaces[0]),
        mtu=MTU,
    )


def _mac_beside(card: Interface) -> str:
    """Return a locally administered address that follows from another card's."""
    digest = hashlib.sha256(f"{card.mac}/{MONITOR}".encode()).digest()
    return ":".join(f"{byte:02x}" for byte in (2, *digest[:5]))


def _name(kind: str, readable: str, identity: str) -> str:
    """Return a readable beginning and a short hash, so that long names stay apart."""
    digest = hashlib.sha256(identity.encode()).hexdigest()[:DIGITS]
    room = LONGEST - len(kind) - DIGITS - 2
    return f"{kind}-{readable[:room]}-{digest}"

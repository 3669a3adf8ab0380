"""Names and orders for a team's switch, as `wire` obeys them; pure."""

from __future__ import annotations

import hashlib
import ipaddress

from cyder.lan.orders import AddBridge, Cable, Card, Plug
from cyder.model.topology import Interface, NodeSpec

LONGEST = 15
"""Characters in the name of a link: IFNAMSIZ without its closing NUL (linux/if.h)."""

DIGITS = 6
MTU = 1500


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
    return Plug(op="plug", node=spec.name, pid=pid, routing=spec.routing, cards=cards)


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
    )


def _name(kind: str, readable: str, identity: str) -> str:
    """Return a readable beginning and a short hash, so that long names stay apart."""
    digest = hashlib.sha256(identity.encode()).hexdigest()[:DIGITS]
    room = LONGEST - len(kind) - DIGITS - 2
    return f"{kind}-{readable[:room]}-{digest}"

"""A secondary and its primary: who it is, where it is found, and how that is seen on a finished LAN."""

from __future__ import annotations

from cyder.contracts.role import Site
from cyder.errors import suggest
from cyder.model.topology import File, NodeSpec, Topology
from cyder.roles.dns.names import DOMAIN

_PATH = "/etc/default/named"


def primary_of(site: Site, name: str) -> NodeSpec:
    """Return the server of that name on this node's side.

    Raises:
        ValueError: there is none.
    """
    others = {node.name: node for node in site.providing("dns") if node.name != site.node.name}
    if name not in others:
        message = f"primary: '{name}' is no other name server beside '{site.node.name}'{suggest(name, others)}"
        raise ValueError(message)
    return others[name]


def address_of(site: Site, primary: NodeSpec) -> str:
    """Return where this node finds its primary."""
    return site.topology.reach(primary.name, DOMAIN, site.node.interfaces[0].network)


def start_settings(address: str) -> File:
    """Return what a secondary's start script reads: whom to wait for."""
    return File(path=_PATH, content=f"PRIMARY={address}\n")


def secondaries_of(topology: Topology, primary: NodeSpec) -> tuple[NodeSpec, ...]:
    """Return the nodes that fetch their zones from a server."""
    lines = {f"PRIMARY={address}\n" for card in primary.interfaces for address in card.addresses}
    return tuple(
        node for node in topology.nodes if any(file.path == _PATH and file.content in lines for file in node.files)
    )

"""Which names stand for which addresses: as the organisation's own machines are told, and as the world is."""

from __future__ import annotations

from collections.abc import Iterable

from cyder.contracts.role import Site
from cyder.model.topology import NodeSpec

DOMAIN = 53
SMTP = 25

Name = tuple[str, str]
"""A fully qualified name, without the last dot, and one address."""


def inside(site: Site) -> tuple[Name, ...]:
    """Return every name of every machine: private addresses for our own, the outside's as they are."""
    return tuple(dict.fromkeys(name for node in site.topology.nodes for name in _names(site, node)))


def public(site: Site) -> tuple[Name, ...]:
    """Return the names by which the world finds machines: their own outside, a gateway's address for the published.

    The mail exchangers come first: an address with several names is called by its first one.
    """
    offers = sorted(site.topology.publications, key=lambda offer: offer.port != SMTP)
    published = (
        (name, offer.address)
        for offer in offers
        for name, _ in _names(site, site.topology.node(offer.node))
        if site.belongs(site.topology.node(offer.node))
    )
    theirs = (name for node in site.topology.nodes if not site.belongs(node) for name in node.names)
    return tuple(dict.fromkeys((*theirs, *published)))


def own(site: Site) -> Name:
    """Return the name of the server itself, and the address it stands for."""
    return _names(site, site.node)[0]


def our_zones(site: Site) -> tuple[str, ...]:
    """Return the organisation's domain, and those of further names of its machines."""
    ours = (node for node in site.topology.nodes if site.belongs(node))
    further = (site.zone_of(name) for node in ours for name, _ in node.names)
    return tuple(dict.fromkeys((site.organisation.domain, *further)))


def servers(site: Site, *, ours: bool) -> tuple[Name, ...]:
    """Return the name servers on one side, as that side is told.

    Raises:
        ValueError: a name server outside without a name.
    """
    nodes = [node for node in site.everywhere("dns") if site.belongs(node) == ours]
    nameless = [node.name for node in nodes if not _names(site, node)]
    if nameless:
        message = f"names: '{nameless[0]}' is a name server outside and needs a name; write names: [ns.isp.example]"
        raise ValueError(message)
    return tuple(_names(site, node)[0] for node in nodes)


def published_servers(site: Site) -> tuple[Name, ...]:
    """Return our name servers, as the world is told: those whose port 53 a gateway offers."""
    offers = (offer for offer in site.topology.publications if offer.port == DOMAIN)
    nodes = ((site.topology.node(offer.node), offer.address) for offer in offers)
    return tuple(dict.fromkeys((site.fqdn(node), address) for node, address in nodes if site.belongs(node)))


def exchangers(site: Site, zone: str) -> tuple[str, ...]:
    """Return who takes mail for a zone: our own exchangers for our domain, else each that has a name there."""
    taking = site.everywhere("smtp")
    if zone == site.organisation.domain:
        return tuple(site.fqdn(node) for node in taking if site.belongs(node))
    theirs = ([name for name, _ in node.names if site.zone_of(name) == zone] for node in taking)
    return tuple(names[0] for names in theirs if names)


def registered(name: str) -> str:
    """Return the domain that somebody registered to have a name: its last two labels."""
    return ".".join(name.split(".")[-2:])


def under(name: str, zone: str) -> bool:
    """Return whether a name is a zone's own or lies below it."""
    return name == zone or name.endswith(f".{zone}")


def zones_of(site: Site, names: Iterable[Name]) -> dict[str, list[Name]]:
    """Return names by the zone they stand in, in the order in which the zones first appear."""
    found: dict[str, list[Name]] = {}
    for name, address in names:
        found.setdefault(site.zone_of(name), []).append((name, address))
    return found


def _names(site: Site, node: NodeSpec) -> tuple[Name, ...]:
    if not site.belongs(node):
        return node.names
    cards = (card for card in node.interfaces if card.network in site.private)
    return (*((site.fqdn(node), card.address) for card in cards), *node.names)

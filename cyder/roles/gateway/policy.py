"""Who may open connections where: a gateway's settings, read on one LAN as cards and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cyder.contracts.role import Site
from cyder.errors import suggest
from cyder.model.topology import Interface, NodeSpec, Publication

DOMAIN = 53


@dataclass(frozen=True, order=True)
class Opening:
    """One port of one machine."""

    address: str
    protocol: str
    port: int


@dataclass(frozen=True)
class Policy:
    """What the gateway lets through beside connections under way.

    `near` are its cards inside, `far` those outside, `closed` those of near's whose machines reach no other inside
    network but at `inward`. `out` are the addresses and subnets that may open connections to the outside.
    """

    near: tuple[Interface, ...]
    far: tuple[Interface, ...]
    closed: tuple[Interface, ...]
    out: tuple[str, ...]
    inward: tuple[Opening, ...]
    published: tuple[Publication, ...]


def protocols(port: int) -> tuple[str, ...]:
    """Return by what a port is offered: names are asked for by UDP as well as by TCP."""
    return ("tcp", "udp") if port == DOMAIN else ("tcp",)


def policy(
    site: Site,
    *,
    out: Iterable[str] | None,
    dmz: Iterable[str],
    inward: Mapping[str, Iterable[int]],
    published: Iterable[Publication],
) -> Policy:
    """Read the settings; `out` None means everybody inside.

    Raises:
        ValueError: a node or network that is not there, or not where it would have to be.
    """
    near, closed = inside(site), _closed(site, dmz)
    if inward and not closed:
        message = "inward: without 'dmz' every inside network may reach every other one already"
        raise ValueError(message)
    return Policy(
        near=near,
        far=outside(site),
        closed=closed,
        out=_everybody(site) if out is None else tuple(_addresses(site, "out", out)),
        inward=tuple(_openings(site, inward, {card.network for card in closed})),
        published=tuple(published),
    )


def inside(site: Site) -> tuple[Interface, ...]:
    """Return the gateway's cards in the organisation's own networks."""
    return tuple(card for card in site.node.interfaces if card.network in site.private)


def outside(site: Site) -> tuple[Interface, ...]:
    """Return the gateway's other cards."""
    return tuple(card for card in site.node.interfaces if card.network not in site.private)


def found(site: Site, setting: str, name: str) -> NodeSpec:
    """Return the node that a setting names.

    Raises:
        ValueError: there is none.
    """
    known = {node.name: node for node in site.topology.nodes}
    if name not in known:
        message = f"{setting}: unknown node '{name}'{suggest(name, known)}"
        raise ValueError(message)
    return known[name]


def _closed(site: Site, dmz: Iterable[str]) -> tuple[Interface, ...]:
    cards = {card.network: card for card in inside(site)}
    for name in dmz:
        if name not in cards:
            message = f"dmz: '{name}' is no inside network that '{site.node.name}' stands in{suggest(name, cards)}"
            raise ValueError(message)
    return tuple(cards[name] for name in dict.fromkeys(dmz))


def _everybody(site: Site) -> tuple[str, ...]:
    return tuple(net.subnet for net in site.topology.networks if net.name in site.private)


def _addresses(site: Site, setting: str, names: Iterable[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        node = found(site, setting, name)
        if not site.belongs(node):
            message = f"{setting}: '{name}' stands outside already"
            raise ValueError(message)
        yield from (address for card in _private_cards(site, node) for address in card.addresses)


def _openings(site: Site, inward: Mapping[str, Iterable[int]], closed: set[str]) -> Iterator[Opening]:
    for name, ports in inward.items():
        cards = [card for card in _private_cards(site, found(site, "inward", name)) if card.network not in closed]
        if not cards:
            message = f"inward: '{name}' stands in no inside network that the DMZ is kept out of"
            raise ValueError(message)
        for port in ports:
            yield from (Opening(cards[0].address, protocol, port) for protocol in protocols(port))


def _private_cards(site: Site, node: NodeSpec) -> list[Interface]:
    return [card for card in node.interfaces if card.network in site.private]

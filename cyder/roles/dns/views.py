"""What a name server tells whom: our own machines, strangers, or, as the outside's server, the world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cyder.contracts.role import Site
from cyder.model.topology import NodeSpec
from cyder.roles.dns import names, zones
from cyder.roles.dns.names import Name
from cyder.roles.dns.secondary import address_of
from cyder.roles.dns.zones import Author, Zone


@dataclass(frozen=True)
class View:
    """What BIND tells those whom `clients` matches. `asks`: it asks other servers for them about other zones."""

    name: str
    clients: str
    reason: str
    zones: tuple[Zone, ...]
    asks: bool


def views(site: Site, primary: NodeSpec | None) -> tuple[View, ...]:
    """Return what a server tells; with a `primary`, its zones are that server's.

    Raises:
        ValueError: a secondary is published, or an outside server has no name.
    """
    if not site.belongs(site.node):
        return (_copied(site, _world(site), primary),)
    published = names.published_servers(site)
    offered = names.own(site)[0] in dict(published)
    if primary is None:
        return (_inside(site), *((_outside(site, published),) if offered else ()))
    if offered:
        message = f"primary: '{site.node.name}' has only what is told inside; publish '{primary.name}' instead"
        raise ValueError(message)
    return (_copied(site, _inside(site), primary),)


def _inside(site: Site) -> View:
    ours = names.servers(site, ours=True)
    theirs = names.servers(site, ours=False)
    author, told = _author(site, ours), names.inside(site)
    subnets = (net.subnet for net in site.topology.networks if net.name in site.private)
    served = (
        zones.hints(theirs) if theirs else zones.empty_root(),
        *_forward(site, author, told, names.our_zones(site)),
        *zones.reverse(author, told, subnets, site.organisation.domain),
        zones.policy(),
    )
    return View("inside", "inside", "Our own machines are told everything, by private addresses.", served, asks=True)


def _outside(site: Site, published: Iterable[Name]) -> View:
    served = _forward(site, _author(site, published), names.public(site), [site.organisation.domain], suffix=".public")
    return View("outside", "any", "Strangers are told where to find what we offer them.", tuple(served), asks=False)


def _world(site: Site) -> View:
    """Return what the outside's server tells everybody: the root, every domain but ours, its networks' addresses.

    Our domain is delegated to our own server where a gateway offers it, else the provider keeps it for us.
    """
    servers, ours = names.servers(site, ours=False), names.published_servers(site)
    author, told, domain = _author(site, servers), names.public(site), site.organisation.domain
    contact = site.zone_of(author.primary)
    held = [zone for zone in names.zones_of(site, told) if zone != domain]
    subnets = (net.subnet for net in site.topology.networks if net.name not in site.private)
    below = (
        *_forward(site, author, told, held if ours else [*held, domain]),
        *zones.reverse(author, told, subnets, contact),
    )
    handed = tuple(zones.delegation(domain, ours))
    delegations = [line for zone in below for line in zones.delegation(zone.name, servers)]
    served = (
        zones.root(author, contact, servers, [*delegations, *handed]),
        *(zone.with_records(handed) if zone.name == names.registered(domain) else zone for zone in below),
    )
    return View("world", "any", "The root, and the domains and addresses of all our customers.", served, asks=True)


def _forward(
    site: Site, author: Author, told: Iterable[Name], wanted: Iterable[str], *, suffix: str = ""
) -> Iterator[Zone]:
    members = names.zones_of(site, told)
    for zone in wanted:
        here = members.get(zone, [])
        known = {name for name, _ in here}
        mail = [name for name in names.exchangers(site, zone) if name in known]
        yield zones.forward(zone, author, here, mail, suffix=suffix)


def _author(site: Site, servers: Iterable[Name]) -> Author:
    return Author(primary=names.own(site)[0], servers=tuple(dict.fromkeys(name for name, _ in servers)))


def _copied(site: Site, view: View, primary: NodeSpec | None) -> View:
    """Return a view whose zones are fetched from the primary; where asking begins is everybody's own affair."""
    if primary is None:
        return view
    address = address_of(site, primary)
    return replace(view, zones=tuple(zone.copied(address) for zone in view.zones))

"""Zone files: names for addresses, addresses for names, and the root above them."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cyder.roles.dns.names import Name, under

ROOT = "."
POLICY = "rpz"
_FOLDER = "/etc/bind"
_CACHE = "/var/cache/bind"
_SERIAL = 2026040101
_TTL = 300


@dataclass(frozen=True)
class Zone:
    """One zone as BIND is given it. `rules` are further statements of its block; `own`: no other server has it."""

    name: str
    path: str
    content: str = ""
    kind: Literal["primary", "secondary", "hint"] = "primary"
    rules: tuple[str, ...] = ()
    own: bool = False

    def with_records(self, lines: Iterable[str]) -> Zone:
        """Return the zone with further records."""
        return replace(self, content=self.content + _lines(lines))

    def copied(self, primary: str) -> Zone:
        """Return the zone as a secondary has it: fetched from its primary's address, and kept in BIND's own form."""
        if self.own:
            return self
        path = f"{_CACHE}/{self.path.rpartition('/')[2]}"
        rules = (f"primaries {{ {primary}; }};", *self.rules)
        return replace(self, path=path, content="", kind="secondary", rules=rules)


@dataclass(frozen=True)
class Author:
    """Who answers for zones: the server whose files they are, and all that serve them; the first is its own name."""

    primary: str
    servers: tuple[str, ...]

    def head(self, zone: str) -> str:
        """Return what every zone begins with: time to live, SOA and NS records."""
        return _head(f"{self.primary}.", f"hostmaster.{zone}.", [f"{name}." for name in self.servers])


def forward(zone: str, author: Author, names: Iterable[Name], exchangers: Iterable[str], *, suffix: str = "") -> Zone:
    """Return a domain's zone: who takes its mail, and an A record for each name."""
    mail = [f"@\tIN\tMX\t10 {_owner(name, zone)}" for name in exchangers]
    hosts = [f"{_owner(name, zone)}\tIN\tA\t{address}" for name, address in names]
    return Zone(zone, f"{_FOLDER}/db.{zone}{suffix}", author.head(zone) + _lines([*mail, *hosts]))


def reverse(author: Author, names: Iterable[Name], subnets: Iterable[str], contact: str) -> Iterator[Zone]:
    """Yield the reverse zones of networks: each address is called by the first of its names."""
    first: dict[str, str] = {}
    for name, address in names:
        first.setdefault(address, name)
    zones: dict[str, list[str]] = {}
    for subnet in map(ipaddress.IPv4Network, subnets):
        zone = reverse_zone(str(subnet))
        here = ((ipaddress.IPv4Address(address), name) for address, name in first.items())
        pointers = (f"{_label(address, zone)}\tIN\tPTR\t{name}." for address, name in here if address in subnet)
        zones.setdefault(zone, []).extend(pointers)
    for zone, lines in zones.items():
        octets = ".".join(reversed(zone.removesuffix(".in-addr.arpa").split(".")))
        yield Zone(zone, f"{_FOLDER}/db.{octets}", author.head(contact) + _lines(lines))


def root(author: Author, contact: str, servers: Iterable[Name], delegations: Iterable[str]) -> Zone:
    """Return the outside's root: its servers' addresses, and who serves the zones below."""
    glue = [f"{name}.\tIN\tA\t{address}" for name, address in servers]
    return Zone(ROOT, f"{_FOLDER}/db.root", author.head(contact) + _lines(dict.fromkeys([*glue, *delegations])))


def delegation(zone: str, servers: Iterable[Name]) -> Iterator[str]:
    """Yield the records by which the zone above says who serves a zone, with the addresses of servers in it."""
    for name, address in servers:
        yield f"{zone}.\tIN\tNS\t{name}."
        if under(name, zone):
            yield f"{name}.\tIN\tA\t{address}"


def hints(servers: Iterable[Name]) -> Zone:
    """Return where to begin asking: the root's servers."""
    lines = (
        line for name, address in servers for line in (f".\t3600000\tNS\t{name}.", f"{name}.\t3600000\tA\t{address}")
    )
    return Zone(ROOT, f"{_FOLDER}/db.root-hints", _lines(lines), kind="hint", own=True)


def empty_root() -> Zone:
    """Return a root that holds nothing: no other name exists."""
    content = _head("localhost.", "root.localhost.", ["localhost."]) + "localhost.\tIN\tA\t127.0.0.1\n"
    return Zone(ROOT, f"{_FOLDER}/db.root", content, rules=("allow-transfer { none; };", "notify no;"), own=True)


def policy() -> Zone:
    """Return the zone of rewritten answers, empty; nobody but our other name servers sees it."""
    rules = ("allow-transfer { nameservers; };", "allow-query { localhost; nameservers; };")
    return Zone(POLICY, f"{_FOLDER}/db.rpz", _head("localhost.", "root.localhost.", ["localhost."]), rules=rules)


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


def _head(server: str, contact: str, servers: Iterable[str]) -> str:
    start = f"$TTL {_TTL}\n@\tIN\tSOA\t{server} {contact} (\n{_TIMERS}"
    return start + "".join(f"@\tIN\tNS\t{name}\n" for name in servers)


def _owner(name: str, zone: str) -> str:
    return "@" if name == zone else name.removesuffix(f".{zone}")


def _label(address: ipaddress.IPv4Address, zone: str) -> str:
    return address.reverse_pointer.removesuffix(f".{zone}")


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)

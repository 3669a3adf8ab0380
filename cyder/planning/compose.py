"""One team's LAN as a plain Compose document, so that a scenario can be looked at without Cyder."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

import yaml
from yaml.emitter import ScalarAnalysis

from cyder.model.topology import File, Interface, NodeSpec, Segment, Topology
from cyder.planning.resolve import Resolved

Document = dict[str, object]

HEADER = """\
# One team's LAN as plain Compose, exported; change the scenario, not this file. It needs the role images.
# Compose knows no gateway that is a node: hooks set the routes once a container runs, and so every node has NET_ADMIN.
"""
_NO_ROUTE = ("ip", "route", "flush", "exact", "0.0.0.0/0")
"""Docker leads the default route of every container to its own bridge, so whoever has no gateway loses it."""
_DEVICE = 'device=$(ip -o -4 address show to "$1" | while read -r _ name _; do echo "$name"; done)'
_NAME_CARDS = f"""\
set -e
names=
while [ $# -gt 0 ]; do
  {_DEVICE}
  ip link set "$device" down
  ip link set "$device" name "new-$2"
  names="$names $2"
  shift 2
done
for name in $names; do
  ip link set "new-$name" name "$name"
  ip link set "$name" up
done
"""
"""Docker numbers the cards of a container by chance; a firewall names them."""
_SEND_FROM = f"""\
set -e
ip route flush exact 0.0.0.0/0
{_DEVICE}
table=$2 subnet=$3 prefix=$4 gateway=$5
shift 5
ip route replace "$subnet" dev "$device" table "$table"
if [ -n "$gateway" ]; then ip route replace default via "$gateway" dev "$device" table "$table"
else ip route replace unreachable default table "$table"; fi
for address in "$@"; do
  ip address replace "$address/$prefix" dev "$device"
  ip rule add from "$address" table "$table"
done
"""
"""A table of routes for each card, and a rule for each of its addresses; a restart begins with a new namespace."""


def compose(resolved: Resolved, exercise: str) -> Document:
    """Return one team's LAN as a Compose document: services, networks, and every file inline."""
    topology = resolved.topology
    document = {
        "name": exercise,
        "services": {node.name: _service(node, topology) for node in topology.nodes},
        "networks": {segment.name: _network(segment, topology) for segment in topology.networks},
        "configs": {name: {"content": file.content} for node in topology.nodes for name, file in _configs(node)},
    }
    return {key: _escaped(value) for key, value in document.items()}


def to_yaml(document: Document) -> str:
    """Return a document as YAML, files as readable blocks, in the order it was made."""
    return HEADER + yaml.dump(
        document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=120
    )


def _service(node: NodeSpec, topology: Topology) -> Document:
    filtered = "1" if node.routing == "host" else "0"
    return {
        "image": node.image,
        "hostname": node.hostname,
        "networks": {card.network: {"ipv4_address": card.address, "mac_address": card.mac} for card in node.interfaces},
        "dns": [node.nameserver],
        "dns_search": [node.search],
        "extra_hosts": [f"{name}:{address}" for names, address in node.hosts for name in names.split()],
        "cap_drop": ["ALL"],
        "cap_add": sorted({*node.capabilities, "NET_ADMIN"}),
        "security_opt": ["no-new-privileges:true"],
        "sysctls": {
            "net.ipv4.ip_forward": "1" if node.routing == "router" else "0",
            "net.ipv4.conf.all.rp_filter": filtered,
            "net.ipv4.conf.default.rp_filter": filtered,
            "net.ipv6.conf.all.disable_ipv6": "1",
        },
        "mem_limit": f"{node.memory_mb}m",
        "pids_limit": node.pids,
        "restart": "no",
        "configs": [_mount(name, file) for name, file in _configs(node)],
        "post_start": [{"command": list(command), "user": "root"} for command in _routes(node, topology)],
    }


def _network(segment: Segment, topology: Topology) -> Document:
    """Return a bridge without a way out; the bridge's own address is one that nobody in the LAN has."""
    subnet = ipaddress.IPv4Network(segment.subnet)
    used = {address for node in topology.nodes for card in node.interfaces for address in card.addresses}
    hosts = range(subnet.num_addresses - 2, 0, -1)
    bridge = next(str(subnet[offset]) for offset in hosts if str(subnet[offset]) not in used)
    return {
        "driver": "bridge",
        "internal": True,
        "ipam": {"config": [{"subnet": segment.subnet, "gateway": bridge}]},
    }


def _configs(node: NodeSpec) -> Iterator[tuple[str, File]]:
    return ((f"{node.name}-{number}", file) for number, file in enumerate(node.files, start=1))


def _mount(name: str, file: File) -> Document:
    owner, group = str(file.owner), str(file.group)
    return {"source": name, "target": file.path, "uid": owner, "gid": group, "mode": f"{file.mode:04o}"}


def _routes(node: NodeSpec, topology: Topology) -> Iterator[tuple[str, ...]]:
    """Yield what is to be run on a node for the names of its cards, and for its routes."""
    if len(node.interfaces) > 1:
        yield (
            "sh",
            "-c",
            _NAME_CARDS,
            "sh",
            *(word for card in node.interfaces for word in (card.address, card.device)),
        )
    if node.routing == "per-interface":
        for index, card in enumerate(node.interfaces):
            yield ("sh", "-c", _SEND_FROM, "sh", *_card_arguments(index, card, topology))
    elif node.gateway:
        yield ("ip", "route", "replace", "default", "via", node.gateway)
    else:
        yield _NO_ROUTE


def _card_arguments(index: int, card: Interface, topology: Topology) -> tuple[str, ...]:
    subnet = next(segment.subnet for segment in topology.networks if segment.name == card.network)
    return (card.address, str(100 + index), subnet, str(card.prefix), card.gateway or "", *card.addresses)


def _escaped(value: object) -> object:
    """Double every `$`, which Compose would read as one of its own variables."""
    match value:
        case str():
            return value.replace("$", "$$")
        case dict():
            return {key: _escaped(item) for key, item in value.items()}
        case list():
            return [_escaped(item) for item in value]
        case _:
            return value


class _Dumper(yaml.SafeDumper):
    """YAML without anchors, and with texts of several lines as blocks."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  no value is worth an anchor
        """Return that every value is written out."""
        return True

    def analyze_scalar(self, scalar: str) -> ScalarAnalysis:
        """Return that a tab may stand in a block, as YAML has it and PyYAML does not."""
        if "\n" not in scalar:
            return super().analyze_scalar(scalar)
        analysis = super().analyze_scalar(scalar.replace("\t", "x"))
        analysis.scalar = scalar
        return analysis


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)

"""Checks on networks and nodes: every name they use exists, and none stands twice."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from itertools import combinations

from cyder.errors import Problem
from cyder.model.scenario import is_outside, is_private
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft

PROBER_ADDRESSES = 4
"""What the prober, which Cyder adds to every network, takes of each: its own address and three to ask from."""
_RESERVED = {"prober": "Cyder adds a node of that name itself", "localhost": "every machine calls itself that"}
_WIDTH = {"no": 0, "user": 1, "root": 2}


def roles_exist(draft: Draft) -> Iterator[Problem]:
    """Find nodes whose role does not exist, or is one that only Cyder itself gives out."""
    hint = "name a role there is: `cyder roles list` shows them"
    for name, entry in draft.scenario.lan.nodes.items():
        path = ("lan", "nodes", name, "role")
        if entry.role not in draft.roles:
            yield draft.unknown(path, "role", entry.role, draft.roles, hint=hint, rule="unknown-role")


def networks_exist(draft: Draft) -> Iterator[Problem]:
    """Find nodes on networks that are not declared, or twice on one."""
    networks = draft.scenario.lan.networks
    for name, entry in draft.scenario.lan.nodes.items():
        for index, network in enumerate(entry.on):
            path: Path = ("lan", "nodes", name, "on", index)
            if network not in networks:
                hint = "correct the name, or declare the network under lan.networks"
                yield draft.unknown(path, "network", network, networks, hint=hint, rule="unknown-network")
            elif network in entry.on[:index]:
                message = f"'{name}' stands on '{network}' twice"
                yield draft.problem(path, message, hint="name each network once", rule="network-twice")


def subnets_are_nobodys(draft: Draft) -> Iterator[Problem]:
    """Find subnets that belong to somebody in the real world."""
    hint = "use 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 inside, 192.0.2.0/24 or 203.0.113.0/24 outside"
    for name, network in draft.scenario.lan.networks.items():
        if not (is_private(network.subnet) or is_outside(network.subnet)):
            path = ("lan", "networks", name, "subnet")
            message = f"{network.subnet} is neither private (RFC 1918) nor for documentation (RFC 5737)"
            yield draft.problem(path, message, hint=hint, rule="public-subnet")


def subnets_are_apart(draft: Draft) -> Iterator[Problem]:
    """Find networks whose subnets share addresses."""
    for (first, one), (second, other) in combinations(draft.scenario.lan.networks.items(), 2):
        if ipaddress.IPv4Network(one.subnet).overlaps(ipaddress.IPv4Network(other.subnet)):
            path = ("lan", "networks", second, "subnet")
            message = f"{other.subnet} overlaps with {one.subnet} of '{first}'"
            yield draft.problem(path, message, hint="give each network its own addresses", rule="overlapping-subnets")


def subnets_suffice(draft: Draft) -> Iterator[Problem]:
    """Find networks with fewer addresses than machines."""
    for name, network in draft.scenario.lan.networks.items():
        there = sum(name in entry.on for entry in draft.scenario.lan.nodes.values())
        room = max(0, ipaddress.IPv4Network(network.subnet).num_addresses - 3)
        if there + PROBER_ADDRESSES > room:
            path = ("lan", "networks", name, "subnet")
            message = f"{network.subnet} has room for {room} addresses; {there + PROBER_ADDRESSES} are needed"
            hint = "widen the subnet, or put fewer machines on it"
            yield draft.problem(path, message, hint=hint, rule="subnet-too-small")


def node_names_are_free(draft: Draft) -> Iterator[Problem]:
    """Find nodes that bear a name which is taken."""
    for name in draft.scenario.lan.nodes:
        if name in _RESERVED:
            message = f"'{name}' cannot be a node's name: {_RESERVED[name]}"
            hint = "give the node another name"
            yield draft.problem(("lan", "nodes", name), message, hint=hint, rule="reserved-node-name", key=True)


def access_only_narrows(draft: Draft) -> Iterator[Problem]:
    """Find nodes opened wider to trainees than their role allows."""
    for name, entry in draft.scenario.lan.nodes.items():
        role = draft.role_of(name)
        if role and entry.open and _WIDTH[entry.open] > _WIDTH[role.open]:
            message = f"'{entry.open}' opens the node wider than its role, which says '{role.open}'"
            hint = "leave 'open' out: a scenario may only close a node further"
            yield draft.problem(("lan", "nodes", name, "open"), message, hint=hint, rule="opened-too-wide")

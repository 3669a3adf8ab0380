"""Checks on addresses that an author gives to nodes."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from cyder.errors import Problem
from cyder.model.scenario import AddressVariable, NodeEntry
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft
from cyder.scenario.names import MENTION


def addresses_fit(draft: Draft) -> Iterator[Problem]:
    """Find addresses that are none, or cannot belong to their node."""
    for path, entry in _given(draft):
        if not MENTION.search(entry.address or ""):
            yield from _literal(draft, path, entry)


def address_variables_fit(draft: Draft) -> Iterator[Problem]:
    """Find addresses given by a variable that is no address, or one of another network."""
    for path, entry in _given(draft):
        mention = MENTION.fullmatch(entry.address or "")
        if MENTION.search(entry.address or "") and not mention:
            message = f"'{entry.address}' mixes a variable with other text"
            yield draft.problem(path, message, hint="write the variable alone: '$name'", rule="bad-address")
        variable = draft.scenario.variables.get(mention[1]) if mention else None
        if variable is None:
            continue
        if not isinstance(variable, AddressVariable):
            message = f"'{entry.address}' is a variable of kind '{variable.kind}', not an address"
            hint = "use a variable of kind address"
            yield draft.problem(path, message, hint=hint, rule="not-an-address-variable")
        elif variable.network in draft.scenario.lan.networks and variable.network != entry.on[0]:
            message = f"'{entry.address}' is an address in '{variable.network}'; the node's first network is"
            hint = "draw the variable from the node's network, or put that network first in 'on'"
            yield draft.problem(path, f"{message} '{entry.on[0]}'", hint=hint, rule="address-outside-subnet")


def addresses_are_used_once(draft: Draft) -> Iterator[Problem]:
    """Find nodes that are given an address another node has."""
    first: dict[str, str] = {}
    for path, entry in _given(draft):
        address, node = str(entry.address), str(path[2])
        if address in first:
            message = f"{address} is in use by '{first[address]}'"
            hint = "give each node its own address, or leave it out"
            yield draft.problem(path, message, hint=hint, rule="address-twice")
        first.setdefault(address, node)


def _given(draft: Draft) -> Iterator[tuple[Path, NodeEntry]]:
    for name, entry in draft.scenario.lan.nodes.items():
        if entry.address is not None:
            yield ("lan", "nodes", name, "address"), entry


def _literal(draft: Draft, path: Path, entry: NodeEntry) -> Iterator[Problem]:
    known = draft.scenario.lan.networks
    subnets = {name: ipaddress.IPv4Network(known[name].subnet) for name in entry.on if name in known}
    try:
        address = ipaddress.IPv4Address(entry.address or "")
    except ValueError:
        message = f"'{entry.address}' is not an IPv4 address"
        hint = "write it as '10.66.0.5', or leave it out: then one is chosen"
        yield draft.problem(path, message, hint=hint, rule="bad-address")
        return
    if not subnets:
        return
    home = next((subnet for subnet in subnets.values() if address in subnet), None)
    if home is None:
        there = ", ".join(f"{name} {subnet}" for name, subnet in subnets.items())
        message = f"{address} is in none of the node's networks ({there})"
        hint = "choose an address inside, or leave it out: then one is chosen"
        yield draft.problem(path, message, hint=hint, rule="address-outside-subnet")
    elif address in (home.network_address, home.broadcast_address):
        message = f"{address} is the {'network' if address == home.network_address else 'broadcast'} address of {home}"
        hint = "choose an address between the first and the last"
        yield draft.problem(path, message, hint=hint, rule="reserved-address")

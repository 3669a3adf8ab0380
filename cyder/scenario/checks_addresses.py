"""Checks on addresses that an author gives to nodes."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cyder.errors import Problem
from cyder.model.scenario import AddressVariable, ChoiceVariable
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft
from cyder.scenario.names import MENTION


def addresses_fit(draft: Draft) -> Iterator[Problem]:
    """Find addresses that are none, or cannot belong to their node."""
    for given in _given(draft):
        if not MENTION.search(given.text):
            yield from _literal(draft, given)


def address_variables_fit(draft: Draft) -> Iterator[Problem]:
    """Find addresses given by a variable that is no address, or one of another network."""
    for given in _given(draft):
        path, mention = given.path, MENTION.fullmatch(given.text)
        if MENTION.search(given.text) and not mention:
            message = f"'{given.text}' mixes a variable with other text"
            yield draft.problem(path, message, hint="write the variable alone: '$name'", rule="bad-address")
        variable = draft.scenario.variables.get(mention[1]) if mention else None
        if variable is None:
            continue
        if not isinstance(variable, AddressVariable):
            message = f"'{given.text}' is a variable of kind '{variable.kind}', not an address"
            hint = "use a variable of kind address"
            yield draft.problem(path, message, hint=hint, rule="not-an-address-variable")
        elif variable.network in draft.scenario.lan.networks and variable.network != given.on[0]:
            message = f"'{given.text}' is an address in '{variable.network}'; the node's first network is"
            hint = "draw the variable from the node's network, or put that network first in 'on'"
            yield draft.problem(path, f"{message} '{given.on[0]}'", hint=hint, rule="address-outside-subnet")


def addresses_are_used_once(draft: Draft) -> Iterator[Problem]:
    """Find nodes that are given an address another card has."""
    first: dict[str, str] = {}
    for given in _given(draft):
        if given.text in first:
            message = f"{given.text} is in use by '{first[given.text]}'"
            hint = "give each node its own address, or leave it out"
            yield draft.problem(given.path, message, hint=hint, rule="address-twice")
        first.setdefault(given.text, str(given.path[2]))


def names_stand_for_own_addresses(draft: Draft) -> Iterator[Problem]:
    """Find names that stand for an address which their node does not have."""
    for node, entry in draft.scenario.lan.nodes.items():
        own = [*([entry.address] if entry.address else []), *entry.others]
        for name, address in entry.names.items():
            if address and address not in own:
                path: Path = ("lan", "nodes", node, "names", name)
                message = f"{address} is no address of '{node}' ({', '.join(own) or 'none is written'})"
                hint = "write it as the node's address or under 'others', or write a plain list of names"
                yield draft.problem(path, message, hint=hint, rule="name-without-address")


def names_are_used_once(draft: Draft) -> Iterator[Problem]:
    """Find names that two nodes bear, be it as their own."""
    domain = draft.scenario.organisation.domain
    first = {f"{node}.{domain}": node for node in draft.scenario.lan.nodes}
    for node, entry in draft.scenario.lan.nodes.items():
        for index, name in enumerate(entry.names):
            for whole in _meant(name, draft):
                if whole in first:
                    listed = isinstance(draft.written(("lan", "nodes", node, "names")), list)
                    path: Path = ("lan", "nodes", node, "names", index if listed else name)
                    message = f"'{whole}' is the name of '{first[whole]}' already"
                    hint = "a name belongs to one node: choose another"
                    yield draft.problem(path, message, hint=hint, rule="host-name-twice", key=not listed)
                first.setdefault(whole, node)


def _meant(name: str, draft: Draft) -> Sequence[str]:
    """Return every whole name that a node's name may turn out to be; what is drawn as `$name`, which is no other's."""
    mention = MENTION.search(name)
    if mention is None:
        return [name if "." in name else f"{name}.{draft.scenario.organisation.domain}"]
    variable = draft.scenario.variables.get(mention[1])
    if isinstance(variable, ChoiceVariable):
        return [name.replace(mention[0], text) for text in variable.of]
    return [name]


@dataclass(frozen=True)
class _Given:
    """An address as an author wrote it, where, and the networks it may belong to."""

    path: Path
    text: str
    on: tuple[str, ...]


def _given(draft: Draft) -> Iterator[_Given]:
    for name, entry in draft.scenario.lan.nodes.items():
        if entry.address is not None:
            yield _Given(("lan", "nodes", name, "address"), entry.address, entry.on)
        for index, text in enumerate(entry.others):
            yield _Given(("lan", "nodes", name, "others", index), text, entry.on[:1])


def _literal(draft: Draft, given: _Given) -> Iterator[Problem]:
    path, known = given.path, draft.scenario.lan.networks
    subnets = {name: ipaddress.IPv4Network(known[name].subnet) for name in given.on if name in known}
    try:
        address = ipaddress.IPv4Address(given.text)
    except ValueError:
        message = f"'{given.text}' is not an IPv4 address"
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

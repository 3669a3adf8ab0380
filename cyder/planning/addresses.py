"""Which address stands where: fixed ones from the scenario alone, so that every team's LAN looks the same."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from cyder.errors import BadInput, suggest
from cyder.model.scenario import AddressVariable, NodeEntry, Scenario, Variable
from cyder.model.seed import Seed
from cyder.planning.variables import draw_offset

_FIRST_HOST = 10


@dataclass
class Pool:
    """The host addresses of one network, as numbers from its base, and which of them are given away."""

    name: str
    network: ipaddress.IPv4Network
    used: set[int] = field(default_factory=set)

    @property
    def hosts(self) -> range:
        """Return the numbers to give away; the last host address stays free for whoever must stand beside the LAN."""
        return range(1, max(2, self.network.num_addresses - 2))

    def claim(self, address: str) -> None:
        """Mark an address as given away."""
        self.used.add(int(ipaddress.IPv4Address(address)) - int(self.network.network_address))

    def take(self, offset: int) -> str:
        """Give one number away and return its address."""
        self.used.add(offset)
        return str(self.network.network_address + offset)

    def next(self, first: int) -> str:
        """Give away the first free address from number `first` on, then from the beginning.

        Raises:
            BadInput: the network is full.
        """
        order: Iterator[int] = chain(self.hosts[first - 1 :], self.hosts)
        return self._take_or_refuse(next((offset for offset in order if offset not in self.used), None))

    def draw(self, label: str, seed: Seed, hand: int) -> str:
        """Give away an address that the seed picks from the whole network.

        Raises:
            BadInput: the network is full.
        """
        return self._take_or_refuse(draw_offset(label, self.hosts, self.used, seed=seed, hand=hand))

    def _take_or_refuse(self, offset: int | None) -> str:
        if offset is None:
            message = f"lan.networks.{self.name}.subnet: no address is left in {self.network}"
            raise BadInput(message, hint="widen the subnet, or put fewer machines on it")
        return self.take(offset)


Addresses = dict[str, dict[str, tuple[str, ...]]]
"""For each node the addresses of its card in each network, the primary one first; `$name` is a variable's."""


@dataclass(frozen=True)
class Fixed:
    """The addresses of every card, those that are the same for every team decided, and what is left to give away."""

    pools: dict[str, Pool]
    nodes: Addresses

    def of_team(self, values: Mapping[str, str]) -> Addresses:
        """Return the addresses with a team's variables in place of their names."""
        return {
            name: {
                network: tuple(values[each[1:]] if each.startswith("$") else each for each in addresses)
                for network, addresses in cards.items()
            }
            for name, cards in self.nodes.items()
        }


def fixed_addresses(scenario: Scenario, routers: frozenset[str]) -> Fixed:
    """Give every card its address: those written down first, routers the lowest one, the rest from .10 upward.

    Raises:
        BadInput: an address is in none of its node's networks, or written twice, or a network is full.
    """
    lan = scenario.lan
    pools = {name: Pool(name, ipaddress.IPv4Network(net.subnet)) for name, net in lan.networks.items()}
    written = {name: _written(name, entry, scenario, pools) for name, entry in lan.nodes.items()}
    _variables_once(written)
    fixed = Fixed(pools, {name: {} for name in lan.nodes})
    for name in sorted(lan.nodes, key=lambda name: name not in routers):
        entry, given = lan.nodes[name], written[name]
        for network in entry.on:
            own = given.own.get(network) or pools[network].next(1 if name in routers else _FIRST_HOST)
            fixed.nodes[name][network] = (own, *(given.others if network == entry.on[0] else ()))
    return fixed


@dataclass(frozen=True)
class _Written:
    """What an author wrote of a node's addresses: its own, by network, and the further ones of its first card."""

    own: dict[str, str]
    others: tuple[str, ...]


def _written(name: str, entry: NodeEntry, scenario: Scenario, pools: dict[str, Pool]) -> _Written:
    _known_networks(name, entry, pools)
    own = {}
    if entry.address:
        network, address = _placed(f"lan.nodes.{name}.address", entry.address, entry.on, scenario, pools)
        own[network] = address
    first = entry.on[:1]
    others = [
        _placed(f"lan.nodes.{name}.others[{index}]", text, first, scenario, pools)[1]
        for index, text in enumerate(entry.others)
    ]
    return _Written(own, tuple(others))


def _placed(place: str, text: str, on: Sequence[str], scenario: Scenario, pools: dict[str, Pool]) -> tuple[str, str]:
    """Return the network an address (or variable) belongs to, and the address, claimed."""
    if text.startswith("$"):
        return _network_of_variable(place, text, on, scenario.variables), text
    network = _network_of_address(place, text, on, pools)
    return network, _claimed(pools[network], text, place)


def _variables_once(written: Mapping[str, _Written]) -> None:
    seen: set[str] = set()
    for name, given in written.items():
        for text in (*given.own.values(), *given.others):
            if text.startswith("$") and text in seen:
                raise BadInput(f"lan.nodes.{name}: '{text}' is the address of another card already")
            seen.add(text)


def _known_networks(node: str, entry: NodeEntry, pools: dict[str, Pool]) -> None:
    for network in entry.on:
        if network not in pools:
            raise BadInput(f"lan.nodes.{node}.on: unknown network '{network}'{suggest(network, pools)}")


def _network_of_variable(place: str, text: str, on: Sequence[str], variables: Mapping[str, Variable]) -> str:
    """Return the network of the variable that an address is."""
    name = text.removeprefix("$")
    variable = variables.get(name)
    if variable is None:
        raise BadInput(f"{place}: unknown variable '${name}'{suggest(name, variables)}")
    if not isinstance(variable, AddressVariable):
        raise BadInput(f"{place}: '${name}' is a variable of kind {variable.kind}, not an address")
    if variable.network not in on:
        raise BadInput(f"{place}: '${name}' is an address in '{variable.network}', where the node is not")
    return variable.network


def _network_of_address(place: str, text: str, on: Sequence[str], pools: dict[str, Pool]) -> str:
    """Return which of a node's networks a written address belongs to."""
    try:
        here = ipaddress.IPv4Address(text)
    except ValueError:
        raise BadInput(f"{place}: '{text}' is not an IPv4 address") from None
    for name in on:
        network = pools[name].network
        if here in network and here not in (network.network_address, network.broadcast_address):
            return name
    there = ", ".join(f"{name} {pools[name].network}" for name in on)
    raise BadInput(f"{place}: {here} is no host address in the node's networks ({there})")


def _claimed(pool: Pool, address: str, place: str) -> str:
    before = set(pool.used)
    pool.claim(address)
    if pool.used == before:
        raise BadInput(f"{place}: {address} is in use already")
    return address

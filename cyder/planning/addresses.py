"""Which address stands where: fixed ones from the scenario alone, so that every team's LAN looks the same."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
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


Addresses = dict[str, dict[str, str]]
"""For each node the address of its card in each network."""


@dataclass(frozen=True)
class Fixed:
    """The addresses that are the same for every team, and what is left to give away.

    `waiting` are the cards (node, network) whose address is a variable's, with that variable's name.
    """

    pools: dict[str, Pool]
    nodes: Addresses
    waiting: dict[tuple[str, str], str]


def fixed_addresses(scenario: Scenario, routers: frozenset[str]) -> Fixed:
    """Give every card its address: those written down first, routers the lowest one, the rest from .10 upward.

    Raises:
        BadInput: an address is in none of its node's networks, or written twice, or a network is full.
    """
    lan = scenario.lan
    pools = {name: Pool(name, ipaddress.IPv4Network(net.subnet)) for name, net in lan.networks.items()}
    fixed = Fixed(pools, {name: {} for name in lan.nodes}, {})
    for name, entry in lan.nodes.items():
        _known_networks(name, entry, pools)
        if entry.address and entry.address.startswith("$"):
            variable = entry.address.removeprefix("$")
            if variable in fixed.waiting.values():
                raise BadInput(f"lan.nodes.{name}.address: '${variable}' is the address of another node already")
            fixed.waiting[(name, _network_of_variable(name, entry, scenario.variables))] = variable
        elif entry.address:
            network = _network_of_address(name, entry, pools)
            fixed.nodes[name][network] = _claimed(pools[network], entry.address, name)
    for name in sorted(lan.nodes, key=lambda name: name not in routers):
        for network in lan.nodes[name].on:
            if network not in fixed.nodes[name] and (name, network) not in fixed.waiting:
                fixed.nodes[name][network] = pools[network].next(1 if name in routers else _FIRST_HOST)
    return fixed


def _known_networks(node: str, entry: NodeEntry, pools: dict[str, Pool]) -> None:
    for network in entry.on:
        if network not in pools:
            raise BadInput(f"lan.nodes.{node}.on: unknown network '{network}'{suggest(network, pools)}")


def _network_of_variable(node: str, entry: NodeEntry, variables: Mapping[str, Variable]) -> str:
    """Return the network of the variable that a node's address is."""
    place, name = f"lan.nodes.{node}.address", str(entry.address).removeprefix("$")
    variable = variables.get(name)
    if variable is None:
        raise BadInput(f"{place}: unknown variable '${name}'{suggest(name, variables)}")
    if not isinstance(variable, AddressVariable):
        raise BadInput(f"{place}: '${name}' is a variable of kind {variable.kind}, not an address")
    if variable.network not in entry.on:
        raise BadInput(f"{place}: '${name}' is an address in '{variable.network}', where the node is not")
    return variable.network


def _network_of_address(node: str, entry: NodeEntry, pools: dict[str, Pool]) -> str:
    """Return which of a node's networks a written address belongs to."""
    try:
        here = ipaddress.IPv4Address(str(entry.address))
    except ValueError:
        raise BadInput(f"lan.nodes.{node}.address: '{entry.address}' is not an IPv4 address") from None
    for name in entry.on:
        network = pools[name].network
        if here in network and here not in (network.network_address, network.broadcast_address):
            return name
    there = ", ".join(f"{name} {pools[name].network}" for name in entry.on)
    raise BadInput(f"lan.nodes.{node}.address: {here} is no host address in the node's networks ({there})")


def _claimed(pool: Pool, address: str, node: str) -> str:
    before = set(pool.used)
    pool.claim(address)
    if pool.used == before:
        raise BadInput(f"lan.nodes.{node}.address: {address} is in use by another node")
    return address

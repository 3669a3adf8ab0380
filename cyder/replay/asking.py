"""Puts a check to a LAN: finds out from where it is asked, asks, and turns a dead node into an answer."""

from __future__ import annotations

from cyder.contracts.probe import Asker, Check, Vantage
from cyder.contracts.provider import Lan
from cyder.errors import CyderError
from cyder.model.evidence import Answer
from cyder.model.scenario import is_private
from cyder.model.seed import Seed
from cyder.model.topology import NodeSpec, Topology

PROBER = "prober"


def vantage(topology: Topology, by: Asker, target: str, *, source: Vantage | None, chance: Seed) -> Vantage:
    """Return where a question is asked from.

    The prober changes among its addresses by `chance`, so that a team which blocks one of them loses nothing by that
    alone.
    """
    match by:
        case "source" if source is not None:
            return source
        case "neighbour":
            return _prober_in(topology, topology.network_of(source.address) if source else _outside(topology), chance)
        case "itself":
            return Vantage(target, topology.node(target).interfaces[0].address)
        case "staff":
            return _prober_in(topology, chance.pick("room", _rooms(topology, target)), chance)
        case _:
            return _prober_in(topology, topology.node(target).interfaces[0].network, chance)


def ask(lan: Lan, check: Check, *, source: Vantage | None, chance: Seed) -> Answer:
    """Ask, and return the answer; a node that cannot be asked answers no."""
    place = vantage(lan.topology, check.by, check.probe.target, source=source, chance=chance)
    try:
        return check.probe.check(lan, place)
    except CyderError as error:
        return Answer(passed=False, asked=False, said=f"{place.node} could not be asked: {error.message}", seconds=0.0)


def _outside(topology: Topology) -> str | None:
    """Return a network outside the organisation: where an outsider stands when no event says which."""
    return next((net.name for net in topology.networks if not is_private(net.subnet)), None)


def _rooms(topology: Topology, target: str) -> list[str]:
    """Return the networks in which staff sit, else the target's first one."""
    seats = [node.interfaces[0].network for node in topology.nodes if node.users]
    return list(dict.fromkeys(seats)) or [topology.node(target).interfaces[0].network]


def _prober_in(topology: Topology, network: str | None, chance: Seed) -> Vantage:
    prober: NodeSpec = topology.node(PROBER)
    card = next(card for card in prober.interfaces if card.network == network)
    return Vantage(PROBER, chance.pick("address", card.addresses))

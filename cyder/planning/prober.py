"""The machine that asks: a card in every network, several addresses on each, and nothing remarkable about it."""

from __future__ import annotations

from cyder.errors import BadInput
from cyder.model.scenario import NodeEntry, Scenario
from cyder.model.seed import Seed
from cyder.planning.addresses import Fixed

PROBER = "prober"
OTHERS = 3
"""Further addresses on each card, so that blocking one asker does not silence the questions."""


def with_prober(scenario: Scenario) -> dict[str, NodeEntry]:
    """Return the scenario's nodes and the prober, in all networks.

    Raises:
        BadInput: the author has a node of that name.
    """
    if PROBER in scenario.lan.nodes:
        message = f"lan.nodes.{PROBER}: the name is kept for the node that asks the probes' questions"
        raise BadInput(message, hint="give the node another name")
    return {**scenario.lan.nodes, PROBER: NodeEntry(role=PROBER, on=tuple(scenario.lan.networks))}


def ordinary_hostname(scenario: Scenario, seed: Seed) -> str:
    """Return a name as any PC bears it, one that no node has."""
    number = 100 + seed.number("prober/hostname", 150)
    while f"pc-{number}" in scenario.lan.nodes:
        number += 1
    return f"pc-{number}"


def place_prober(fixed: Fixed, seed: Seed) -> dict[str, tuple[str, ...]]:
    """Take the prober's addresses out of every pool; the first of each network is the card's primary one."""
    return {
        name: tuple(pool.draw(f"prober/{name}/{index}", seed, index) for index in range(1 + OTHERS))
        for name, pool in fixed.pools.items()
    }

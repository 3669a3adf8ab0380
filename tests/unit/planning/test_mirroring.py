"""A LAN with a monitor: which cards are copied to it, and that its own card is missed when it is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from cyder.contracts.registry import Catalogue
from cyder.model.plan import ObservedLan, ObservedNode, Plan
from cyder.planning.plan import plan
from cyder.planning.resolve import Resolved
from tests.unit.planning.conftest import Plain

Resolver = Callable[..., Resolved]


class Watcher(Plain):
    """A machine that hears its LAN."""

    id: ClassVar[str] = "watcher"
    monitors: ClassVar[bool] = True


@pytest.fixture
def catalogue(catalogue: Catalogue) -> Catalogue:
    """Return the small roles and the watcher."""
    return Catalogue({**catalogue.roles, "watcher": Watcher}, {}, {})


@pytest.fixture
def watched(resolved: Resolver, small: Any) -> Resolver:
    """Return the small LAN's resolver with a watcher in the LAN."""
    small["lan"]["nodes"]["desk"] = {"role": "watcher", "on": ["office"]}
    return resolved


def mirrored(found: Resolved) -> set[tuple[str, str]]:
    """Return which cards are copied, as node and network."""
    return {(node.name, card.network) for node in found.topology.nodes for card in node.interfaces if card.mirrored}


def test_without_a_monitor_nothing_is_copied(resolved: Resolver) -> None:
    assert mirrored(resolved()) == set()
    assert not any(node.monitor for node in resolved().topology.nodes)


def test_with_a_monitor_every_card_in_a_private_network_is_copied_and_none_outside(watched: Resolver) -> None:
    inside = {(name, "office") for name in ("ns", "gw", "pc", "fixed", "desk", "prober")}
    assert mirrored(watched()) == inside
    assert [node.name for node in watched().topology.nodes if node.monitor] == ["desk"]


def seen(found: Resolved, *, monitoring: bool) -> Plan:
    """Return the plan for a LAN that stands, but for the monitor's own card."""
    nodes = {
        node.name: ObservedNode(
            spec=node.digest(),
            state="running",
            networks=frozenset(card.network for card in node.interfaces),
            monitoring=monitoring and node.monitor,
        )
        for node in found.topology.nodes
    }
    return plan(found.topology, ObservedLan(switch=True, networks=frozenset({"office", "outside"}), nodes=nodes))


def test_a_monitor_that_hears_its_lan_needs_nothing(watched: Resolver) -> None:
    assert seen(watched(), monitoring=True).steps == ()


def test_a_monitor_that_hears_nothing_is_plugged_in_again(watched: Resolver) -> None:
    (step,) = seen(watched(), monitoring=False).steps
    assert (step.operation.op, step.cause) == ("connect-node", "unwired")

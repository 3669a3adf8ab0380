"""Plans of the first scenario, as `cyder plan` prints them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cyder.model.plan import NodeState, ObservedLan, ObservedNode
from cyder.model.topology import Topology
from cyder.planning.plan import plan
from cyder.planning.resolve import Resolved
from cyder.planning.show import differences, show

HERE = Path(__file__).parent
FirstLook = Callable[[str], Resolved]
Golden = Callable[[str, Path], None]


def node(lan: Topology, name: str, *, state: NodeState = "running", spec: str = "") -> ObservedNode:
    """Return a node as it is found after everything was done to it, but for what is said."""
    networks = frozenset(card.network for card in lan.node(name).interfaces if state == "running")
    return ObservedNode(spec=spec or lan.node(name).digest(), state=state, networks=networks)


def right(lan: Topology) -> ObservedLan:
    """Return the LAN as it should be."""
    nodes = {spec.name: node(lan, spec.name) for spec in lan.nodes}
    return ObservedLan(switch=True, networks=frozenset(net.name for net in lan.networks), nodes=nodes)


def half_built(lan: Topology) -> ObservedLan:
    """Return what a killed `up` left: one network, a few nodes, one of them not yet plugged in."""
    nodes = {
        "gw": node(lan, "gw").model_copy(update={"networks": frozenset({"office"})}),
        "dns": node(lan, "dns"),
        "mail": node(lan, "mail", state="created"),
        "pc": node(lan, "pc", state="stopped"),
    }
    return ObservedLan(switch=True, networks=frozenset({"office"}), nodes=nodes)


def changed(lan: Topology) -> ObservedLan:
    """Return a LAN with a mail server of an older specification, and a machine that is no longer wanted."""
    seen = right(lan)
    others = {"mail": node(lan, "mail", spec="older"), "web": ObservedNode(spec="older", state="stopped")}
    return seen.model_copy(update={"nodes": {**seen.nodes, **others}})


SITUATIONS: dict[str, Callable[[Topology], ObservedLan]] = {
    "empty": lambda lan: ObservedLan(),
    "half-built": half_built,
    "changed": changed,
    "nothing-to-do": right,
    "switch-lost": lambda lan: right(lan).model_copy(update={"switch": False, "networks": frozenset()}),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_plan_for_a_lan_as_found_reads_as_it_did(situation: str, first_look: FirstLook, golden: Golden) -> None:
    lan = first_look("team1").topology
    golden(show(plan(lan, SITUATIONS[situation](lan)), lan) + "\n", HERE / f"first-look-{situation}.txt")


def test_what_other_teams_have_otherwise_reads_as_it_did(first_look: FirstLook, golden: Golden) -> None:
    first = first_look("team1")
    lines = [line for team in ("team2", "team3") for line in differences(first, first_look(team))]
    golden("\n".join(lines) + "\n", HERE / "first-look-differences.txt")

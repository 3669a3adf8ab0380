"""Containers as the engine describes them: names, owners, states, and the LAN that is read off them; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cyder.contracts.provider import LanRef
from cyder.lan.labels import EXERCISE, KIND, NODE, SPEC, TEAM
from cyder.lan.orders import EVERY, Answer
from cyder.lan.words import Impossible
from cyder.model.plan import NodeState, ObservedLan, ObservedNode
from cyder.model.topology import NodeSpec

MAKING = ".making"
"""Ends the name of a container that has not got its files yet; a rename, which is atomic, takes it off."""

STATES: dict[str, NodeState] = {
    "created": "created",
    "running": "running",
    "paused": "running",
    "restarting": "running",
    "exited": "stopped",
}


@dataclass(frozen=True)
class Found:
    """A container as the engine lists it; an engine state that is not in STATES means that it is going away."""

    id: str
    name: str
    state: str
    labels: dict[str, str]

    @property
    def whole(self) -> bool:
        """Return whether it is a node that was made to the end and stays."""
        return self.labels.get(KIND) == "node" and self.state in STATES and not self.name.endswith(MAKING)


def labels_of(lan: LanRef) -> tuple[str, str]:
    """Return the labels that everything of a LAN bears, as a filter."""
    return f"{EXERCISE}={lan.exercise}", f"{TEAM}={lan.team}"


def node_name(lan: LanRef, node: str) -> str:
    """Return the name of a node's container."""
    return f"cyder-{lan.exercise}-{lan.team}-{node}"


def switch_name(lan: LanRef) -> str:
    """Return the name of the switch's container; no node can have it, for names of nodes hold no dot."""
    return f"cyder-{lan.exercise}-{lan.team}.switch"


def checked_owner(lan: LanRef, there: dict[str, Any]) -> dict[str, Any]:
    """Return an inspected container that is the LAN's own.

    Raises:
        Impossible: it is somebody else's and only has the name.
    """
    labels = there["Config"]["Labels"] or {}
    if (labels.get(EXERCISE), labels.get(TEAM)) != (lan.exercise, lan.team):
        message = f"the container {there['Name'].lstrip('/')} is not of this LAN; remove or rename it"
        raise Impossible(message)
    return there


def checked_spec(there: dict[str, Any], spec: NodeSpec) -> dict[str, Any]:
    """Return an inspected node that was made from this specification.

    Raises:
        Impossible: it was made from another.
    """
    if there["Config"]["Labels"].get(SPEC) != spec.digest():
        message = "the node was made from another specification and must be removed first"
        raise Impossible(message)
    return there


def pid_of(there: dict[str, Any]) -> int:
    """Return the process number, on the engine's host, of an inspected node.

    Raises:
        Impossible: it does not run.
    """
    if not there["State"]["Running"]:
        message = "the node does not run"
        raise Impossible(message)
    return int(there["State"]["Pid"])


def observed(found: Iterable[Found], wiring: Answer | None) -> ObservedLan:
    """Return the LAN from its nodes' containers and what the last look at the switch saw; None: no switch runs."""
    ports = wiring["ports"] if wiring else []
    nodes = {}
    for each in found:
        name = each.labels[NODE]
        own = [port for port in ports if port["node"] == name]
        nodes[name] = ObservedNode(
            spec=each.labels.get(SPEC, ""),
            state=STATES[each.state],
            networks=frozenset(port["network"] for port in own) - {EVERY},
            monitoring=any(port["network"] == EVERY for port in own),
            isolated=bool(own) and not any(port["up"] for port in own),
        )
    networks = frozenset(wiring["networks"]) if wiring else frozenset[str]()
    return ObservedLan(switch=wiring is not None, networks=networks, nodes=nodes)

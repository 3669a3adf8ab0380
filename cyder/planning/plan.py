"""What would make a LAN so, given what is there: steps with causes, and nothing where nothing is needed."""

from __future__ import annotations

from dataclasses import dataclass, field

from cyder.errors import NotFound
from cyder.model.plan import (
    Cause,
    ConnectNode,
    CreateNetwork,
    CreateNode,
    CreateSwitch,
    IsolateNode,
    ObservedLan,
    ObservedNode,
    Operation,
    Plan,
    ReconnectNode,
    RemoveNode,
    StartNode,
    Step,
)
from cyder.model.topology import NodeSpec, Topology


def plan(topology: Topology, observed: ObservedLan) -> Plan:
    """Return the steps from what was observed to the topology. After them, planning again gives none.

    A node whose cable somebody pulled stays so. Without the switch every link is gone, whatever was seen of them.
    """
    draft = _Draft()
    lines = _segments(draft, topology, observed)
    wanted = {node.name for node in topology.nodes}
    for name in sorted(observed.nodes.keys() - wanted):
        draft.add(RemoveNode(name=name), "unwanted")
    for node in topology.nodes:
        _node(draft, node, observed.nodes.get(node.name), lines)
    return Plan(team=topology.team, steps=tuple(draft.steps))


def isolate(topology: Topology, node: str) -> Plan:
    """Return the one step that pulls a node's cable.

    Raises:
        NotFound: the LAN has no such node.
    """
    return _asked(topology, node, IsolateNode(name=node))


def reconnect(topology: Topology, node: str) -> Plan:
    """Return the one step that puts a node's cable back.

    Raises:
        NotFound: the LAN has no such node.
    """
    return _asked(topology, node, ReconnectNode(name=node))


def renew(topology: Topology, observed: ObservedLan, node: str) -> Plan:
    """Return the steps that make a node anew in a LAN that stands, leaving all others alone.

    Raises:
        NotFound: the LAN has no such node.
    """
    draft, spec = _Draft(), topology.node(_known(topology, node))
    removed = (draft.add(RemoveNode(name=node), "asked"),) if node in observed.nodes else ()
    _raise(draft, spec, _segments(draft, topology, observed), "asked", *removed)
    return Plan(team=topology.team, steps=tuple(draft.steps))


def _asked(topology: Topology, node: str, operation: Operation) -> Plan:
    _known(topology, node)
    return Plan(team=topology.team, steps=(Step(number=1, operation=operation, cause="asked"),))


def _known(topology: Topology, node: str) -> str:
    known = [spec.name for spec in topology.nodes]
    if node not in known:
        raise NotFound.named("node", node, known)
    return node


@dataclass
class _Draft:
    """Steps so far, numbered from 1."""

    steps: list[Step] = field(default_factory=list)

    def add(self, operation: Operation, cause: Cause, *after: int) -> int:
        """Append a step and return its number."""
        number = len(self.steps) + 1
        self.steps.append(Step(number=number, operation=operation, cause=cause, after=tuple(sorted(after))))
        return number


@dataclass(frozen=True)
class _Lines:
    """What is there to plug into: `live` when the switch ran already, `old` its networks, `new` steps by network."""

    live: bool
    old: frozenset[str]
    new: dict[str, int]


def _segments(draft: _Draft, topology: Topology, observed: ObservedLan) -> _Lines:
    """Plan the switch and its networks."""
    switch = () if observed.switch else (draft.add(CreateSwitch(), "missing"),)
    old = observed.networks if observed.switch else frozenset()
    new = {
        net.name: draft.add(CreateNetwork(network=net.name, subnet=net.subnet), "missing", *switch)
        for net in topology.networks
        if net.name not in old
    }
    return _Lines(observed.switch, old, new)


def _node(draft: _Draft, node: NodeSpec, seen: ObservedNode | None, lines: _Lines) -> None:
    """Plan one node: what replaces it, what starts it, what plugs it in."""
    if seen is None:
        _raise(draft, node, lines, "missing")
    elif seen.spec != node.digest():
        removed = draft.add(RemoveNode(name=node.name), "changed")
        _raise(draft, node, lines, "changed", removed)
    elif seen.state != "running":
        started = draft.add(StartNode(name=node.name), "stopped")
        _connect(draft, node, lines, "stopped", started)
    elif not _plugged(node, seen, lines):
        _connect(draft, node, lines, "unwired")


def _raise(draft: _Draft, node: NodeSpec, lines: _Lines, cause: Cause, *after: int) -> None:
    created = draft.add(CreateNode(node=node), cause, *after)
    started = draft.add(StartNode(name=node.name), cause, created)
    _connect(draft, node, lines, cause, started)


def _connect(draft: _Draft, node: NodeSpec, lines: _Lines, cause: Cause, *after: int) -> None:
    needed = {lines.new[card.network] for card in node.interfaces if card.network in lines.new}
    draft.add(ConnectNode(node=node), cause, *after, *needed)


def _plugged(node: NodeSpec, seen: ObservedNode, lines: _Lines) -> bool:
    """Return whether a running node is in exactly its networks and hears what it should, or its cable was pulled."""
    if not lines.live:
        return False
    wanted = {card.network for card in node.interfaces}
    right = seen.networks == wanted and wanted <= lines.old and seen.monitoring == node.monitor
    return seen.isolated or right

"""Plans and differences between teams as lines for a terminal; plain text, the same every time."""

from __future__ import annotations

from typing import assert_never

from cyder.model.plan import (
    ConnectNode,
    CreateNetwork,
    CreateNode,
    CreateSwitch,
    IsolateNode,
    Operation,
    Plan,
    ReconnectNode,
    RemoveNode,
    StartNode,
)
from cyder.model.topology import Interface, NodeSpec, Topology
from cyder.planning.resolve import Resolved


def show(plan: Plan, topology: Topology) -> str:
    """Return one line for each step: number, words, cause, and which steps it waits for."""
    if not plan.steps:
        return f"nothing to do: {topology.exercise}/{plan.team} is as it should be"
    words = [describe(step.operation) for step in plan.steps]
    numbers, width = len(str(len(words))), max(map(len, words))
    causes = max(len(step.cause) for step in plan.steps) + 2
    lines = [
        f"{step.number:>{numbers + 2}}  {text:<{width}}  {f'[{step.cause}]':<{causes}}"
        + (f"  after {', '.join(map(str, step.after))}" if step.after else "")
        for step, text in zip(plan.steps, words, strict=True)
    ]
    return "\n".join(line.rstrip() for line in lines)


def describe(operation: Operation) -> str:
    """Return one operation in words: `create network office 10.66.0.0/24`."""
    match operation:
        case CreateSwitch():
            return "create switch"
        case CreateNetwork():
            return f"create network {operation.network} {operation.subnet}"
        case CreateNode():
            return f"create {operation.node.name} ({operation.node.role}) {_places(operation.node)}"
        case ConnectNode():
            return f"connect {operation.node.name} {_places(operation.node)}"
        case StartNode() | RemoveNode() | IsolateNode() | ReconnectNode():
            return f"{operation.op.removesuffix('-node')} {operation.name}"
        case _:
            assert_never(operation)


def differences(first: Resolved, other: Resolved) -> list[str]:
    """Return what another team's LAN has otherwise: its variables, then each node that has another address or user."""
    team = other.topology.team
    drawn = [f"{name}={value}" for name, value in other.values.items() if first.values.get(name) != value]
    lines = [f"{team}: {' '.join(drawn)}"] if drawn else []
    for node in other.topology.nodes:
        before = {_place(card) for card in first.topology.node(node.name).interfaces}
        changed = [_place(card) for card in node.interfaces if _place(card) not in before]
        if node.users != first.topology.node(node.name).users:
            changed.append(f"users {', '.join(node.users)}")
        if changed:
            lines.append(f"{team}: {node.name} {' '.join(changed)}")
    return lines


def _places(node: NodeSpec) -> str:
    return " ".join(_place(card) for card in node.interfaces)


def _place(card: Interface) -> str:
    more = f"(+{len(card.others)})" if card.others else ""
    return f"{card.network}={card.address}{more}"

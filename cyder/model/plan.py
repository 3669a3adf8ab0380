"""What would be done to make a LAN so: steps as data, each with its cause. What is seen of a LAN, as data too."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cyder.model.base import Noun
from cyder.model.topology import NodeSpec

Cause = Literal["missing", "changed", "stopped", "unwired", "unwanted", "asked"]


class CreateSwitch(Noun):
    """Start the team's switch: the container whose network namespace holds all bridges and links."""

    op: Literal["create-switch"] = "create-switch"


class CreateNetwork(Noun):
    """Add one bridge to the switch."""

    op: Literal["create-network"] = "create-network"
    network: str
    subnet: str


class CreateNode(Noun):
    """Create a node's container, with its files, not started."""

    op: Literal["create-node"] = "create-node"
    node: NodeSpec


class StartNode(Noun):
    """Start a created or stopped node."""

    op: Literal["start-node"] = "start-node"
    name: str


class ConnectNode(Noun):
    """Plug a running node's cards into the switch, with addresses and routes."""

    op: Literal["connect-node"] = "connect-node"
    node: NodeSpec


class RemoveNode(Noun):
    """Remove a node that is not as it should be."""

    op: Literal["remove-node"] = "remove-node"
    name: str


class IsolateNode(Noun):
    """Pull the cable: the node runs on, all its ports are down."""

    op: Literal["isolate-node"] = "isolate-node"
    name: str


class ReconnectNode(Noun):
    """Put the cable back."""

    op: Literal["reconnect-node"] = "reconnect-node"
    name: str


Operation = Annotated[
    CreateSwitch | CreateNetwork | CreateNode | StartNode | ConnectNode | RemoveNode | IsolateNode | ReconnectNode,
    Field(discriminator="op"),
]


class Step(Noun):
    """One operation, why it is needed, and the steps (by number) that must be done before it."""

    number: int
    operation: Operation
    cause: Cause
    after: tuple[int, ...] = ()


class Plan(Noun):
    """Steps for one team's LAN, in an order that can be carried out. No steps: the LAN is as it should be."""

    team: str
    steps: tuple[Step, ...] = ()


NodeState = Literal["created", "running", "stopped"]


class ObservedNode(Noun):
    """A node as found: the digest of the specification it was made from, its state, the networks it is plugged into.

    `monitoring`: it hears all private networks by a card of its own.
    """

    spec: str
    state: NodeState
    networks: frozenset[str] = frozenset()
    isolated: bool = False
    monitoring: bool = False


class ObservedLan(Noun):
    """A LAN as found. `networks` is empty while the switch is not running."""

    switch: bool = False
    networks: frozenset[str] = frozenset()
    nodes: dict[str, ObservedNode] = {}

"""What the wiring program is asked and what it answers, as JSON on its way to a helper container."""

from __future__ import annotations

from typing import Literal, TypedDict

EVERY = "*"
"""In the place of a network's name: all private ones at once, as a monitor hears them."""


class Link(TypedDict):
    """One cable: a device of a node, and the port of the switch, on a bridge, to which it leads."""

    device: str
    network: str
    bridge: str
    port: str
    mac: str
    mtu: int


class Card(Link):
    """The cable of a network card, and the card's settings; the bridge `mirror` gets a copy of what it sends."""

    address: str
    others: list[str]
    prefix: int
    subnet: str
    broadcast: str
    gateway: str | None
    mirror: str | None


class AddBridge(TypedDict):
    """Add the bridge of one network to the switch."""

    op: Literal["bridge"]
    network: str
    bridge: str
    mtu: int


class Plug(TypedDict):
    """Plug all cards of a running node in, with addresses and routes; monitors hear and have no address."""

    op: Literal["plug"]
    node: str
    pid: int
    routing: Literal["host", "router", "per-interface"]
    cards: list[Card]
    monitors: list[Link]


class Cable(TypedDict):
    """Take all ports of a node up or down."""

    op: Literal["cable"]
    node: str
    pid: int
    up: bool


class Look(TypedDict):
    """Say which networks exist, and which ports of these running nodes are wired."""

    op: Literal["look"]
    nodes: dict[str, int]


Order = AddBridge | Plug | Cable | Look


class Batch(TypedDict):
    """Orders for one team's switch, by the process number of its container on the engine's host."""

    exercise: str
    team: str
    switch: int
    orders: list[Order]


class Port(TypedDict):
    """A port that is fully wired to the present life of its node."""

    node: str
    network: str
    up: bool


class Answer(TypedDict):
    """What was seen by the last look, and why the batch broke off, if it did."""

    networks: list[str]
    ports: list[Port]
    error: str

"""Use case: take down what passes a node's port of the switch."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import BinaryIO

from cyder.contracts.node import Stream
from cyder.errors import EngineFailed, NotFound, Refused
from cyder.exercise.access import Visitor, enter
from cyder.exercise.desk import Desk
from cyder.lan import pcap

NEVER_BEGAN = {1, 126, 127}
"""Codes of a capture that may not be made, may not be run, is not there."""


@dataclass(frozen=True)
class Tap:
    """A capture under way: whose port it is at, and the packets as they come."""

    team: str
    node: str
    network: str
    stream: Stream


@dataclass(frozen=True)
class Taken:
    """What a capture came to: packets, and bytes written."""

    packets: int
    bytes: int


def tap(desk: Desk, address: str, *, exercise: str | None, visitor: Visitor, network: str | None) -> Tap:
    """Begin to capture at a node's port in a network, its first one if none is named.

    Raises:
        NotFound: no such exercise, team or node, or the node is not in that network.
        Refused: the node is closed to this visitor, not plugged in, or isolated.
    """
    door = enter(desk, address, exercise=exercise, visitor=visitor)
    lan = door.exercise.lan(door.team)
    networks = [card.network for card in lan.topology.node(door.name).interfaces]
    chosen = network or networks[0]
    if chosen not in networks:
        raise NotFound.named(f"network of {door.name}", chosen, networks)
    seen = desk.provider.observe(lan.ref).nodes.get(door.name)
    if seen is None or chosen not in seen.networks:
        raise Refused(f"'{door.name}' is not plugged into '{chosen}'", hint=f"cyder up {door.exercise.name}")
    if seen.isolated:
        raise Refused(f"the cable of '{door.name}' is pulled: nothing passes its port")
    return Tap(door.team, door.name, chosen, desk.provider.capture(lan.ref, door.name, chosen))


def take(source: Tap, sink: AbstractContextManager[BinaryIO], *, seconds: float | None, packets: int | None) -> Taken:
    """Write whole packets until time or number is reached, Ctrl-C is pressed or nobody reads them; end the capture.

    Raises:
        EngineFailed: it ended before it began.
    """
    count, size = -1, 0
    try:
        with suppress(KeyboardInterrupt, BrokenPipeError), sink as opened:
            for piece in pcap.cut(_pieces(source.stream, seconds)):
                opened.write(piece)
                count, size = count + 1, size + len(piece)
                if count == packets:
                    break
    finally:
        code = source.stream.close()
    if count < 0 and code in NEVER_BEGAN:
        where = f"{source.team}/{source.node} in {source.network}"
        raise EngineFailed(f"{where}: the capture broke off before it began", hint="take the LAN down and up again")
    return Taken(max(count, 0), size)


def _pieces(stream: Stream, seconds: float | None) -> Iterator[bytes]:
    until = None if seconds is None else time.monotonic() + seconds
    while True:
        left = None if until is None else until - time.monotonic()
        if left is not None and left <= 0:
            return
        if not select.select([stream.fileno()], [], [], left)[0]:
            return
        data = stream.receive()
        if not data:
            return
        yield data

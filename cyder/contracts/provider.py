"""Where LANs run: six questions and orders, the same for the memory double and for Docker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cyder.contracts.node import Node, Stream
from cyder.model.plan import ObservedLan, Operation
from cyder.model.topology import Topology


@dataclass(frozen=True, order=True)
class LanRef:
    """Whose LAN: one team's, in one exercise. This, on labels, is a LAN's whole identity."""

    exercise: str
    team: str

    def __str__(self) -> str:
        return f"{self.exercise}/{self.team}"


class Provider(Protocol):
    """A place where LANs run. Decides nothing: plans are made elsewhere, from what `observe` sees."""

    def lans(self) -> list[LanRef]:
        """Return every LAN of which anything is left, by labels alone."""
        ...

    def observe(self, lan: LanRef) -> ObservedLan:
        """Look, change nothing."""
        ...

    def apply(self, lan: LanRef, operation: Operation) -> None:
        """Carry out one operation; doing it again, or over what a killed process left half done, is safe.

        Raises:
            EngineFailed: the engine could not; the message names node and operation.
        """
        ...

    def node(self, lan: LanRef, name: str) -> Node:
        """Return a handle; whether the node answers shows when it is used."""
        ...

    def capture(self, lan: LanRef, node: str, network: str) -> Stream:
        """Return what passes a node's port of the switch from now on, as pcap, until the stream is closed.

        Nothing runs on the node. A port that is not there gives a stream that ends at once.

        Raises:
            EngineFailed: the switch cannot be asked.
        """
        ...

    def destroy(self, lan: LanRef) -> None:
        """Remove whatever bears this LAN's labels; safe to call twice, and with the store gone."""
        ...


@dataclass(frozen=True)
class Lan:
    """One team's LAN in the hand: how it should be, and the provider that has it."""

    provider: Provider
    topology: Topology

    @property
    def ref(self) -> LanRef:
        """Return the identity of this LAN."""
        return LanRef(self.topology.exercise, self.topology.team)

    def node(self, name: str) -> Node:
        """Return the living node of that name."""
        return self.provider.node(self.ref, name)

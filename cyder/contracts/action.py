"""What a benign attack action promises: to act over the LAN's real protocols, to prove it, and to clean up."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cyder.contracts.clock import WallClock
from cyder.contracts.node import Node
from cyder.contracts.probe import Check, Containment, Vantage
from cyder.contracts.provider import Lan
from cyder.model.base import LocalText, Noun
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.model.people import Person
from cyder.model.seed import Seed


@dataclass(frozen=True)
class Scene:
    """Where an action plays: one team's LAN, from which node at which other, and with what it may know."""

    lan: Lan
    event: str
    source: str
    target: str
    people: tuple[Person, ...]
    canary: Person
    seed: Seed
    clock: WallClock

    @property
    def vantage(self) -> Vantage:
        """Return the source node under its primary address."""
        return Vantage(self.source, self.lan.topology.node(self.source).interfaces[0].address)

    @property
    def actor(self) -> Node:
        """Return the living node the action is carried out from."""
        return self.lan.node(self.source)

    def reach(self, port: int) -> str:
        """Return the address by which the source reaches a port of the target."""
        source = self.lan.topology.node(self.source)
        return self.lan.topology.reach(self.target, port, source.interfaces[0].network)

    def person(self, account: str) -> Person:
        """Return the member of staff with this account.

        Raises:
            KeyError: nobody has it.
        """
        for person in self.people:
            if person.account == account:
                return person
        raise KeyError(account)


@dataclass(frozen=True)
class Expected:
    """A line that a real log must show: which node, which of its role's logs, a regular expression, how many."""

    node: str
    log: str
    pattern: str
    least: int = 1


@dataclass(frozen=True)
class Cleanup:
    """What cleaning found: `verified` only when nothing of the action is left."""

    verified: bool
    said: str


class Action(Noun, ABC):
    """One benign action. Its fields are what may stand under `with:` of an event. One small file each."""

    id: ClassVar[str]
    title: ClassVar[LocalText]
    technique: ClassVar[str]
    targets: ClassVar[frozenset[str]]
    idempotent: ClassVar[bool] = True

    @abstractmethod
    def run(self, scene: Scene) -> Trace:
        """Act, by argv, from the source node only. Bounded in count and time by the class itself."""

    @abstractmethod
    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return the log lines that prove it."""

    @abstractmethod
    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return what a report about it should say, with times taken from the receipts."""

    @abstractmethod
    def control(self, scene: Scene) -> Check:
        """Return the question that tells `blocked` from `broken`: it passes wherever nobody is being kept out."""

    @abstractmethod
    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return the accepted ways to end the exposure; any one of them suffices."""

    @abstractmethod
    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove what it left, and look whether that worked; safe to call twice."""

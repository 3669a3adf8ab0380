"""Nodes of the town that answer each command as a function decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cyder.contracts.node import Result
from cyder.contracts.provider import Lan, LanRef
from tests.unit.roles.towns import TOWN, Talking, TalkingNode

Decide = Callable[[Sequence[str]], Result]
Asked = list[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class DecidingNode(TalkingNode):
    """A node whose answer depends on the command."""

    decide: Decide

    def run(self, argv: Sequence[str], *, user: str = "root", timeout: float = 30.0) -> Result:
        """Remember the command and answer it."""
        self.provider.asked.append((self.name, tuple(argv)))
        return self.decide(argv)


class Deciding(Talking):
    """A provider of such nodes."""

    def __init__(self, decide: Decide) -> None:
        super().__init__(Result(0, ""))
        self.decide = decide

    def node(self, lan: LanRef, name: str) -> DecidingNode:
        """Return a node of that name."""
        return DecidingNode(name, self, self.decide)


def deciding(decide: Decide) -> tuple[Lan, Asked]:
    """Return the town's LAN with nodes that answer so, and what they were asked."""
    provider = Deciding(decide)
    return Lan(provider, TOWN), provider.asked

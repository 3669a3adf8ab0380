"""Questions put to a LAN: they ask, they never change anything."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, SerializeAsAny

from cyder.contracts.provider import Lan
from cyder.model.base import Noun
from cyder.model.commands import as_typed
from cyder.model.evidence import Answer


@dataclass(frozen=True)
class Vantage:
    """Where a probe is asked from: a node, and which of its addresses the question bears as its source."""

    node: str
    address: str


class Probe(Noun, ABC):
    """One question to one node. The same class serves health, availability and containment."""

    target: str

    @abstractmethod
    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask, and say what came back."""


Asker = Literal["source", "neighbour", "colleague", "staff", "itself"]
"""Who asks. `source`: the node and address an event came from. `neighbour`: the prober in the source's network, under
another address; where no event is asked about, in a network outside. `colleague`: the prober in the target's first
network. `staff`: the prober in a network where staff sit; where nobody sits, as `colleague`. `itself`: the target
node."""

Told = Mapping[tuple[str, str], str]
"""The passwords that a team told, by node and account; an account is written without its domain."""


class Check(Noun):
    """A probe and who asks it."""

    by: Asker
    probe: SerializeAsAny[Probe]

    def knowing(self, told: Told) -> Check:
        """Return the same check with the password that was told for its account, if there is one."""
        account = str(getattr(self.probe, "account", "")).partition("@")[0]
        password = told.get((self.probe.target, account))
        if password is None or not hasattr(self.probe, "password"):
            return self
        return self.model_copy(update={"probe": self.probe.model_copy(update={"password": password})})


class Typed(Noun):
    """A command as a trainee types it: on which machine, by argv."""

    on: str
    argv: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.on}# {as_typed(self.argv)}"


class Containment(Noun):
    """One accepted way to end an exposure: every bad thing is denied and, in the same round, the good things work.

    `deny` tests the technique and not the configuration: the session that stands and a new one, the key and the
    password, the name and the address, through the proxy and round it. Unplugging everything fails `allow`, so it
    contains nothing. `typed` is what a trainee would type to bring it about, and `undone` what takes it back: the
    self-test does both.
    """

    id: str
    deny: Annotated[tuple[Check, ...], Field(min_length=1)]
    allow: Annotated[tuple[Check, ...], Field(min_length=1)]
    typed: tuple[Typed, ...] = ()
    undone: tuple[Typed, ...] = ()

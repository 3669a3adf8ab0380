"""What a benign attack action promises: to act over the LAN's real protocols, to prove it, and to clean up."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from cyder.contracts.clock import WallClock
from cyder.contracts.node import Node
from cyder.contracts.probe import Check, Containment, Told, Typed, Vantage
from cyder.contracts.provider import Lan
from cyder.model.base import LocalText, Noun
from cyder.model.commands import as_typed
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.model.people import Person
from cyder.model.review import Look
from cyder.model.seed import Seed


@dataclass(frozen=True)
class Scene:
    """Where an action plays: one team's LAN, from which node at which other, and with what it may know.

    `marker` is the team's own word: whatever an action leaves on a machine bears it, so that a sweep finds leftovers.
    `told` are the passwords that the team told: whoever asks whether good things work uses them, the attacker does not.
    """

    lan: Lan
    event: str
    source: str
    target: str
    people: tuple[Person, ...]
    canary: Person
    seed: Seed
    clock: WallClock
    marker: str = "LAB-0000"
    told: Told = field(default_factory=dict)

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
    """A line that a real log must show: which node, which of its role's logs, a regular expression, how many.

    A log that no role names is called by its path: `/var/log/auth.log`.
    """

    node: str
    log: str
    pattern: str
    least: int = 1


@dataclass(frozen=True)
class Sighting:
    """An ordinary command by which a defender finds an action, and a regular expression that its output then shows."""

    on: str
    argv: tuple[str, ...]
    shows: str

    @property
    def typed(self) -> Typed:
        """Return the command alone."""
        return Typed(on=self.on, argv=self.argv)

    @property
    def look(self) -> Look:
        """Return it with the command as people type it: so reviews and answer keys show it."""
        return Look(on=self.on, command=as_typed(self.argv), shows=self.shows)


@dataclass(frozen=True)
class Caps:
    """What the engine holds an action to, whatever the action asks for: commands in all, commands in a second."""

    commands: int = 40
    per_second: float = 5.0


@dataclass(frozen=True)
class Trial:
    """How the self-test plays an action in the town hall: from which node at which, and with which settings.

    `$name` in a setting is a variable of that scenario.
    """

    source: str
    target: str
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Cleanup:
    """What cleaning found: `verified` only when nothing of the action is left."""

    verified: bool
    said: str


class Action(Noun, ABC):
    """One benign action. Its fields are what may stand under `with:` of an event. One small file each.

    `techniques`: ATT&CK ids of the release that `cyder.model.attack` pins, the main one first. `sources`, `targets`:
    roles it may start from and be aimed at. `touches`: what it changes, and where, in a sentence. `breaks`: once it has
    succeeded, staff are not served by its target until somebody mends that. `ways`, `mends`: the ids that ways of
    `containment` and of `recovery` may have; only these can be named in a scenario. `idempotent`: doing it twice is as
    good as once, so an engine that was killed in the middle may do it again.
    """

    id: ClassVar[str]
    version: ClassVar[int] = 1
    title: ClassVar[LocalText]
    techniques: ClassVar[tuple[str, ...]]
    sources: ClassVar[frozenset[str]]
    targets: ClassVar[frozenset[str]]
    caps: ClassVar[Caps] = Caps()
    touches: ClassVar[str]
    trials: ClassVar[tuple[Trial, ...]]
    breaks: ClassVar[bool] = False
    ways: ClassVar[tuple[str, ...]] = ()
    mends: ClassVar[tuple[str, ...]] = ()
    idempotent: ClassVar[bool] = True

    @abstractmethod
    def run(self, scene: Scene) -> Trace:
        """Act, by argv, over the LAN's real protocols. The engine refuses more commands than the caps allow."""

    @abstractmethod
    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return the log lines that prove it."""

    @abstractmethod
    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Return the commands by which a defender finds it, on nodes open to trainees."""

    @abstractmethod
    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return what a report about it should say, with times taken from the receipts."""

    @abstractmethod
    def control(self, scene: Scene) -> Check:
        """Return the question that tells `blocked` from `broken`: it passes wherever nobody is being kept out."""

    @abstractmethod
    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Return the accepted ways to end the exposure; any one of them suffices."""

    def recovery(self, scene: Scene) -> tuple[Containment, ...]:
        """Return the accepted ways to mend what it broke or changed: none, unless it did.

        What is denied is the damage; keeping the intruder out is another matter.
        """
        del scene
        return ()

    @abstractmethod
    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove what it left, and look whether that worked; safe to call twice."""

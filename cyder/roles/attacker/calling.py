"""What actions have in common that call the outside from a PC, and what those leave there."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from cyder.contracts.action import Action, Cleanup, Scene
from cyder.contracts.probe import Check, Containment
from cyder.contracts.stowaway import Stowaway
from cyder.model.scenario import HostName
from cyder.roles.attacker.calls import Line


class Calling(Action):
    """An action in which a PC calls one of the target's names through the office's proxy."""

    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"attacker"})

    @abstractmethod
    def line(self, scene: Scene) -> Line:
        """Return the line between the two, and what may be asked for to see whether it is open."""

    def control(self, scene: Scene) -> Check:
        """Ask whether others get pages and the outside computer answers."""
        return self.line(scene).control()

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once the PC reaches neither name nor address, by no route."""
        return self.line(scene).ways()


class FileLeft(Calling):
    """One that leaves a file in the user's .cache; `name` is which of the target's names is called, else the first."""

    name: HostName | None = None

    @abstractmethod
    def left(self, scene: Scene) -> Stowaway:
        """Return the file."""

    def cleanup(self, scene: Scene) -> Cleanup:
        """End what runs of the file and remove it; look whether both are gone."""
        rest = self.left(scene).remove()
        said = f"{scene.source} has {rest}" if rest else f"nothing of it is left on {scene.source}"
        return Cleanup(verified=not rest, said=said)

"""What all actions have in common that begin with a log-in over ssh to the PC of whoever sits there."""

from __future__ import annotations

from typing import ClassVar

from cyder.contracts.action import Action, Expected, Scene, Trial
from cyder.contracts.probe import Check
from cyder.model.base import Slug
from cyder.roles.client.seats import seat
from cyder.roles.client.visits import Visit


class Visiting(Action):
    """An action of somebody at another PC who knows the password of `account`: the target's first user if left out."""

    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"client"})
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc2", "pc1"),)

    account: Slug | None = None

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in, and the command that was run with it."""
        return self.visit(scene).lines()

    def control(self, scene: Scene) -> Check:
        """Ask whether somebody else may try a password there."""
        return self.visit(scene).control()

    def visit(self, scene: Scene) -> Visit:
        """Return the log-in."""
        return Visit(scene, seat(scene, self.account))

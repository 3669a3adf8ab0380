"""What actions on a share have in common: somebody comes from a PC, and others must still be able to work."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from cyder.contracts.acting import entity, first
from cyder.contracts.action import Action, Cleanup, Scene
from cyder.contracts.probe import Check, Containment
from cyder.model.evidence import Entity, Receipt, TimelineKind, Truth
from cyder.roles.file.probes import SessionWorks
from cyder.roles.file.visits import Visit
from cyder.roles.file.ways import disable_account, keep_pc_out, opens, remedies, writes_as_canary


class OnShare(Action):
    """An action from a PC on a share of the file server, under an account whose password is known."""

    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"file"})

    @abstractmethod
    def visit(self, scene: Scene) -> Visit:
        """Return who comes, and to which share."""

    def control(self, scene: Scene) -> Check:
        """Ask whether the canary can work, from beside the PC."""
        return Check(by="neighbour", probe=writes_as_canary(self.visit(scene)))

    def told(
        self, scene: Scene, kind: TimelineKind, pattern: str, receipts: Sequence[Receipt], *found: Entity
    ) -> Truth:
        """Return the PC and what was `found` besides, the account, and when the first receipt shows the pattern."""
        visit = self.visit(scene)
        account = visit.person.account
        return Truth(
            indicators=(entity("source", ip=scene.vantage.address), *found),
            accounts=(entity(account, account=account),),
            timeline=first(kind, scene.target, pattern, receipts),
            remedies=remedies(visit),
        )


class SessionKept(OnShare):
    """One whose session stays open, until the cleanup or until somebody ends it."""

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once the open session is useless and no new one comes: of this account, or from this PC."""
        visit = self.visit(scene)
        kept = SessionWorks(target=scene.target, folder=visit.folder, share=visit.share)
        return (
            disable_account(visit, opens(visit), open_session=kept),
            keep_pc_out(visit, opens(visit), open_session=kept),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the session and remove its folder with whatever is in it; look whether it is gone."""
        return self.visit(scene).ended()

"""Somebody who knows a colleague's password opens a session on a share, and keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import traced
from cyder.contracts.action import Caps, Expected, Scene, Sighting, Trial
from cyder.model.base import LocalText, Slug
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.file.visiting import SessionKept
from cyder.roles.file.visits import Visit


class ColleagueOnShare(SessionKept):
    """One log-in with a known password, from a PC where its owner does not sit. The session looks round once and stays.

    Nothing is read or written. The session ends with the cleanup, or when somebody ends it.
    """

    id: ClassVar[str] = "lat.smb"
    title: ClassVar[LocalText] = LocalText(en="A colleague's account on a share", ja="他人のアカウントでの共有接続")
    techniques: ClassVar[tuple[str, ...]] = ("T1021.002", "T1078.003")
    caps: ClassVar[Caps] = Caps(commands=6)
    touches: ClassVar[str] = "the source PC: an smbclient that is held open, and its pipe in a folder of the user's"
    ways: ClassVar[tuple[str, ...]] = ("disable-account", "keep-pc-out")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc2", "file", {"account": "$tax-officer"}),)

    account: Annotated[str, Field(description="whose password is known")]
    share: Annotated[Slug | None, Field(description="which share; the department's if left out")] = None

    def run(self, scene: Scene) -> Trace:
        """Log in, list the share's first folder, and stay; gives up after 5 s without an answer."""
        started, visit = scene.clock.now(), self.visit(scene)
        if not (answer := visit.answered()).passed:
            return traced(scene, started, reached=False, said=answer.said)
        inside = visit.enter()
        said = f"{self.account} {'is inside' if inside.ok else 'does not get into'} {visit.share}"
        return traced(scene, started, reached=inside.ok, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in, and the connection to the share."""
        visit = self.visit(scene)
        return (visit.logged_in(), visit.audited("connect|ok", f"{visit.share}$"))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for log-ins from the PC, and at who is connected: an account that does not belong there."""
        visit = self.visit(scene)
        return (visit.who_logged_in(), visit.still_there())

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the PC and the account, and when it came in."""
        return self.told(scene, "lateral", self.visit(scene).logged_in().pattern, receipts)

    def visit(self, scene: Scene) -> Visit:
        """Return whose password is used, and on which share."""
        return Visit.of(scene, self.account, self.share)

"""Somebody copies many papers from a share to a PC."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Caps, Expected, Scene, Sighting, Trial
from cyder.model.base import LocalText, Slug
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.file.sessions import files
from cyder.roles.file.visiting import SessionKept
from cyder.roles.file.visits import AUDIT, Visit

_MOST = 40


class CopyFiles(SessionKept):
    """Some of the share's fictitious papers (`files`) are copied to the PC, five in a second at most, and no further.

    The session stays open until the cleanup, which deletes the copies.
    """

    id: ClassVar[str] = "coll.share-copy"
    title: ClassVar[LocalText] = LocalText(en="Many papers copied from a share", ja="共有フォルダからの大量コピー")
    techniques: ClassVar[tuple[str, ...]] = ("T1039", "T1074.001")
    caps: ClassVar[Caps] = Caps(commands=_MOST + 10)
    touches: ClassVar[str] = "the source PC: copies in a folder of the user's, and an smbclient that is held open"
    ways: ClassVar[tuple[str, ...]] = ("disable-account", "keep-pc-out")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc3", "file", {"files": 10}),)

    account: Annotated[str | None, Field(description="who copies; whoever sits at the PC if left out")] = None
    share: Annotated[Slug | None, Field(description="from which share; the department's if left out")] = None
    files: Annotated[int, Field(ge=3, le=_MOST, description="how many files; the share must have as many")] = 20

    def run(self, scene: Scene) -> Trace:
        """List the share with all its folders, and copy a choice of the files that the event's seed makes."""
        started, visit = scene.clock.now(), self.visit(scene)
        if not (answer := visit.answered()).passed:
            return traced(scene, started, reached=False, said=answer.said)
        inside, copied = visit.enter(), 0
        if inside.ok:
            scene.actor.run(["mkdir", "-p", self._folder(scene)], user=visit.user)
            for path in self._choice(visit):
                here = path.replace("\\", "_")
                copied += visit.session.do(f'get "{path}" "{self._folder(scene)}/{here}"').ok
        said = f"{copied} files of {visit.share} copied by {visit.person.account}"
        return traced(scene, started, reached=copied > 0, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-in, and one file read after the other."""
        visit = self.visit(scene)
        return (visit.logged_in(), visit.audited("pread_send|ok", f"/srv/share/{visit.share}/", least=self.files))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for what was read, on the server, and for the copies on the PC."""
        visit = self.visit(scene)
        read = visit.audited("pread_send|ok", f"/srv/share/{visit.share}/").pattern
        return (
            Sighting(scene.target, ("grep", "|pread_send|ok|", AUDIT), read),
            visit.still_there(),
            Sighting(scene.source, ("find", "/home", "-type", "f", "-mmin", "-10"), rf"^{self._folder(scene)}/"),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the PC, the account and where the copies lie, and when the first file was read."""
        read = self.visit(scene).audited("pread_send|ok", "").pattern
        return self.told(scene, "collection", read, receipts, entity("copies", file=self._folder(scene)))

    def _choice(self, visit: Visit) -> list[str]:
        """Return which files are copied: the paths within the share."""
        visit.session.do("recurse")
        found = files(visit.session.do("ls").out)
        return visit.scene.seed.shuffled("files", found)[: self.files]

    def _folder(self, scene: Scene) -> str:
        return f"{self.visit(scene).folder}/data"

    def visit(self, scene: Scene) -> Visit:
        """Return who copies, and from which share."""
        return Visit.of(scene, self.account, self.share)

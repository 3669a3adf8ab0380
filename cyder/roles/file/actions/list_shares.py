"""Somebody looks through the file server: which shares there are, which let one in, what folders lie there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import traced
from cyder.contracts.action import Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.file.samba import COMMON
from cyder.roles.file.sessions import folders
from cyder.roles.file.visiting import OnShare
from cyder.roles.file.visits import AUDIT, Visit
from cyder.roles.file.ways import disable_account, keep_pc_out, opens

_SHARES = 15
_SEVERAL = 5


class ListShares(OnShare):
    """The list of shares, a try at each of them (fifteen at most), and a look into the folders of those that let it in.

    `folders` bounds the folders looked into, all shares together. No file is read and nothing is changed.
    """

    id: ClassVar[str] = "disc.shares"
    title: ClassVar[LocalText] = LocalText(en="A look through all shares", ja="共有フォルダの探索")
    techniques: ClassVar[tuple[str, ...]] = ("T1135", "T1083")
    caps: ClassVar[Caps] = Caps(commands=2 * _SHARES + 2)
    touches: ClassVar[str] = "nothing: it lists and reads no file"
    ways: ClassVar[tuple[str, ...]] = ("disable-account", "keep-pc-out")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc2", "file", {"folders": 20}),)

    account: Annotated[str | None, Field(description="who looks round; whoever sits at the PC if left out")] = None
    folders: Annotated[
        int, Field(ge=_SEVERAL, le=60, description="how many folders are looked into, in all shares")
    ] = 30

    def run(self, scene: Scene) -> Trace:
        """Ask for the shares, then for what is in each, one log-in for a share or for its folders."""
        started, visit = scene.clock.now(), self.visit(scene)
        if not (answer := visit.answered()).passed:
            return traced(scene, started, reached=False, said=answer.said)
        shares = list(self._shares(visit))
        opened = looked = 0
        for share in shares:
            inside = Visit(scene, visit.person, share)
            within = folders(inside.once("ls").out)[: self.folders - looked]
            opened += bool(within)
            if within and inside.once(*(f'ls "{name}\\*"' for name in within)).ok:
                looked += len(within)
        said = f"{len(shares)} shares, {opened} of them open, {looked} folders looked into"
        return traced(scene, started, reached=looked > 0, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the log-ins, connections to shares, one that was turned away, and folders that were opened."""
        visit = self.visit(scene)
        return (
            visit.logged_in(),
            visit.audited("connect|ok", "", share=r"[^|]*", least=_SEVERAL),
            visit.audited("openat|ok|r", "/srv/share/[^/]+/[^/]+$", share=r"[^|]*", least=_SEVERAL),
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for connections and refusals: one account that goes from share to share."""
        visit = self.visit(scene)
        connects = visit.audited("connect|ok", "", share=r"[^|]*").pattern
        refused = visit.audited("openat|fail", "", share=r"[^|]*").pattern.removesuffix(r"\|")
        return (
            Sighting(scene.target, ("grep", "|connect|ok|", AUDIT), connects),
            Sighting(scene.target, ("grep", "Permission denied", AUDIT), refused),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the PC and the account, and when it began."""
        return self.told(scene, "discovery", self.visit(scene).logged_in().pattern, receipts)

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once no new log-in comes: of this account, or from this PC. No session was left open."""
        visit = self.visit(scene)
        return (disable_account(visit, opens(visit)), keep_pc_out(visit, opens(visit)))

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove nothing, since nothing was left; look whether the PC is still connected under this account."""
        return self.visit(scene).gone()

    def _shares(self, visit: Visit) -> Iterator[str]:
        """Yield the names of shares for files, in the order the server names them."""
        disks = [line.split("|")[1] for line in visit.listed().out.splitlines() if line.startswith("Disk|")]
        yield from disks[:_SHARES]

    def visit(self, scene: Scene) -> Visit:
        """Return who looks round, beginning at the share of everybody."""
        return Visit.of(scene, self.account, COMMON)

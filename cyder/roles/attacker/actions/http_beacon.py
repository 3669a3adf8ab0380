"""A PC calls home: an inert script asks one page of the outside again and again, through the proxy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Caps, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.stowaway import StaysThere, Stowaway
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.roles.attacker.calling import FileLeft
from cyder.roles.attacker.calls import Line

_ANSWER = "ok"


class HttpBeacon(FileLeft):
    """A script in the home of whoever sits at the PC calls `/api/v1/ping` under a name of the outside's, by the proxy.

    It calls `calls` times, `every` seconds apart (a tenth more or less), says nothing but its number, does nothing with
    the answer, and ends by itself.
    """

    id: ClassVar[str] = "c2.http-beacon"
    title: ClassVar[LocalText] = LocalText(en="Beacon over HTTP", ja="HTTPによるC2サーバーへの定期通信")
    techniques: ClassVar[tuple[str, ...]] = ("T1071.001",)
    caps: ClassVar[Caps] = Caps(commands=12)
    touches: ClassVar[str] = "one file in the user's .cache on the PC, and a process of it for calls × every seconds"
    ways: ClassVar[tuple[str, ...]] = ("block-at-proxy", "block-at-gateway", "clean-pc")
    trials: ClassVar[tuple[Trial, ...]] = (
        Trial("pc3", "intruder", {"name": "cdn-stat.example", "every": 1, "calls": 4}),
    )

    every: Annotated[int, Field(ge=1, le=600)] = 60
    calls: Annotated[int, Field(ge=2, le=120)] = 30

    def run(self, scene: Scene) -> Trace:
        """Leave the script, start it, and see what its first call brings; without an answer take it away again."""
        started, line, script = scene.clock.now(), self.line(scene), self.left(scene)
        ask = f"getent ahostsv4 {line.name} >/dev/null\n    {line.in_a_script(self._path(scene))}"
        script.put(ask, every=self.every, times=self.calls)
        result = script.start()
        reached = result.out == f"{_ANSWER}\n"
        if not reached:
            script.remove()
        said = "answered" if reached else f"not answered: {result.out.strip()[:80]}"
        return traced(scene, started, reached=reached, said=f"first call to {line.name} {said}")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the call in the proxy's log, and the PC's question for the name."""
        line = self.line(scene)
        return (self._called(scene), line.looked_up())

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at what went to that name, at who asked for it, and at what lies in the user's home."""
        line, script = self.line(scene), self.left(scene)
        return (
            line.at_the_proxy(self._called(scene)),
            line.at_the_name_server(line.looked_up()),
            Sighting(scene.source, ("ls", "-l", script.folder), script.name),
        )

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name who is called, the file that calls, and when it began."""
        script = self.left(scene)
        found = entity(script.name, file=(script.path, script.name))
        return self.line(scene).truth("c2", self._called(scene), receipts, found)

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once the PC reaches neither name nor address, by no route; or once script and process are gone."""
        line, script = self.line(scene), self.left(scene)
        stays = Check(by="source", probe=StaysThere(target=scene.source, user=script.user, path=script.path))
        gone = Containment(id="clean-pc", deny=(stays,), allow=line.allow(), typed=script.typed_removal())
        return (*line.ways(), gone)

    def line(self, scene: Scene) -> Line:
        """Return the line to whoever is called."""
        return Line(scene, self.name, harmless="/api/v1/ping", shows=f"^{_ANSWER}$")

    def left(self, scene: Scene) -> Stowaway:
        """Return the script."""
        return Stowaway(scene.actor, self.line(scene).person.account, f"update-notifier-{scene.marker}")

    def _path(self, scene: Scene) -> str:
        return f"/api/v1/ping?id={scene.seed.token('id')[:8]}&n="

    def _called(self, scene: Scene) -> Expected:
        path = f"{self._path(scene)}".replace("?", r"\?")
        return self.line(scene).fetched(f"GET {path}\\d+")

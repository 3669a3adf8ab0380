"""A PC calls home by questions to the name server: one TXT record after another below one domain."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.stowaway import StaysThere, Stowaway
from cyder.contracts.whereabouts import sitting_at
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.dns.outward import OutsideZone, Outward
from cyder.roles.dns.probes import reached_zone


class DnsBeacon(Action):
    """A script in the home of whoever sits at the PC asks for TXT records below `zone`, each name once.

    It asks `calls` times, `every` seconds apart (a tenth more or less), and ends by itself. The names are numbers, and
    the answers are not looked at.
    """

    id: ClassVar[str] = "c2.dns-beacon"
    title: ClassVar[LocalText] = LocalText(en="Beacon over DNS", ja="DNSによるC2サーバーへの定期通信")
    techniques: ClassVar[tuple[str, ...]] = ("T1071.004",)
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"dns"})
    caps: ClassVar[Caps] = Caps(commands=12)
    touches: ClassVar[str] = "one file in the user's .cache on the PC, and a process of it for calls × every seconds"
    ways: ClassVar[tuple[str, ...]] = ("refuse-zone", "clean-pc")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc3", "dns", {"zone": "cdn-stat.example", "every": 1, "calls": 4}),)

    zone: OutsideZone
    every: Annotated[int, Field(ge=1, le=600)] = 60
    calls: Annotated[int, Field(ge=2, le=120)] = 30

    def run(self, scene: Scene) -> Trace:
        """Leave the script, start it, and see whether its first question got there; if not, take it away again."""
        started, script = scene.clock.now(), self._script(scene)
        *words, _, record = Outward(scene).dig("", "TXT")
        ask = f'{shlex.join(words)} "$(printf %x $((4096 + n))).{self._below(scene)}" {record}'
        script.put(ask, every=self.every, times=self.calls)
        reached = reached_zone(script.start(), self.zone)
        if not reached:
            script.remove()
        said = f"first question below {self.zone} {'got' if reached else 'did not get'} there"
        return traced(scene, started, reached=reached, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the question in the query log, under the PC's address."""
        return (Outward(scene).asked(rf"[0-9a-f]{{4}}\.{re.escape(self._below(scene))}", "TXT"),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at the TXT records a PC asked for, of which it needs none, and at what lies in the user's home."""
        (asked,), script = self.emits(scene), self._script(scene)
        listed = Sighting(scene.source, ("ls", "-l", script.folder), script.name)
        return (Outward(scene).from_this_pc("TXT", asked), listed)

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the domain, the file that asks, and when it began."""
        (asked,), script = self.emits(scene), self._script(scene)
        return Truth(
            indicators=(entity(self.zone, domain=self.zone), entity(script.name, file=(script.path, script.name))),
            timeline=Outward(scene).when("c2", asked, receipts),
            remedies=(
                Remedy(kind="block-network", target=self.zone),
                Remedy(kind="isolate-host", target=scene.source),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether others get ordinary names."""
        return Outward(scene).control()

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once no question of the PC's gets there, by no server; or once the script and its process are gone."""
        outward, script = Outward(scene), self._script(scene)
        stays = Check(by="source", probe=StaysThere(target=scene.source, user=script.user, path=script.path))
        gone = Containment(id="clean-pc", deny=(stays,), allow=outward.allow(), typed=script.typed_removal())
        return (outward.refused(self.zone), gone)

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the script and remove it; look whether both are gone."""
        left = self._script(scene).remove()
        return Cleanup(verified=not left, said=f"{scene.source} has {left}" if left else "script and process are gone")

    def _script(self, scene: Scene) -> Stowaway:
        return Stowaway(scene.actor, sitting_at(scene).account, f"font-sync-{scene.marker}")

    def _below(self, scene: Scene) -> str:
        return f"{scene.seed.token('id')[:6]}.{self.zone}"

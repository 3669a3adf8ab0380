"""Somebody outside looks which services the organisation offers."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.gateways import flow
from cyder.contracts.probe import Check, Containment
from cyder.contracts.probing import Connects
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.topology import Publication
from cyder.roles.attacker.scans import AnyAnswers, counted, knock, open_ports, still_trying

Port = Annotated[int, Field(ge=1, le=65535)]

_USUAL = (21, 22, 23, 25, 53, 80, 110, 139, 143, 389, 443, 445, 587, 993, 1433, 3306, 3389, 5432, 5900, 8080, 8443)
_LOGGED = 10
"""Refusals that the gateway's log surely has: it writes ten a second."""
_TRIED_AGAIN = 4


class PortScan(Action):
    """One TCP connection to each of `ports` at the gateway's outside address, ten a second, closed at once.

    At most 50 ports, none twice. It sends nothing and changes nothing.
    """

    id: ClassVar[str] = "recon.ports"
    title: ClassVar[LocalText] = LocalText(en="Port scan from outside", ja="外部からのポートスキャン")
    techniques: ClassVar[tuple[str, ...]] = ("T1595.001",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker"})
    targets: ClassVar[frozenset[str]] = frozenset({"gateway"})
    caps: ClassVar[Caps] = Caps(commands=51, per_second=10)
    touches: ClassVar[str] = "nothing: connections that are closed at once"
    ways: ClassVar[tuple[str, ...]] = ("block-source",)
    trials: ClassVar[tuple[Trial, ...]] = (Trial("intruder", "gw"),)

    ports: Annotated[frozenset[Port], Field(min_length=1, max_length=50)] = frozenset(_USUAL)

    def run(self, scene: Scene) -> Trace:
        """Try each port, ten at a time; a port that does not answer is given up after a second."""
        started, source = scene.clock.now(), scene.vantage.address
        with ThreadPoolExecutor(max_workers=10) as pool:
            tried = pool.map(lambda port: self._knock(scene, port), scene.seed.shuffled("ports", sorted(self.ports)))
            found = sorted(port for ports in tried for port in ports)
        said = f"{source} found {', '.join(map(str, found)) or 'nothing'} open of {len(self.ports)} ports"
        return traced(scene, started, reached=bool(found), said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return the connections that the gateway let in, and those it refused."""
        offered = {offer.port for offer in self._offers(scene)}
        closed = sorted(self.ports - offered)
        counts = (("in", sorted(offered), len(offered)), ("denied", closed, min(len(closed), _LOGGED)))
        return tuple(
            Expected(scene.target, "flow", flow(word, scene.vantage.address, (), ports), least)
            for word, ports, least in counts
            if ports
        )

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Count the ports that each source tried."""
        return counted(scene, scene.lan.topology.node(scene.target), len(self.ports))

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the source, and when it began."""
        source = scene.vantage.address
        return Truth(
            indicators=(entity("scanner", ip=source),),
            timeline=first("discovery", scene.target, "", receipts),
            remedies=(Remedy(kind="block-network", target=source),),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the source whether a published service answers; without one, whether ssh inside does."""
        offers = self._offers(scene) or self._published(scene)
        if not offers:
            return Check(by="colleague", probe=Connects(target=scene.target, port=22))
        return Check(by="neighbour", probe=Connects(target=offers[0].node, port=offers[0].port))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Contained once the source finds nothing open, while others outside and inside are still served."""
        tried = tuple(offer.port for offer in self._offers(scene)[:_TRIED_AGAIN])
        where = scene.reach(tried[0]) if tried else scene.vantage.address
        scan = AnyAnswers(target=scene.target, address=where, ports=tried)
        served = self.control(scene)
        block, unblock = blocked_at_gateway(scene, scene.vantage.address)
        return (
            Containment(
                id="block-source",
                deny=(Check(by="source", probe=scan),),
                allow=(served, Check(by="colleague", probe=served.probe)),
                typed=block,
                undone=unblock,
            ),
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove nothing, since a connection leaves nothing; look whether the source still tries."""
        trying = still_trying(scene.actor)
        return Cleanup(verified=not trying, said="it still tries ports" if trying else "no connection is left")

    def _knock(self, scene: Scene, port: int) -> tuple[int, ...]:
        return open_ports(scene.actor.run(knock(scene.vantage.address, scene.reach(port), [port]), timeout=10))

    def _offers(self, scene: Scene) -> list[Publication]:
        """Return which of the tried ports the gateway offers where the source stands."""
        return [offer for offer in self._published(scene) if offer.port in self.ports]

    def _published(self, scene: Scene) -> list[Publication]:
        topology = scene.lan.topology
        network = topology.network_of(scene.vantage.address)
        address = topology.node(scene.target).address_in(network or "")
        offers = (offer for offer in topology.publications if offer.protocol == "tcp" and offer.network == network)
        return sorted((offer for offer in offers if offer.address == address), key=lambda offer: offer.port)

"""A PC that somebody has in hand looks which machines and services there are in another network inside."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, ClassVar

from pydantic import Field

from cyder.contracts.acting import blocked_at_gateway, entity, first, traced
from cyder.contracts.action import Action, Caps, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.blocking import cut_off
from cyder.contracts.gateways import addresses_around, flow, gateway_between
from cyder.contracts.node import Result
from cyder.contracts.probe import Check, Containment
from cyder.errors import Refused
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Remedy, Trace, Truth
from cyder.model.topology import NodeSpec
from cyder.roles.attacker.scans import AnyAnswers, counted, knock, open_ports, still_trying

Port = Annotated[int, Field(ge=1, le=65535)]


class InsideScan(Action):
    """Connections from a PC to `hosts` consecutive addresses round the target's, each on at most five `ports`.

    At most 30 addresses, ten at a time; each connection is closed at once. It sends nothing and changes nothing. The
    target stands in another network, so that the gateway between sees it.
    """

    id: ClassVar[str] = "disc.inside-scan"
    title: ClassVar[LocalText] = LocalText(en="Scan of the inside from a PC", ja="庁内端末からの内部探索")
    techniques: ClassVar[tuple[str, ...]] = ("T1046", "T1018")
    sources: ClassVar[frozenset[str]] = frozenset({"client"})
    targets: ClassVar[frozenset[str]] = frozenset({"ap", "backup", "db", "dns", "file", "mail", "proxy", "web"})
    caps: ClassVar[Caps] = Caps(commands=31, per_second=10)
    touches: ClassVar[str] = "nothing: connections that are closed at once"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "isolate-host")
    trials: ClassVar[tuple[Trial, ...]] = (Trial("pc1", "web", {"hosts": 6, "ports": [22, 80, 445]}),)

    hosts: Annotated[int, Field(ge=2, le=30)] = 12
    ports: Annotated[tuple[Port, ...], Field(min_length=1, max_length=5)] = (22, 25, 80, 445, 5432)

    def run(self, scene: Scene) -> Trace:
        """Try every address, ten at a time; a port that does not answer is given up after a second."""
        started, addresses = scene.clock.now(), self.addresses(scene)
        with ThreadPoolExecutor(max_workers=10) as pool:
            found = [open_ports(result) for result in pool.map(lambda address: self._knock(scene, address), addresses)]
        alive = dict(zip(addresses, found, strict=True))
        answered = sum(1 for ports in found if ports)
        said = f"{answered} of {len(addresses)} machines answered, {sum(map(len, found))} ports in all"
        return traced(scene, started, reached=bool(alive[self._target(scene)]), said=said)

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Return the connections that the gateway let through, one for each address and port."""
        addresses = self.addresses(scene)
        pattern = flow("inside", scene.vantage.address, addresses, self.ports)
        return (Expected(self._between(scene).name, "flow", pattern, len(addresses) * len(self.ports)),)

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Count the machines and ports that each source tried."""
        return counted(scene, self._between(scene), self.hosts * len(self.ports))

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Return the PC, and when it began."""
        source = scene.vantage.address
        return Truth(
            indicators=(entity("scanner", ip=source),),
            timeline=first("discovery", scene.source, "", receipts),
            remedies=(
                Remedy(kind="isolate-host", target=scene.source),
                Remedy(kind="block-network", target=source),
            ),
        )

    def control(self, scene: Scene) -> Check:
        """Ask from beside the PC whether the target answers."""
        return Check(by="neighbour", probe=self._scan(scene))

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Contained once the PC reaches nothing there, by the gateway or by itself, while its neighbours still do."""
        scan = self._scan(scene)
        ways = {"block-source": blocked_at_gateway(scene, scene.vantage.address), "isolate-host": cut_off(scene.source)}
        return tuple(
            Containment(
                id=id,
                deny=(Check(by="source", probe=scan),),
                allow=(Check(by="neighbour", probe=scan), Check(by="colleague", probe=scan)),
                typed=typed,
                undone=undone,
            )
            for id, (typed, undone) in ways.items()
        )

    def cleanup(self, scene: Scene) -> Cleanup:
        """Remove nothing, since a connection leaves nothing; look whether the PC still tries."""
        trying = still_trying(scene.actor)
        return Cleanup(verified=not trying, said="it still tries ports" if trying else "no connection is left")

    def addresses(self, scene: Scene) -> tuple[str, ...]:
        """Return the addresses that are tried: the target's, and those nearest to it in its network."""
        near = addresses_around(scene, scene.lan.topology.node(scene.target), self.hosts)
        return tuple(sorted(near, key=ipaddress.IPv4Address))

    def _scan(self, scene: Scene) -> AnyAnswers:
        return AnyAnswers(target=scene.target, address=self._target(scene), ports=self.ports)

    def _knock(self, scene: Scene, address: str) -> Result:
        users = scene.lan.topology.node(scene.source).users
        argv = knock(scene.vantage.address, address, self.ports)
        return scene.actor.run(argv, user=users[0] if users else "root", timeout=10)

    def _between(self, scene: Scene) -> NodeSpec:
        """Return the gateway between the PC and the target.

        Raises:
            Refused: there is none, so that nobody would see the scan.
        """
        topology = scene.lan.topology
        gateway = gateway_between(scene, topology.node(scene.source), topology.node(scene.target))
        if gateway is None:
            raise Refused(
                f"no gateway lies between {scene.source} and {scene.target}; aim at a machine in another network"
            )
        return gateway

    def _target(self, scene: Scene) -> str:
        return scene.lan.topology.node(scene.target).interfaces[0].address

"""Questions that carry something out of the LAN: who sees them, and how they are kept in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from cyder.contracts.acting import first
from cyder.contracts.action import Expected, Scene, Sighting
from cyder.contracts.any_of import AnyOf
from cyder.contracts.blocking import cut_off, refused_by_name
from cyder.contracts.probe import Check, Containment, Probe
from cyder.contracts.whereabouts import nodes_of, ordinary_names
from cyder.model.evidence import Receipt, TimelineKind, TrueMoment
from cyder.model.topology import NodeSpec
from cyder.roles.dns.probes import DOMAIN, ReachesZone, Resolves

_ZONE = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+(example|test)")
QUERIES = "/var/log/named/queries.log"


def _zone(text: str) -> str:
    name = text.lower().removesuffix(".")
    if not _ZONE.fullmatch(name):
        message = f"'{text}' is no domain of the outside's; write it as 'cdn-stat.example' (.example or .test)"
        raise ValueError(message)
    return name


OutsideZone = Annotated[str, AfterValidator(_zone)]
"""A domain of the outside's."""


@dataclass(frozen=True)
class Outward:
    """What a PC asks the LAN's name server about names of the outside's."""

    scene: Scene

    def dig(self, name: str, record: str) -> list[str]:
        """Return the command by which the PC asks the target: one try, two seconds."""
        return ["dig", "+time=2", "+tries=1", f"@{self.scene.reach(DOMAIN)}", name, record]

    def asked(self, names: str, record: str, *, least: int = 1) -> Expected:
        """Return the query log's lines about names, a regular expression without a group of its own."""
        source = re.escape(self.scene.vantage.address)
        pattern = rf"client @\S+ {source}#\d+ \((?:{names})\): (?:view \S+: )?query: (?:{names}) IN {record} "
        return Expected(node=self.scene.target, log="queries", pattern=pattern, least=least)

    def from_this_pc(self, record: str, expected: Expected) -> Sighting:
        """Return how a defender lists what one PC asked for by one kind of record."""
        lines = ("grep", "-E", f" {self.scene.vantage.address}#.* IN {record} ", QUERIES)
        return Sighting(self.scene.target, lines, expected.pattern)

    def when(self, kind: TimelineKind, proven: Expected, receipts: Sequence[Receipt]) -> tuple[TrueMoment, ...]:
        """Return when the PC first did it, by the log that proves it."""
        return first(kind, self.scene.source, proven.pattern, receipts)

    def control(self) -> Check:
        """Ask beside the PC for an ordinary name of the outside's."""
        return Check(by="neighbour", probe=self._ordinary())

    def allow(self) -> tuple[Check, ...]:
        """Return what must go on: names of the outside's for others beside the PC, the LAN's own beside the server."""
        node = self.scene.lan.topology.node(self.scene.target)
        own = Resolves(target=node.name, name=f"{node.hostname}.{node.search}")
        return (
            Check(by="neighbour", probe=self._ordinary()),
            Check(by="colleague", probe=own),
        )

    def refused(self, zone: str) -> Containment:
        """Return: no server inside asks about the zone or what is below, and none outside can be asked by the PC.

        A PC that is cut off, or whose questions nobody takes, is kept in as well.
        """
        typed, undone = refused_by_name(self.scene.target, zone)
        return Containment(
            id="refuse-zone", deny=(self._ways_out(zone),), allow=self.allow(), typed=typed, undone=undone
        )

    def silent(self) -> Containment:
        """Return: the PC gets no answer from any name server."""
        typed, undone = cut_off(self.scene.source)
        deny = self._any(Resolves(target=node.name, name=self._name()) for node in self._servers(ours=True))
        return Containment(id="isolate-pc", deny=(deny,), allow=self.allow(), typed=typed, undone=undone)

    def _ways_out(self, zone: str) -> Check:
        label = self.scene.seed.token("unheard-of")[:10]
        inside: list[Probe] = []
        for node in self._servers(ours=True):
            inside += [ReachesZone(target=node.name, zone=zone, label=label), Resolves(target=node.name, name=zone)]
        direct = [Resolves(target=node.name, name=zone, record="SOA") for node in self._servers(ours=False)]
        return self._any((*inside, *direct))

    def _any(self, probes: Iterable[Probe]) -> Check:
        return Check(by="source", probe=AnyOf(target=self.scene.target, probes=tuple(probes)))

    def _servers(self, *, ours: bool) -> tuple[NodeSpec, ...]:
        return nodes_of(self.scene, "dns", ours=ours)

    def _ordinary(self) -> Resolves:
        return Resolves(target=self.scene.target, name=self._name())

    def _name(self) -> str:
        node = self.scene.lan.topology.node(self.scene.target)
        return next(iter(ordinary_names(self.scene)), f"{node.hostname}.{node.search}")

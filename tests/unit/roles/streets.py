"""A town with everything that web pages pass on their way: a site, a partner's, an update server, a proxy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cyder.contracts.action import Scene
from cyder.contracts.node import Result
from cyder.contracts.provider import Lan
from cyder.model.seed import Seed
from cyder.model.topology import NodeSpec, Publication, Topology
from cyder.replay.clock import FakeClock
from cyder.roles.vendor import Vendor
from cyder.roles.web import Web
from tests.unit.roles import towns
from tests.unit.roles.talk import Asked, Decide, deciding

SECOND = "203.0.113.194"
PC = "10.66.0.12"


def _with(node: NodeSpec, **values: object) -> NodeSpec:
    return node.model_copy(update=values)


def _town() -> Topology:
    known = {node.name: node for node in towns.NODES}
    (card,) = known["intruder"].interfaces
    intruder = _with(
        known["intruder"],
        interfaces=(card.model_copy(update={"others": (SECOND,)}),),
        names=(("cdn-stat.example", SECOND),),
    )
    partner = towns.node("partner", "web", outside="203.0.113.12")
    vendor = towns.node("vendor", "vendor", outside="203.0.113.14")
    nodes = (
        *(intruder if node.name == "intruder" else node for node in towns.NODES),
        towns.node("web", "web", dmz="172.20.0.12"),
        towns.node("proxy", "proxy", dmz="172.20.0.15"),
        _with(partner, names=(("www.chamber.example", "203.0.113.12"),), search="chamber.example"),
        _with(vendor, names=(("updates.saino-soft.example", "203.0.113.14"),)),
    )
    offer = Publication(network="outside", address="203.0.113.1", port=80, protocol="tcp", node="web")
    bare = towns.TOWN.model_copy(update={"nodes": nodes, "publications": (offer,)})
    files = {
        "web": Web().files(towns.site("web", bare)),
        "partner": Web().files(towns.site("partner", bare)),
        "vendor": Vendor(product="agent", versions=("1.0", "1.1")).files(towns.site("vendor", bare)),
    }
    return bare.model_copy(update={"nodes": tuple(_with(node, files=files.get(node.name, ())) for node in nodes)})


STREETS = _town()


def scene(source: str, target: str, clock: FakeClock, decide: Decide = lambda _: Result(0, "")) -> tuple[Scene, Asked]:
    """Return a scene between two of its machines, which answer as told, and what they were asked."""
    lan, asked = deciding(decide)
    place = replace(towns.scene(Lan(lan.provider, STREETS), clock), source=source, target=target, seed=Seed(b"streets"))
    return place, asked


def answering(*said: tuple[str, Result]) -> Callable[..., Result]:
    """Return a decision: the answer beside the first word that stands in the command, else success without a word."""
    return lambda argv: next((result for word, result in said if word in " ".join(argv)), Result(0, ""))

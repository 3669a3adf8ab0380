"""A small LAN with small roles, for everything that plans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from cyder.contracts.probe import Check, Probe, Vantage
from cyder.contracts.provider import Lan
from cyder.contracts.registry import Catalogue
from cyder.contracts.role import Role, Site
from cyder.model.evidence import Answer
from cyder.model.scenario import Scenario
from cyder.model.seed import Seed
from cyder.model.topology import File, Publication, Routing
from cyder.planning.resolve import Resolved, resolve

Resolver = Callable[..., Resolved]


class Greets(Probe):
    """A probe that is content with everything."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Answer at once."""
        return Answer(passed=True, said=vantage.node, seconds=0.0)


class Plain(Role):
    """A machine with one file that says what it knows."""

    id: ClassVar[str] = "plain"
    summary: ClassVar[str] = "a plain machine"

    colour: str = "red"

    def files(self, site: Site) -> tuple[File, ...]:
        """Write down colour, publications and the seed's own token."""
        offers = ",".join(f"{offer.address}:{offer.port}" for offer in site.topology.publications)
        known = f"{self.colour} {offers} {site.canary.account} {site.seed.token('file')}\n"
        return (File(path="/etc/plain", content=known, mode=0o640, owner=5, group=6),)

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask the machine itself."""
        return (Check(by="itself", probe=Greets(target=site.node.name)),)


class Gateway(Plain):
    """A router that may publish."""

    id: ClassVar[str] = "gateway"
    capabilities: ClassVar[tuple[str, ...]] = ("NET_ADMIN",)
    routing: ClassVar[Routing] = "router"

    publish: dict[str, tuple[int, ...]] = {}

    def publishes(self, site: Site) -> tuple[Publication, ...]:
        """Offer each port on the last card.

        Raises:
            ValueError: the node to publish does not exist.
        """
        card = site.node.interfaces[-1]
        nodes = {node.name for node in site.topology.nodes}
        for node in self.publish:
            if node not in nodes:
                message = f"publish: unknown node '{node}'"
                raise ValueError(message)
        return tuple(
            Publication(network=card.network, address=card.address, port=port, protocol="tcp", node=node)
            for node, ports in self.publish.items()
            for port in ports
        )


class Names(Plain):
    """A resolver."""

    id: ClassVar[str] = "dns"
    capabilities: ClassVar[tuple[str, ...]] = ("CHOWN",)
    provides: ClassVar[tuple[str, ...]] = ("dns",)


class Prober(Plain):
    """The one that asks."""

    id: ClassVar[str] = "prober"
    routing: ClassVar[Routing] = "per-interface"
    open = "no"


SMALL: dict[str, Any] = {
    "scenario": "small",
    "title": {"en": "Small", "ja": "小"},
    "duration": "10m",
    "brief": {"en": "Look for $source.", "ja": "探す"},
    "organisation": {
        "name": {"en": "Saino City", "ja": "彩野市"},
        "domain": "city.example",
        "staff": 40,
        "departments": {"soumu": {"en": "General", "ja": "総務課"}, "zeimu": {"en": "Tax", "ja": "税務課"}},
    },
    "variables": {
        "source": {"kind": "address", "network": "outside"},
        "victim": {"kind": "staff", "department": "soumu"},
    },
    "lan": {
        "networks": {"office": {"subnet": "10.66.0.0/24"}, "outside": {"subnet": "203.0.113.0/24"}},
        "nodes": {
            "ns": {"role": "dns", "on": ["office"]},
            "gw": {"role": "gateway", "on": ["office", "outside"], "with": {"publish": {"ns": ["53"]}}},
            "pc": {"role": "plain", "on": ["office"], "users": ["$victim"], "with": {"colour": "$victim"}},
            "fixed": {"role": "plain", "on": ["office"], "address": "10.66.0.11", "open": "user"},
            "intruder": {"role": "plain", "on": ["outside"], "address": "$source"},
        },
    },
    "timeline": [
        {"id": "burst", "at": "0s", "do": "x.y", "from": "intruder", "to": "ns", "with": {"who": ["$victim"]}},
        {
            "id": "call",
            "at": "1m",
            "inject": "phone",
            "from": {"en": "the provider", "ja": "事業者"},
            "text": {"en": "Somebody at $source asks for $victim.", "ja": "$source から"},
        },
    ],
}


@pytest.fixture
def catalogue() -> Catalogue:
    """Return the small roles."""
    roles: list[type[Role]] = [Plain, Gateway, Names, Prober]
    return Catalogue({role.id: role for role in roles}, {}, {})


@pytest.fixture
def small() -> dict[str, Any]:
    """Return the small scenario as a test may change it."""
    return Scenario.model_validate(SMALL).model_dump(by_alias=True)


@pytest.fixture
def resolved(catalogue: Catalogue, small: dict[str, Any]) -> Resolver:
    """Return a function that resolves the (changed) small scenario for a team."""

    def resolver(team: str = "team1", secret: bytes | None = None) -> Resolved:
        seed = Seed(team.encode() if secret is None else secret)
        return resolve(Scenario.model_validate(small), team, seed, catalogue, exercise="drill")

    return resolver

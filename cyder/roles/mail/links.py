"""Where a link in a mail leads, and whether somebody at a PC still gets there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from cyder.contracts.action import Scene
from cyder.contracts.probe import Check
from cyder.contracts.web_probes import Fetches
from cyder.errors import NotFound
from cyder.model.topology import NodeSpec, Topology

Link = Annotated[str, Field(pattern=r"^http://([a-z0-9-]+\.)+(example|test)(/[A-Za-z0-9._/-]{0,80})?$")]
"""A page of somebody who does not exist: below `.example` or `.test`."""

_PROXY = 3128


@dataclass(frozen=True)
class Place:
    """The host of a link, the machine that bears the name, and all its addresses: the name's own first."""

    host: str
    node: NodeSpec
    addresses: tuple[str, ...]

    @classmethod
    def of(cls, topology: Topology, link: str) -> Place:
        """Return where a link leads.

        Raises:
            NotFound: no machine of the LAN bears the name.
        """
        host = link.removeprefix("http://").partition("/")[0]
        named = {name: (node, address) for node in topology.nodes for name, address in node.names}
        if host not in named:
            raise NotFound.named("name", host, named, hint="write it under names: of a node of role attacker")
        node, own = named[host]
        every = (address for card in node.interfaces for address in card.addresses)
        return cls(host, node, tuple(dict.fromkeys((own, *every))))


def follows(scene: Scene, link: str, place: Place) -> tuple[Check, ...]:
    """Ask at a PC whether the link opens: through the proxy, round it, and round it by address, if no name leads there.

    Nothing where the LAN has no PC.
    """
    found_without_name = ("--resolve", f"{place.host}:80:{place.addresses[0]}")
    routes = dict.fromkeys(((_proxy(scene), ()), ("", ()), ("", found_without_name)))
    return tuple(check for proxy, words in routes for check in _asked(scene, link, proxy, words))


def other_page(scene: Scene, place: Place) -> tuple[Check, ...]:
    """Ask at the same PC for somebody else's page on the same side, if there is one."""
    side = place.node.interfaces[0].network
    others = (node for node in scene.lan.topology.nodes if node.role == "web" and node.names)
    beside = [node.names[0][0] for node in others if node.interfaces[0].network == side]
    return tuple(check for name in beside[:1] for check in _asked(scene, f"http://{name}/", _proxy(scene), ()))


def _asked(scene: Scene, url: str, proxy: str, words: tuple[str, ...]) -> Iterator[Check]:
    seats = (node for node in scene.lan.topology.nodes if node.role == "client")
    for seat in list(seats)[:1]:
        yield Check(by="itself", probe=Fetches(target=seat.name, url=url, proxy=proxy, words=words))


def _proxy(scene: Scene) -> str:
    """Return the organisation's proxy, nothing where there is none."""
    nodes = (node for node in scene.lan.topology.nodes if node.role == "proxy")
    return next((f"http://{node.hostname}.{node.search}:{_PROXY}" for node in nodes), "")

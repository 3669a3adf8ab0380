"""How the target of an action reaches a site: through the web proxy and round it, by its name and by its address."""

from __future__ import annotations

from dataclasses import dataclass

from cyder.contracts.acting import Way, blocked_at_gateway, both
from cyder.contracts.action import Scene
from cyder.contracts.blocking import blocked_at_proxy, refused_by_name
from cyder.contracts.probe import Check
from cyder.contracts.web_probes import Fetches
from cyder.contracts.whereabouts import the
from cyder.errors import NotFound

PORT = 3128
_WORDS = ("--connect-timeout", "1.5")
"""A packet that is lost comes again after a second."""


@dataclass(frozen=True)
class Place:
    """A site by its name and by its address."""

    name: str
    address: str

    def url(self, path: str) -> str:
        """Return the address of a page, by name; the path begins with a slash."""
        return f"http://{self.name}{path}"


def place_of(scene: Scene, node: str) -> Place:
    """Return where the site of a machine outside is found: by the first of its names.

    Raises:
        NotFound: it has no name.
    """
    spec = scene.lan.topology.node(node)
    if not spec.names:
        raise NotFound(f"{node} has no name in the world outside", hint="give the node `names:`")
    return Place(*spec.names[0])


def proxy_url(scene: Scene) -> str:
    """Return the organisation's proxy as the target's programs find it: `http://address:3128`."""
    topology = scene.lan.topology
    network = topology.node(scene.target).interfaces[0].network
    return f"http://{topology.reach(the(scene, 'proxy').name, PORT, network)}:{PORT}"


def fetches(scene: Scene, url: str, *, proxy: str | None = None, shows: str = "") -> Fetches:
    """Return the question whether a page comes to the target's network: through the proxy unless told otherwise."""
    via = proxy_url(scene) if proxy is None else proxy
    return Fetches(target=scene.target, url=url, proxy=via, shows=shows, words=_WORDS)


def every_way(scene: Scene, place: Place, path: str, shows: str) -> tuple[Check, ...]:
    """Return the checks whether the target gets a page: by name and by address, through the proxy and round it."""
    return tuple(
        Check(by="itself", probe=fetches(scene, f"http://{host}{path}", proxy=proxy, shows=shows))
        for proxy in (proxy_url(scene), "")
        for host in (place.name, place.address)
    )


def kept_out(scene: Scene, place: Place) -> dict[str, Way]:
    """Return by name what keeps a site from everybody: both lists of the proxy; or its name and its address.

    For the second the proxy's name server says that there is no such name, and gateways let nothing through.
    """
    asked = the(scene, "proxy").nameserver
    servers = (node.name for node in scene.lan.topology.nodes for card in node.interfaces if asked in card.addresses)
    refused = refused_by_name(next(servers), place.name)
    return {
        "block-at-proxy": blocked_at_proxy(scene, place.name, place.address),
        "block-name-and-address": both(refused, blocked_at_gateway(scene, place.address)),
    }

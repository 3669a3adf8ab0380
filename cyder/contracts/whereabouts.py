"""Where things are on a LAN, as an action finds them: who sits at a PC, the proxy, the name servers, a page."""

from __future__ import annotations

from cyder.contracts.action import Scene
from cyder.errors import NotFound
from cyder.model.people import Person
from cyder.model.scenario import is_private
from cyder.model.topology import NodeSpec


def nodes_of(scene: Scene, role: str, *, ours: bool = True) -> tuple[NodeSpec, ...]:
    """Return the machines of a role, those of the organisation or those outside, in the scenario's order."""
    nodes = (node for node in scene.lan.topology.nodes if node.role == role)
    return tuple(node for node in nodes if is_ours(scene, node) == ours)


def the(scene: Scene, role: str) -> NodeSpec:
    """Return the organisation's first machine of a role.

    Raises:
        NotFound: it has none.
    """
    found = nodes_of(scene, role)
    if not found:
        raise NotFound(f"the LAN has no machine of the role '{role}'", hint=f"add a node with the role {role}")
    return found[0]


def sitting_at(scene: Scene) -> Person:
    """Return the first member of staff who sits at the source.

    Raises:
        NotFound: nobody does.
    """
    users = scene.lan.topology.node(scene.source).users
    if not users:
        taken = (node.name for node in scene.lan.topology.nodes if node.users)
        raise NotFound.named("user at", scene.source, taken, hint="give the node `users:` or start from another PC")
    return scene.person(users[0])


def resolver_of(scene: Scene) -> NodeSpec:
    """Return the name server that the source asks.

    Raises:
        NotFound: no machine bears the address it is set to.
    """
    address = scene.lan.topology.node(scene.source).nameserver
    for node in scene.lan.topology.nodes:
        if any(address in card.addresses for card in node.interfaces):
            return node
    raise NotFound.named("name server", address, ())


def network_of_source(scene: Scene) -> str:
    """Return the network that the source stands in."""
    return scene.lan.topology.node(scene.source).interfaces[0].network


def is_ours(scene: Scene, node: NodeSpec) -> bool:
    """Return whether a machine stands in one of the organisation's own networks."""
    subnets = {net.name: net.subnet for net in scene.lan.topology.networks}
    return any(is_private(subnets[card.network]) for card in node.interfaces)


def ordinary_names(scene: Scene) -> tuple[str, ...]:
    """Return names of web sites that staff have every reason to look at: those outside before our own."""
    sites = (*nodes_of(scene, "web", ours=False), *nodes_of(scene, "web"))
    return tuple(node.names[0][0] if node.names else f"{node.hostname}.{node.search}" for node in sites)

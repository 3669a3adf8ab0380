"""Second thoughts on the LAN's shape: gateways join networks, and every node can be reached from somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.errors import Problem
from cyder.scenario.draft import Draft


def gateways_join(draft: Draft) -> Iterator[Problem]:
    """Find gateways that join nothing."""
    for name in _routers(draft):
        if len(draft.scenario.lan.nodes[name].on) < 2:
            hint = "put it on two networks or more, or leave it out"
            message = f"'{name}' is a gateway in one network only"
            yield draft.problem(("lan", "nodes", name, "on"), message, hint=hint, rule="gateway-in-one-network")


def nodes_are_reachable(draft: Draft) -> Iterator[Problem]:
    """Find networks without any gateway between them, or nodes that no gateway joins to the others."""
    networks, nodes = draft.scenario.lan.networks, draft.scenario.lan.nodes
    if len(networks) < 2:
        return
    if not _routers(draft):
        roles = " or ".join(name for name, role in draft.roles.items() if role.routing == "router")
        message = f"{len(networks)} networks and no gateway between them"
        hint = f"add a node of role {roles} that stands on all of them"
        yield draft.problem(("lan", "networks"), message, hint=hint, rule="no-gateway", key=True)
        return
    parts = _parts(draft)
    main = max(parts, key=lambda part: sum(not part.isdisjoint(entry.on) for entry in nodes.values()))
    for name, entry in nodes.items():
        if main.isdisjoint(entry.on):
            message = f"nobody in {', '.join(sorted(main))} can reach '{name}'"
            hint = f"put a gateway on '{entry.on[0]}' as well, or the node on another network"
            yield draft.problem(("lan", "nodes", name, "on"), message, hint=hint, rule="unreachable-node")


def _routers(draft: Draft) -> list[str]:
    return [name for name in draft.scenario.lan.nodes if (role := draft.role_of(name)) and role.routing == "router"]


def _parts(draft: Draft) -> list[set[str]]:
    """Return the networks in groups that gateways join."""
    parts = [{name} for name in draft.scenario.lan.networks]
    for router in _routers(draft):
        ends = set(draft.scenario.lan.nodes[router].on)
        joined = [part for part in parts if not part.isdisjoint(ends)]
        parts = [part for part in parts if part.isdisjoint(ends)] + [set().union(*joined)]
    return parts

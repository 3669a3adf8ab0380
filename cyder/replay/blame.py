"""Whose doing it was that an event or a service broke: the team's own, or nobody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cyder.contracts.provider import Lan
from cyder.contracts.role import Role
from cyder.errors import CyderError
from cyder.model.plan import ObservedNode
from cyder.model.scenario import is_private
from cyder.model.topology import NodeSpec, Topology

Changes = Mapping[str, tuple[str, str]]
"""For each node whose cable was pulled, put back or that was made anew: what was done last, and by whom."""


@dataclass(frozen=True)
class Stand:
    """How a machine stands that an event needs.

    `well`: it runs and answers. `pulled`: who pulled its cable, None if it is plugged in. `open`: the team is root
    there.
    """

    name: str
    well: bool = True
    pulled: str | None = None
    open: bool = True


def blamed(team: str, target: Stand, way: Sequence[Stand], *, serves: bool) -> tuple[str, ...]:
    """Return the machines that the team itself broke, and an event with them; none where it is nobody's doing.

    A machine that is gone, or that the engine cannot ask, is nobody's doing; so is a cable that an instructor pulled.
    A target that stands, and was healthy when its LAN was raised, no longer serves because somebody with a shell on it
    has seen to that, and nobody but the team has one. A target that still `serves` those near it is not reached because
    somebody with a shell on what stands between has seen to that.
    """
    needed = (target, *way)
    if any(not each.well or each.pulled not in (None, team) for each in needed):
        return ()
    pulled = tuple(each.name for each in needed if each.pulled)
    between = tuple(each.name for each in way if each.open and serves)
    return pulled or between or ((target.name,) if target.open else ())


def way_between(topology: Topology, roles: Mapping[str, Role], source: str, target: str) -> tuple[str, ...]:
    """Return what stands between two machines: none in one network; else routers, and the proxy on the way out."""
    here, there = topology.node(source), topology.node(target)
    ends = _networks(here), _networks(there)
    if ends[0] & ends[1]:
        return ()
    outward = _inside(topology, here) and not _inside(topology, there)
    return tuple(
        node.name
        for node in topology.nodes
        if (node.routing == "router" and _networks(node) & (ends[0] | ends[1]))
        or (outward and "proxy" in roles[node.name].provides and _inside(topology, node))
    )


def stand(lan: Lan, name: str, found: ObservedNode | None, changes: Changes) -> Stand:
    """Look how a machine stands."""
    is_open = lan.topology.node(name).open == "root"
    if found is None or found.state != "running":
        return Stand(name, well=False, open=is_open)
    if found.isolated:
        return Stand(name, pulled=changes.get(name, ("", ""))[1], open=is_open)
    try:
        return Stand(name, well=lan.node(name).run(["true"], timeout=10).ok, open=is_open)
    except CyderError:
        return Stand(name, well=False, open=is_open)


def _networks(node: NodeSpec) -> set[str]:
    return {card.network for card in node.interfaces}


def _inside(topology: Topology, node: NodeSpec) -> bool:
    return any(is_private(net.subnet) for net in topology.networks if net.name in _networks(node))


def nobodys_doing(lan: Lan, team: str, nodes: tuple[str, ...], changes: Changes) -> bool:
    """Return whether one of these nodes is gone, cannot be asked, or was taken off the network by somebody else."""
    try:
        seen = lan.provider.observe(lan.ref).nodes
    except CyderError:
        return True
    stands = [stand(lan, name, seen.get(name), changes) for name in nodes]
    return any(not each.well or each.pulled not in (None, team) for each in stands)

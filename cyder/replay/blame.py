"""Whose doing it was that an event or a service broke: the team's own, or nobody's."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.contracts.provider import Lan
from cyder.errors import CyderError

Changes = Mapping[str, tuple[str, str]]
"""For each node whose cable was pulled, put back or that was made anew: what was done last, and by whom."""


def nobodys_doing(lan: Lan, team: str, nodes: tuple[str, ...], changes: Changes) -> bool:
    """Return whether one of these nodes is gone, cannot be asked, or was taken off the network by somebody else."""
    try:
        seen = lan.provider.observe(lan.ref).nodes
        for name in nodes:
            found = seen.get(name)
            if found is None or found.state != "running":
                return True
            if found.isolated and changes.get(name, ("", ""))[1] != team:
                return True
            if not lan.node(name).run(["true"], timeout=10).ok:
                return True
    except CyderError:
        return True
    return False


def by_team(lan: Lan, team: str, nodes: tuple[str, ...], changes: Changes) -> bool:
    """Return whether the team itself broke what an event needs.

    A machine that is gone, or that the engine cannot ask, is nobody's doing; so is a cable that an instructor pulled. A
    machine that runs and answers, and was healthy when its LAN was raised, no longer serves because somebody with a
    shell on it or on the gateway has seen to that, and nobody but the team has one.
    """
    if nobodys_doing(lan, team, nodes, changes):
        return False
    return any(changes.get(name) == ("isolated", team) or lan.topology.node(name).open == "root" for name in nodes)

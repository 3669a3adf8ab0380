"""Whose doing it was that an event broke: the team's own, or nobody's."""

from __future__ import annotations

from collections.abc import Mapping

from cyder.contracts.provider import Lan
from cyder.errors import CyderError

Changes = Mapping[str, tuple[str, str]]
"""For each node whose cable was pulled, put back or that was made anew: what was done last, and by whom."""


def by_team(lan: Lan, team: str, nodes: tuple[str, ...], changes: Changes) -> bool:
    """Return whether the team itself broke what an event needs.

    A machine that is gone, or that the engine cannot ask, is nobody's doing; so is a cable that an instructor pulled. A
    machine that runs and answers, and was healthy when its LAN was raised, no longer serves because somebody with a
    shell on it or on the gateway has seen to that, and nobody but the team has one.
    """
    try:
        seen = lan.provider.observe(lan.ref).nodes
        for name in nodes:
            found = seen.get(name)
            if found is None or found.state != "running":
                return False
            if found.isolated:
                return changes.get(name, ("", ""))[1] == team
            if not lan.node(name).run(["true"], timeout=10).ok:
                return False
    except CyderError:
        return False
    return any(lan.topology.node(name).open == "root" for name in nodes)

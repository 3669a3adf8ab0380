"""Every kind of machine there is, and the one of the town hall at which it is tried."""

from __future__ import annotations

import pytest

from cyder.contracts.node import Node
from cyder.exercise.desk import Exercise
from cyder.exercise.library import catalogue, shipped
from cyder.model.topology import NodeSpec
from cyder.scenario.load import load

ROLES = catalogue().roles
TEAM = "team1"
TOWN_HALL = {"prober": "prober"} | {
    name: entry.role for name, entry in load(shipped()["town-hall"], catalogue()).lan.nodes.items()
}
FIRST_OF = {role: name for name, role in reversed(TOWN_HALL.items())}
"""For each role the first machine of the town hall that is one."""

each_role = pytest.mark.parametrize("role", sorted(ROLES))


def check(name: str) -> pytest.MarkDecorator:
    """Name the column of a test in the table."""
    return pytest.mark.check(name)


def spec_of(town: Exercise, role: str) -> NodeSpec:
    return town.resolved(TEAM).topology.node(FIRST_OF[role])


def node_of(town: Exercise, role: str) -> Node:
    return town.lan(TEAM).node(FIRST_OF[role])


def container_of(town: Exercise, role: str) -> str:
    labels = [f"cyder.exercise={town.name}", f"cyder.node={FIRST_OF[role]}"]
    return str(town.desk.client.containers.list(all=True, filters={"label": labels})[0].id)

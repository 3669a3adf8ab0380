"""Who may enter which machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cyder.contracts.node import Node
from cyder.errors import NotFound, Refused
from cyder.exercise.desk import Desk, Exercise
from cyder.planning.machines import VISITOR

Visitor = Literal["trainee", "instructor"]


@dataclass(frozen=True)
class Door:
    """A node somebody may enter, and as which user."""

    exercise: Exercise
    team: str
    name: str
    node: Node
    user: str


def enter(desk: Desk, address: str, *, exercise: str | None, visitor: Visitor) -> Door:
    """Return the door to `TEAM/NODE`; the team may be left out when there is only one.

    Raises:
        NotFound: no such exercise, team or node.
        Refused: the node is closed to this visitor, or the team must be named.
    """
    found = desk.exercise(exercise)
    team, name = _address(found, address)
    return door(found, team, name, visitor=visitor)


def door(exercise: Exercise, team: str, name: str, *, visitor: Visitor) -> Door:
    """Return the door to a node of a team.

    Raises:
        NotFound: no such node.
        Refused: the node is closed to this visitor.
    """
    topology = exercise.resolved(team).topology
    known = [node.name for node in topology.nodes]
    if name not in known:
        shown = [node.name for node in topology.nodes if visitor == "instructor" or node.open != "no"]
        raise NotFound.named("node", name, shown)
    opened = topology.node(name).open
    if visitor == "instructor":
        user = "root"
    elif opened == "no":
        entered = ", ".join(node.name for node in topology.nodes if node.open != "no")
        raise Refused(f"'{name}' is not yours to enter", hint=f"open to trainees: {entered}")
    else:
        user = "root" if opened == "root" else VISITOR.name
    return Door(exercise, team, name, exercise.desk.provider.node(exercise.ref(team), name), user)


def _address(exercise: Exercise, address: str) -> tuple[str, str]:
    team, slash, name = address.rpartition("/")
    if slash:
        if team not in exercise.teams:
            raise NotFound.named("team", team, exercise.teams)
        return team, name
    if len(exercise.teams) > 1:
        raise Refused(f"whose '{address}'? there are {len(exercise.teams)} teams", hint=f"say team1/{address}")
    return exercise.teams[0], address

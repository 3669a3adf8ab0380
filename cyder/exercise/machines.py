"""Use cases: pull a machine's cable, put it back, have it made anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cyder.errors import Refused
from cyder.exercise.access import Door, Visitor, enter
from cyder.exercise.desk import Desk
from cyder.exercise.health import due, wait_until_healthy
from cyder.exercise.voice import Voice
from cyder.model.ledger import NodeChanged
from cyder.model.plan import Plan
from cyder.planning.execute import execute
from cyder.planning.plan import isolate, reconnect, renew

Change = Literal["isolated", "reconnected", "reset"]
_NODE_CALLS = 2
"""Engine calls in flight while one node is made anew; more would wait for each other."""


@dataclass(frozen=True)
class Changed:
    """What became of a machine: `done` is false where it was so already; seconds until it was so."""

    team: str
    node: str
    change: Change
    done: bool
    seconds: float


def pull_cable(desk: Desk, address: str, *, exercise: str | None, visitor: Visitor) -> Changed:
    """Isolate a machine: it runs on, and nothing goes in or out.

    Raises:
        NotFound: no such exercise, team or node.
        Refused: the node is closed to this visitor, or is not plugged in.
    """
    return _turned(desk, address, exercise=exercise, visitor=visitor, isolated=True)


def put_back_cable(desk: Desk, address: str, *, exercise: str | None, visitor: Visitor) -> Changed:
    """Reconnect a machine that was isolated.

    Raises:
        NotFound: no such exercise, team or node.
        Refused: the node is closed to this visitor, or is not plugged in.
    """
    return _turned(desk, address, exercise=exercise, visitor=visitor, isolated=False)


def reset(desk: Desk, address: str, *, exercise: str | None, voice: Voice) -> Changed:
    """Make a machine anew, as it was at the start, and wait until it is healthy; all others are left alone.

    What was on it is gone, logs and evidence too, so only instructors do this.

    Raises:
        NotFound: no such exercise, team or node.
        Refused: the LAN is not up, or is being brought up or down.
        EngineFailed: the machine does not become healthy.
    """
    door = enter(desk, address, exercise=exercise, visitor="instructor")
    with desk.working(door.exercise.name):
        began, observed = desk.clock.monotonic(), desk.provider.observe(door.exercise.ref(door.team))
        if not observed.switch:
            raise _not_up(door)
        _execute(door, renew(door.exercise.furnished(door.team).topology, observed, door.name))
        wait_until_healthy(due(door.exercise, door.team, door.name), desk.clock, voice)
        return _written(door, "reset", desk.clock.monotonic() - began, author="instructor")


def _turned(desk: Desk, address: str, *, exercise: str | None, visitor: Visitor, isolated: bool) -> Changed:
    door = enter(desk, address, exercise=exercise, visitor=visitor)
    change: Change = "isolated" if isolated else "reconnected"
    seen = desk.provider.observe(door.exercise.ref(door.team)).nodes.get(door.name)
    if seen is None or not seen.networks:
        raise _not_up(door)
    if seen.isolated == isolated:
        return Changed(door.team, door.name, change, done=False, seconds=0.0)
    began, topology = desk.clock.monotonic(), door.exercise.resolved(door.team).topology
    _execute(door, isolate(topology, door.name) if isolated else reconnect(topology, door.name))
    return _written(door, change, desk.clock.monotonic() - began, author=door.team if visitor == "trainee" else visitor)


def _execute(door: Door, steps: Plan) -> None:
    desk, ref = door.exercise.desk, door.exercise.ref(door.team)
    execute(steps, desk.provider, ref, workers=_NODE_CALLS, done=lambda _: None)


def _written(door: Door, change: Change, took: float, *, author: str) -> Changed:
    seconds = round(took, 2)
    entry = NodeChanged(node=door.name, change=change, seconds=seconds)
    door.exercise.ledger.append(entry, team=door.team, author=author)
    return Changed(door.team, door.name, change, done=True, seconds=seconds)


def _not_up(door: Door) -> Refused:
    return Refused(f"{door.team}/{door.name} is not plugged in", hint=f"cyder up {door.exercise.name}")

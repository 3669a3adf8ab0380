"""A machine that is restarted or reset comes back: plugged in, healthy, and nobody else has noticed."""

from __future__ import annotations

import time

import pytest

from cyder.exercise.desk import Exercise
from cyder.exercise.raising import plans, rewire
from cyder.model.seed import Seed
from cyder.replay.asking import ask
from tests.conformance.table import Table
from tests.conformance.test_roles import FIRST_OF, TEAM, check, container_of, each_role


def healthy(town: Exercise, role: str) -> bool:
    checks = town.resolved(TEAM).checks[FIRST_OF[role]]
    return all(ask(town.lan(TEAM), each, source=None, chance=Seed(b"renewal")).passed for each in checks)


def wait_until_healthy(town: Exercise, role: str) -> None:
    began = time.monotonic()
    while not healthy(town, role):
        assert time.monotonic() - began < 30, f"{FIRST_OF[role]} does not become healthy"
        time.sleep(0.2)


@pytest.mark.engine
@each_role
@check("restart")
def test_a_restarted_machine_is_plugged_in_again_and_healthy(town: Exercise, role: str, table: Table) -> None:
    began = time.monotonic()
    town.desk.client.containers.get(container_of(town, role)).restart(timeout=10)
    steps = plans(town, [TEAM])[TEAM]
    assert {step.cause for step in steps.steps} == {"unwired"}
    rewire(town.lan(TEAM), steps)
    wait_until_healthy(town, role)
    table.measure(role, "restart", f"{time.monotonic() - began:.1f} s")

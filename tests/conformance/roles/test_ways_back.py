"""A machine that is restarted or reset comes back: plugged in, healthy, and nobody else has noticed."""

from __future__ import annotations

import time

import pytest

from cyder.exercise.desk import Exercise
from cyder.exercise.machines import reset
from cyder.exercise.raising import plans, rewire
from cyder.exercise.voice import Silence
from cyder.model.seed import Seed
from cyder.replay.asking import ask
from tests.conformance.roles.kinds import FIRST_OF, TEAM, check, container_of, each_role
from tests.conformance.table import Table
from tests.lans import begun


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


@pytest.mark.engine
@each_role
@check("reset")
def test_a_machine_that_is_reset_is_new_and_healthy_and_the_others_run_on(
    town: Exercise, role: str, table: Table
) -> None:
    node = town.lan(TEAM).node(FIRST_OF[role])
    assert node.run(["touch", "/var/tmp/left-behind"]).ok
    before = begun(town)
    took = reset(town.desk, FIRST_OF[role], exercise=town.name, voice=Silence()).seconds
    assert not node.run(["test", "-e", "/var/tmp/left-behind"]).ok
    after = begun(town)
    assert {name for name in after if after[name] != before.get(name)} == {FIRST_OF[role]}
    assert healthy(town, role)
    table.measure(role, "reset", f"{took:.1f} s")

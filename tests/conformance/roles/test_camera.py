"""A camera's reboot, as whoever types it sees it: it is told that it went well, and then thrown out."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from cyder.exercise.desk import Exercise
from tests.conformance.roles.kinds import node_of

pytestmark = pytest.mark.engine

STOPPED = "kill -STOP $PPID; exec reboot"
"""Who runs this hears nothing until somebody wakes it: a busy machine's way, and worse."""


def test_whoever_is_slow_to_hear_that_the_camera_restarts_hears_it(town: Exercise) -> None:
    camera = node_of(town, "iot")
    with ThreadPoolExecutor(1) as pool:
        typed = pool.submit(camera.run, ["sh", "-c", STOPPED])
        time.sleep(1.5)
        assert not typed.done()
        camera.run(["pkill", "-CONT", "-x", "timeout"])
        assert typed.result().code == 0


def test_whoever_stays_on_the_camera_is_told_and_thrown_out(town: Exercise) -> None:
    began = time.monotonic()
    typed = node_of(town, "iot").run(["sh", "-c", "reboot && echo restarting; sleep 20"])
    assert (typed.code, typed.out) == (137, "restarting\n")
    assert time.monotonic() - began < 10

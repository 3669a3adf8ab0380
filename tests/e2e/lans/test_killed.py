"""`cyder up` killed at any moment: up again converges, down leaves nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.leftovers import leftovers

pytestmark = pytest.mark.engine

NAME = "t-killed"


def cyder(*words: str, state: Path, engine_url: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "CYDER_STATE_DIR": str(state),
        "CYDER_RUN_DIR": str(state / "run"),
        "DOCKER_HOST": engine_url,
    }
    argv = [sys.executable, "-m", "cyder.cli.app", *words]
    return subprocess.Popen(argv, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finished(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


def kill_and_recover(state: Path, engine_url: str, times: int, seed: int) -> None:
    chance = random.Random(seed)
    before = leftovers()
    began = time.monotonic()
    finished(cyder("up", "first-look", "--name", NAME, state=state, engine_url=engine_url))
    length = time.monotonic() - began
    finished(cyder("down", NAME, "--archive", state=state, engine_url=engine_url))
    for number in range(times):
        moment = chance.uniform(0.3, length)
        process = cyder("up", "first-look", "--name", NAME, state=state, engine_url=engine_url)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        said = finished(cyder("up", "first-look", "--name", NAME, state=state, engine_url=engine_url))
        assert "is up for team1" in said
        again = finished(cyder("up", "first-look", "--name", NAME, state=state, engine_url=engine_url))
        assert "already as it should be" in again
        finished(cyder("down", NAME, "--archive", state=state, engine_url=engine_url))
        assert leftovers() == before, f"after kill {number + 1} at {moment:.2f} s"
        print(f"kill {number + 1:2} at {moment:5.2f} s of {length:.2f} s: converged, nothing left")


def test_up_killed_at_random_moments_converges_and_leaves_nothing(tmp_path: Path, engine_url: str) -> None:
    kill_and_recover(tmp_path, engine_url, times=3, seed=1)


@pytest.mark.trust
@pytest.mark.timeout(1200)
def test_up_killed_twenty_times_converges_and_leaves_nothing(tmp_path: Path, engine_url: str) -> None:
    kill_and_recover(tmp_path, engine_url, times=20, seed=20)


def test_a_killed_conductor_is_continued_and_nothing_is_played_twice(tmp_path: Path, engine_url: str) -> None:
    from cyder.exercise.desk import Desk
    from cyder.lan.places import Places
    from cyder.model.ledger import EventOutcome, EventStarted

    finished(cyder("up", "first-look", "--name", NAME, state=tmp_path, engine_url=engine_url))
    try:
        conductor = cyder("start", NAME, "--speed", "max", state=tmp_path, engine_url=engine_url)
        time.sleep(6)
        conductor.send_signal(signal.SIGKILL)
        conductor.communicate()
        finished(cyder("start", NAME, "--speed", "max", state=tmp_path, engine_url=engine_url))
        desk = Desk(Places(state_dir=tmp_path, run_dir=tmp_path / "run"))
        entries = desk.exercise(NAME).ledger.entries()
        started = [entry.body.event for entry in entries if isinstance(entry.body, EventStarted)]
        ended = [entry.body.outcome.event for entry in entries if isinstance(entry.body, EventOutcome)]
        assert sorted(started) == sorted(set(started))
        assert sorted(ended) == ["again", "burst", "zone"]
    finally:
        finished(cyder("down", NAME, "--archive", state=tmp_path, engine_url=engine_url))

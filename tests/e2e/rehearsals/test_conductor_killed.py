"""A conductor of real containers is killed at any moment, and the next one goes on rightly."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from cyder.exercise.desk import Desk
from cyder.exercise.library import catalogue
from cyder.exercise.state import state_of
from cyder.lan.places import Places
from tests.replays.proof import check

pytestmark = pytest.mark.engine

NAME = "t-conductor-killed"
SCENARIO = Path(__file__).parents[2] / "replays" / "twelve.yaml"


class Prompt:
    """The command line, with a state of its own."""

    def __init__(self, state: Path, engine_url: str) -> None:
        self.places = Places(state_dir=state, run_dir=state / "run")
        self.environment = os.environ | {
            "CYDER_STATE_DIR": str(state),
            "CYDER_RUN_DIR": str(state / "run"),
            "DOCKER_HOST": engine_url,
        }

    def begin(self, *words: str) -> subprocess.Popen[str]:
        argv = [sys.executable, "-m", "cyder.cli.app", *words]
        return subprocess.Popen(argv, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def well(self, *words: str) -> str:
        process = self.begin(*words)
        said, _ = process.communicate(timeout=240)
        assert process.returncode == 0, said
        return said

    def killed_after(self, seconds: float, *words: str) -> bool:
        """Return whether it had to be killed."""
        process = self.begin(*words)
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True
        assert process.returncode == 0, said
        return False

    def over(self) -> bool:
        desk = Desk(self.places)
        try:
            return state_of(desk.exercise(NAME).ledger.entries()) == "ended"
        finally:
            desk.store.close()

    def proof(self) -> None:
        desk = Desk(self.places)
        try:
            exercise = desk.exercise(NAME)
            check(exercise.ledger.entries(), "team1", exercise.resolved("team1").events, catalogue().actions)
        finally:
            desk.store.close()


@pytest.mark.trust
@pytest.mark.timeout(1800)
def test_twenty_kills_on_real_containers(tmp_path: Path, engine_url: str) -> None:
    chance, killed, played = random.Random(2026), 0, 0
    prompt = Prompt(tmp_path, engine_url)
    try:
        while killed < 20:
            prompt.well("up", str(SCENARIO), "--name", NAME)
            while not prompt.over():
                killed += prompt.killed_after(chance.uniform(1.0, 9.0), "start", NAME, "--speed", "max")
            prompt.proof()
            prompt.well("down", NAME, "--archive")
            played += 1
    finally:
        prompt.begin("down", NAME, "--archive").communicate(timeout=120)
    print(f"{killed} kills over {played} exercises on real containers: every ledger whole")

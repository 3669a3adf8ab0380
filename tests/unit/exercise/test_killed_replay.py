"""A conductor that is killed at any moment is continued from the ledger."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from cyder.exercise.library import catalogue
from cyder.lan.places import Places
from cyder.model.ledger import Ended, Entry
from cyder.model.timeline import Cue
from tests.replays.proof import check
from tests.townhall import desk_in_memory


def child(state: Path) -> subprocess.Popen[str]:
    """Start a conductor and wait until it conducts."""
    argv = [sys.executable, "-m", "tests.replays.in_memory", str(state)]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def read(state: Path) -> tuple[list[Entry], Sequence[Cue]]:
    """Return the ledger of the exercise in a folder, and the events that it is about."""
    desk = desk_in_memory(Places(state_dir=state, run_dir=state / "run"))
    try:
        exercise = desk.exercise("twelve")
        return exercise.ledger.entries(), exercise.resolved("team1").events
    finally:
        desk.store.close()


def over(state: Path) -> bool:
    """Return whether the exercise has ended; a conductor may be killed after its last word."""
    if not (state / "cyder.db").exists():
        return False
    return any(isinstance(entry.body, Ended) for entry in read(state)[0])


def kill(times: int, folder: Path, seed: int) -> int:
    """Kill conductors at random moments, one exercise after another until there were so many; return the exercises."""
    chance, killed, played = random.Random(seed), 0, 0
    began = time.monotonic()
    finished = child(folder / "whole")
    _, said = finished.communicate(timeout=60)
    assert finished.returncode == 0, said
    length = time.monotonic() - began
    while killed < times:
        state = folder / str(played)
        while not over(state):
            process = child(state)
            try:
                process.wait(timeout=chance.uniform(0.0, length / 4))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
            _, said = process.communicate()
            assert process.returncode in {0, -9}, said
        entries, events = read(state)
        check(entries, "team1", events, catalogue().actions)
        played += 1
    return played


def test_a_conductor_killed_now_and_then_leaves_a_whole_ledger(tmp_path: Path) -> None:
    kill(2, tmp_path, seed=1)


@pytest.mark.trust
@pytest.mark.timeout(1200)
def test_two_hundred_kills_over_twelve_events(tmp_path: Path) -> None:
    played = kill(200, tmp_path, seed=2026)
    print(f"200 kills over {played} exercises of twelve events: every ledger whole, nothing ran twice that must not")

"""What tests of a running exercise share: one that a thread conducts in real time, and patience."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from cyder.exercise.conducting import ask_conductor, conduct, conductor_of
from cyder.exercise.desk import Exercise
from cyder.exercise.raising import up
from cyder.exercise.state import state_of
from cyder.exercise.system import SystemClock
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from tests.townhall import desk_in_memory


@pytest.fixture
def conducted(places: Places) -> Iterator[Exercise]:
    """Yield first-look for two teams, of which a thread conducts the first one's in real time; end it afterwards."""
    desk = desk_in_memory(places, SystemClock())
    exercise = up(desk, "first-look", teams=2, name=None, seed=None, voice=Silence())
    words = {"speed": 1.0, "voice": Silence(), "begin": ["team1"]}
    thread = threading.Thread(target=conduct, args=(exercise,), kwargs=words)
    thread.start()
    try:
        until(lambda: state_of(exercise.ledger.entries()) == "running")
        yield exercise
    finally:
        if conductor_of(exercise) is not None:
            ask_conductor(exercise, "end", author="instructor")
        thread.join(timeout=20)
    assert not thread.is_alive()


def until(there: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait until something is so, and fail if that takes longer than a patient person waits."""
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)

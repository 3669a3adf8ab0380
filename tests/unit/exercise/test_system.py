"""Locks end with the process that holds them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from cyder.exercise.system import holder, lock

HOLD = """
import sys, time
from pathlib import Path
from cyder.exercise.system import lock
with lock(Path(sys.argv[1])) as mine:
    print(mine, flush=True)
    time.sleep(60)
"""


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "locks" / "x"
    with lock(path) as first, lock(path) as second:
        assert first
        assert not second
        assert holder(path) == os.getpid()
    assert holder(path) is None


def test_nobody_holds_a_lock_that_was_never_made(tmp_path: Path) -> None:
    assert holder(tmp_path / "x") is None


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"True\n"
        assert holder(path) == process.pid
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert holder(path) is None

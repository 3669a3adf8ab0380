"""Conducts the twelve events on a LAN in memory, in a process of its own that a test may kill: `… STATE_DIR`."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from cyder.exercise.conducting import conduct
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.replay.clock import FakeClock
from tests.townhall import desk_in_memory

SCENARIO = Path(__file__).parent / "twelve.yaml"


@dataclass
class SlowClock(FakeClock):
    """A fake clock on which any sleep takes four milliseconds, so that there is something to be killed in."""

    def sleep(self, seconds: float) -> None:
        """Turn the clock, and let a little real time pass."""
        super().sleep(seconds)
        time.sleep(0.004)


def main() -> None:
    """Bring the LAN up (one in memory is gone with its process), say so, and go on with the exercise to its end."""
    state = Path(sys.argv[1])
    desk = desk_in_memory(Places(state_dir=state, run_dir=state / "run"), SlowClock())
    exercise = up(desk, str(SCENARIO), teams=1, name="twelve", seed=None, voice=Silence())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    conduct(exercise, speed=0, voice=Silence())


if __name__ == "__main__":
    main()

"""Measures every scenario at tier tiny, one team: containers, seconds until healthy, resident memory.

    python -m tests.figures.tiny [SCENARIO...]

The memory is that of the LAN just raised, before anybody works in it; what it counts, `town_hall` says.
"""

from __future__ import annotations

import os
import sys
from functools import partial

from cyder.exercise.desk import Desk
from cyder.exercise.library import shipped
from cyder.lan.engine import find
from cyder.lan.places import Places
from tests.figures.bring_up import cyder_up
from tests.figures.town_hall import resident


def main() -> None:
    """Print one line for each scenario."""
    found = find(Places.from_environment())
    if found is None:
        raise SystemExit("no Docker Engine answers: cyder engine start")
    os.environ["DOCKER_HOST"] = found.url
    print(f"{'scenario':<16}  containers  healthy s  resident MB")
    for name in sys.argv[1:] or shipped():
        seen: list[tuple[int, float]] = []
        _, healthy, _ = cyder_up(1, name, partial(_look, seen), "tiny")
        [(containers, memory)] = seen
        print(f"{name:<16}  {containers:10}  {healthy:9.1f}  {memory:11.0f}", flush=True)


def _look(seen: list[tuple[int, float]], desk: Desk) -> None:
    seen.append(resident(desk))


if __name__ == "__main__":
    main()

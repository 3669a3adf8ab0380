"""Measures the whole town hall, for one team and for eight: seconds until wired and healthy, memory, seconds to go.

    python -m tests.figures.town_hall [ROUNDS]

Memory is what the engine's control groups count as resident for all containers of the exercise, file cache left out,
and beside it how much less memory the machine had to give, shims included.
"""

from __future__ import annotations

import os
import statistics
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from cyder.exercise.desk import Desk
from cyder.lan.engine import find
from cyder.lan.places import Places
from tests.figures.bring_up import NAME, cyder_up

TEAMS = (1, 8)


def resident(desk: Desk) -> tuple[int, float]:
    """Return how many containers the exercise has, and their resident memory in MB."""
    containers = desk.client.containers.list(filters={"label": f"cyder.exercise={NAME}"})

    def of(container: Any) -> float:
        kinds = container.stats(stream=False)["memory_stats"]["stats"]
        return float(kinds.get("rss", kinds.get("anon", 0))) / 1e6

    with ThreadPoolExecutor(max_workers=8) as pool:
        return len(containers), sum(pool.map(of, containers))


def available() -> float:
    """Return the memory this machine still has to give, in MB."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("MemAvailable"))


def main() -> None:
    """Measure in interleaved rounds and print medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    found = find(Places.from_environment())
    if found is None:
        raise SystemExit("no Docker Engine answers: cyder engine start")
    os.environ["DOCKER_HOST"] = found.url
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        for teams in TEAMS:
            before = available()

            def look(desk: Desk, teams: int = teams, before: float = before) -> None:
                gone = before - available()
                containers, memory = resident(desk)
                for name, value in (("containers", containers), ("resident MB", memory), ("MB of the machine", gone)):
                    taken.setdefault(f"{teams} teams, {name}", []).append(value)

            for name, seconds in zip(("wired", "healthy", "down"), cyder_up(teams, "town-hall", look), strict=True):
                taken.setdefault(f"{teams} teams, {name} s", []).append(seconds)
    for name, values in taken.items():
        spread = f"{min(values):8.1f} … {max(values):8.1f}"
        print(f"{name:<30} median {statistics.median(values):8.1f}   ({spread}, {len(values)} runs)")


if __name__ == "__main__":
    main()

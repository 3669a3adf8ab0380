"""Waits until every node of every LAN answers a transaction, and says which one does not."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from cyder.contracts.clock import WallClock
from cyder.contracts.probe import Check
from cyder.contracts.provider import Lan
from cyder.errors import CyderError, EngineFailed
from cyder.exercise.desk import Exercise
from cyder.exercise.voice import Voice
from cyder.model.evidence import Answer
from cyder.model.seed import Seed
from cyder.replay.asking import ask

PATIENCE = 60.0
"""Seconds (real) a node has to become healthy; the slowest role takes about 2 on an idle machine."""


@dataclass(frozen=True)
class Due:
    """A question that a node has yet to answer well."""

    lan: Lan
    node: str
    check: Check


def due(exercise: Exercise, team: str, node: str | None = None) -> list[Due]:
    """Return all that must be asked of a team's nodes, or of one of them."""
    lan, checks = exercise.lan(team), exercise.resolved(team).checks
    return [Due(lan, name, check) for name in checks if node in {None, name} for check in checks[name]]


def wait_until_healthy(todo: Sequence[Due], clock: WallClock, voice: Voice) -> None:
    """Ask until all have answered well.

    Raises:
        EngineFailed: a node did not become healthy in time; the message has its last answer and log lines.
    """
    with ThreadPoolExecutor(max_workers=4) as pool:
        waits = [pool.submit(_wait, each.lan, each.node, each.check, clock) for each in todo]
        for number, (wait, each) in enumerate(zip(waits, todo, strict=True), 1):
            answer = wait.result()
            voice.progress("health", number, len(todo), f"{each.lan.ref.team} {each.node}: {answer.said}")


def _wait(lan: Lan, node: str, check: Check, clock: WallClock) -> Answer:
    deadline = clock.monotonic() + PATIENCE
    chance = Seed(b"health")
    while True:
        chance = chance.child("again")  # from another address each time: a team may have blocked one of the prober's
        answer = ask(lan, check, source=None, chance=chance)
        if answer.passed:
            return answer
        if clock.monotonic() >= deadline:
            said = f"{lan.ref}/{node} is not healthy after {PATIENCE:.0f} s: {answer.said}\n{_last_words(lan, node)}"
            raise EngineFailed(
                said.rstrip(),
                hint=f"look at it with `cyder logs {lan.ref.team}/{node} --as instructor`, then run `cyder up` again",
            )
        clock.sleep(0.2)


def _last_words(lan: Lan, node: str) -> str:
    try:
        said = lan.node(node).run(["tail", "-n", "20", "/var/log/syslog"], timeout=5)
    except CyderError as error:
        return error.message
    return said.out

"""Waits until every node of every LAN answers a transaction, and says which one does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from cyder.contracts.clock import WallClock
from cyder.contracts.probe import Check
from cyder.contracts.provider import Lan
from cyder.errors import CyderError, EngineFailed
from cyder.exercise.voice import Voice
from cyder.model.evidence import Answer
from cyder.model.seed import Seed
from cyder.planning.resolve import Resolved
from cyder.replay.asking import ask

PATIENCE = 60.0
"""Seconds (real) a node has to become healthy; the slowest role takes about 2 on an idle machine."""


def wait_until_healthy(lans: Sequence[Lan], resolved: Mapping[str, Resolved], clock: WallClock, voice: Voice) -> None:
    """Ask every node's health checks until all pass.

    Raises:
        EngineFailed: a node did not become healthy in time; the message has its last answer and log lines.
    """
    todo = [
        (lan, node, check) for lan in lans for node, checks in resolved[lan.ref.team].checks.items() for check in checks
    ]
    with ThreadPoolExecutor(max_workers=4) as pool:
        waits = [pool.submit(_wait, lan, node, check, clock) for lan, node, check in todo]
        for number, (wait, (lan, node, _)) in enumerate(zip(waits, todo, strict=True), 1):
            answer = wait.result()
            voice.progress("health", number, len(todo), f"{lan.ref.team} {node}: {answer.said}")


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

"""PCs of the town with somebody at each, where attacks at a desk are tried, and what their logs are asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from cyder.contracts.action import Action, Scene
from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.contracts.provider import Lan
from cyder.model.evidence import Receipt
from cyder.model.topology import Topology
from cyder.replay.clock import FakeClock
from tests.unit.roles import towns
from tests.unit.roles.talk import Asked, Decide, deciding

NOON = datetime(2026, 11, 25, 15, 5, 29, tzinfo=UTC)
WHERE = Vantage("pc", "10.66.0.12")
CAME = (
    "2026-11-26T00:10:33.061876+09:00 pc sshd-session[2823]: Accepted password for kimura from 10.66.0.16 "
    "port 39461 ssh2"
)
COMMAND = (
    "2026-11-26T00:05:29.572631+09:00 pc sshd-session[1163]: Starting session: command for kimura from 10.66.0.16 "
    "port 51797 id 0"
)
EXTRA = (
    towns.node("pc2", "client", users=("otsuka",), office="10.66.0.16"),
    towns.node("proxy", "proxy", dmz="172.20.3.15"),
    towns.node("log", "log", dmz="172.20.3.16"),
    towns.node("desk", "analyst", office="10.66.0.13"),
)
SERVED = towns.NODES[4].model_copy(update={"names": (("cdn-stat.example", "203.0.113.66"),)})
TOWN: Topology = towns.TOWN.model_copy(update={"nodes": (*towns.NODES[:4], SERVED, *towns.NODES[5:], *EXTRA)})


def stage(decide: Decide = lambda _: Result(0, ""), *, source: str = "pc2") -> tuple[Scene, Asked]:
    """Return where somebody at one PC acts on another, and what its nodes are asked."""
    lan, asked = deciding(decide)
    town = Lan(lan.provider, TOWN)
    return replace(towns.scene(town, FakeClock(NOON)), source=source, target="pc", marker="LAB-9dc219"), asked


def spoken(asked: Asked, *words: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the commands in which each of these words stands."""
    return [(node, argv) for node, argv in asked if all(any(word in each for each in argv) for word in words)]


def receipt(line: str, at: datetime = NOON, log: str = "/var/log/auth.log") -> Receipt:
    """Return a line of the PC as a receipt."""
    return Receipt(node="pc", log=log, line=line, sha256="0" * 64, logged_at=at, first_seen=at)


def proving(action: Action, *lines: str, source: str = "pc2") -> list[list[bool]]:
    """Return for each line which of the expected patterns it shows."""
    expected = action.emits(stage(source=source)[0])
    return [[bool(re.search(each.pattern, line)) for each in expected] for line in lines]

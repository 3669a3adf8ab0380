"""The town's LAN with a proxy in it, a page to look at, and an outside computer that has names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cyder.contracts.action import Action, Scene
from cyder.contracts.log import Log
from cyder.contracts.node import Result
from cyder.contracts.provider import Lan
from cyder.model.evidence import Receipt
from cyder.model.topology import File
from cyder.replay.clock import FakeClock
from tests.unit.roles.talk import Asked, Decide, Deciding
from tests.unit.roles.towns import TOWN, node, scene

NOON = datetime(2026, 11, 23, 12, 1, 10, tzinfo=UTC)
MARKER = "LAB-7f3c21"
TOOL = "This file stands for a program.\n"

_NAMES = {
    "intruder": (("cdn-stat.example", "203.0.113.2"), ("city-portal.test", "203.0.113.242")),
    "partner": (("www.chamber.example", "203.0.113.12"),),
    "isp": (("ns.saino-net.example", "203.0.113.10"),),
}
_FILES = {"intruder": (File(path="/srv/files/update.bin", content=TOOL),)}
_MORE = (
    node("proxy", "proxy", dmz="172.20.0.15"),
    node("ap", "ap", dmz="172.20.0.16"),
    node("partner", "web", outside="203.0.113.12"),
    node("isp", "dns", outside="203.0.113.10"),
)
OFFICE = TOWN.model_copy(
    update={
        "nodes": tuple(
            each.model_copy(update={"names": _NAMES.get(each.name, ()), "files": _FILES.get(each.name, ())})
            for each in (*TOWN.nodes, *_MORE)
        )
    }
)


def at_the_pc(target: str, decide: Decide = lambda _: Result(0, "")) -> tuple[Scene, Asked]:
    """Return where kimura's PC acts on a machine whose LAN answers so, and what the machines were asked."""
    provider = Deciding(decide)
    place = scene(Lan(provider, OFFICE), FakeClock(NOON))
    return replace(place, event="call", source="pc", target=target, marker=MARKER), provider.asked


def proven(action: Action, place: Scene, *lines: str) -> list[list[bool]]:
    """Return for each expected line which of these are it."""
    return [[bool(re.search(each.pattern, line)) for line in lines] for each in action.emits(place)]


def receipt(node: str, log: Log, line: str) -> Receipt:
    """Return the receipt that a line in a log is."""
    moment = log.moment(line, ZoneInfo("Asia/Tokyo"))
    assert moment is not None
    return Receipt(node=node, log=log.path, line=line, sha256="0" * 64, logged_at=moment, first_seen=moment)

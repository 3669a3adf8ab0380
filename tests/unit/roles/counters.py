"""The town's LAN with a register, a portal that asks it, a backup and a camera, all as they are made."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cyder.contracts.action import Action, Scene
from cyder.contracts.log import Log
from cyder.contracts.node import Result
from cyder.contracts.probe import Containment
from cyder.contracts.provider import Lan
from cyder.model.evidence import Receipt
from cyder.model.setup import account_list
from cyder.replay.clock import FakeClock
from cyder.roles.backup import Backup
from cyder.roles.db import Db
from cyder.roles.iot import Iot
from tests.unit.roles.talk import Asked, Decide, Deciding
from tests.unit.roles.towns import TOWN, node, scene, site

NOON = datetime(2026, 11, 23, 12, 1, 10, tzinfo=UTC)
MARKER = "LAB-7f3c21"
_MADE = (
    node("db", "db", dmz="172.20.0.14").model_copy(update={"files": Db(residents=30).files(site("dns"))}),
    node("ap", "ap", dmz="172.20.0.16"),
    node("web", "web", dmz="172.20.0.17"),
    node("backup", "backup", office="10.66.0.20").model_copy(
        update={"files": (*Backup().files(site("pc")), account_list(Backup().accounts(site("pc"))))}
    ),
    node("camera", "iot", office="10.66.0.21").model_copy(update={"files": Iot().files(site("pc"))}),
)
_NAMED: dict[str, object] = {"names": (("cdn-stat.example", "203.0.113.2"), ("vend0r.example", "203.0.113.242"))}
_CHANGED: dict[str, dict[str, object]] = {"gw": {"routing": "router"}, "intruder": _NAMED}
HALL = TOWN.model_copy(
    update={
        "nodes": (*(each.model_copy(update=_CHANGED.get(each.name, {})) for each in TOWN.nodes), *_MADE),
    }
)


def at(source: str, target: str, decide: Decide = lambda _: Result(0, "")) -> tuple[Scene, Asked]:
    """Return where one machine acts on another, and what the machines were asked."""
    provider = Deciding(decide)
    place = scene(Lan(provider, HALL), FakeClock(NOON))
    return replace(place, event="call", source=source, target=target, marker=MARKER), provider.asked


def proven(action: Action, place: Scene, line: str) -> list[bool]:
    """Return for each expected line whether this is one."""
    return [bool(re.search(each.pattern, line)) for each in action.emits(place)]


def receipt(host: str, log: Log, line: str) -> Receipt:
    """Return the receipt that a line in a log is."""
    moment = log.moment(line, ZoneInfo("Asia/Tokyo"))
    assert moment is not None
    return Receipt(node=host, log=log.path, line=line, sha256="0" * 64, logged_at=moment, first_seen=moment)


def denied(way: Containment) -> list[tuple[str, str]]:
    """Return who asks for each bad thing, and by which probe."""
    return [(check.by, type(check.probe).__name__) for check in way.deny]


def named(ways: tuple[Containment, ...]) -> list[str]:
    """Return the ids of ways."""
    return [way.id for way in ways]

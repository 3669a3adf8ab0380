"""A town with accounts for ssh: a web server, a PC, an administrator's desk; and what ssh and sshd really say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cyder.contracts.action import Action, Scene
from cyder.contracts.log import iso
from cyder.contracts.node import Result
from cyder.contracts.provider import Lan
from cyder.model.evidence import Receipt
from cyder.model.setup import Account, account_list
from cyder.model.topology import File, NodeSpec, Publication
from cyder.replay.clock import FakeClock
from tests.unit.roles import towns
from tests.unit.roles.talk import Asked, Decide, Deciding

NOON = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
PC = "10.66.0.12"
OUTSIDE = "203.0.113.1"

CONTRACTOR = Account(name="hosyu", number=1600, password="word-of-hosyu", home="/home/hosyu")
CANARY = Account(name="sato", number=2003, password="secret-of-sato", home="/home/sato")
OWNER = Account(name="kimura", number=2002, password="secret-of-kimura", home="/home/kimura")
SHARE_ONLY = OWNER.model_copy(update={"login_shell": "/usr/sbin/nologin"})

WEB = towns.node("web", "web", dmz="172.20.3.12").model_copy(update={"files": (account_list([CONTRACTOR, CANARY]),)})
FILE = towns.node("file", "file", office="10.66.0.14").model_copy(update={"files": (account_list([SHARE_ONLY]),)})
DESK = towns.node("desk", "analyst", office="10.66.0.13").model_copy(
    update={"files": (File(path="/root/.ssh/id_ed25519", content="PRIVATE KEY OF ROOT\n"),)}
)
OTHER_PC = towns.node("pc2", "client", users=("kimura",), office="10.66.0.16").model_copy(
    update={"files": (account_list([OWNER]),)}
)


def _made() -> tuple[NodeSpec, ...]:
    changed = {"gw": {"routing": "router"}}
    nodes = (node.model_copy(update=changed.get(node.name, {})) for node in towns.NODES)
    return (*nodes, WEB, FILE, DESK, OTHER_PC)


TOWN = towns.TOWN.model_copy(
    update={
        "nodes": _made(),
        "publications": tuple(
            Publication(network="outside", address=OUTSIDE, port=port, protocol="tcp", node="web") for port in (22, 80)
        ),
    }
)

IN = Result(0, "uid=1600(hosyu)\n")
WRONG = Result(255, "hosyu@203.0.113.1: Permission denied (publickey,password).\n")
KEYS_ONLY = Result(255, "hosyu@203.0.113.1: Permission denied (publickey).\n")
SILENT = Result(255, "ssh: connect to host 203.0.113.1 port 22: Connection timed out\n")


def scene(
    source: str = "intruder", target: str = "web", decide: Decide = lambda _: IN, *, desk: bool = True
) -> tuple[Scene, Asked]:
    """Return where somebody acts on a machine, and what the machines are asked; `desk`: there is an administrator's."""
    provider = Deciding(decide)
    nodes = tuple(node for node in TOWN.nodes if desk or node.role != "analyst")
    lan = Lan(provider, TOWN.model_copy(update={"nodes": nodes}))
    place = replace(towns.scene(lan, FakeClock(NOON)), source=source, target=target, marker="LAB-1a2b3c")
    return place, provider.asked


def receipt(line: str, node: str = "web") -> Receipt:
    """Return a line as it is found in a log."""
    moment = iso(line).astimezone(ZoneInfo("Asia/Tokyo"))
    return Receipt(node=node, log="", line=line, sha256="0" * 64, logged_at=moment, first_seen=moment)


def ways(action: Action, place: Scene) -> dict[str, tuple[list[str], list[str]]]:
    """Return each way to contain an action: who asks what must be denied, and what must work."""
    return {
        way.id: tuple(
            [f"{check.by} {type(check.probe).__name__}" for check in checks] for checks in (way.deny, way.allow)
        )  # type: ignore[misc]  # two of them
        for way in action.containment(place)
    }

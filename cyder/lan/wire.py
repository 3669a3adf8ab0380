"""Wires one team's LAN by netlink; with namespace.py, the standard library and pyroute2 it also runs alone.

As a program it reads a batch as JSON, from the file named or from standard input, and prints the answer as JSON.
Links are made from inside the switch's namespace, so that none is ever seen in the host's.
"""

from __future__ import annotations

import errno
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyroute2.netlink.exceptions import NetlinkError

from cyder.lan.namespace import TRIES, Impossible, Namespace, unless

if TYPE_CHECKING:
    from cyder.lan.orders import AddBridge, Answer, Batch, Cable, Card, Link, Look, Order, Plug

PAUSE = 0.05
"""Seconds between tries: the kernel takes down a dead namespace's links a moment after its last process."""

SILENT = {"br_stp_state": 0, "br_mcast_snooping": 0}
"""A bridge that sends nothing of its own; one that listens for multicast groups joins one itself."""

FIRST_TABLE = 100
IFF_UP = 0x1
IFF_NOARP = 0x80
INGRESS = 0xFFFF0000
"""The parent of filters on what comes in (TC_H_INGRESS, linux/pkt_sched.h)."""

EVERY_FRAME: dict[str, Any] = {"protocol": 0x3, "prio": 1, "target": 1, "keys": ["0x0/0x0+0"]}
"""For u32, which kernels have that lack matchall: any protocol (ETH_P_ALL), no bit of it compared."""


def life(pid: int) -> str:
    """Return what names a process's network namespace while anything holds it, or "" if the process is gone."""
    try:
        return str(Path(f"/proc/{pid}/ns/net").stat().st_ino)
    except OSError:
        return ""


def mark(node: str, network: str, pid: int) -> str:
    """Return the alias that a port gets last of all: whose it is, and of which life of that node.

    A port without it is left over from a wiring that was killed; one with another life is about to vanish.
    """
    return f"{node}/{network}#{life(pid)}"


def _add_bridge(switch: Namespace, order: AddBridge) -> None:
    name = order["bridge"]
    if switch.find(name) is None:
        with unless(errno.EEXIST):
            switch.ip.link("add", ifname=name, kind="bridge", **SILENT)
    switch.ip.link("set", index=switch.index(name), mtu=order["mtu"], state="up", ifalias=order["network"])


def _plug(switch: Namespace, order: Plug) -> None:
    for bridge in {card["mirror"] for card in order["cards"]} | {link["bridge"] for link in order["monitors"]}:
        if bridge:
            _add_mirror(switch, bridge)
    links: list[Link] = [*order["cards"], *order["monitors"]]
    marks = {link["port"]: mark(order["node"], link["network"], order["pid"]) for link in links}
    masters = {link["port"]: _bridge(switch, link) for link in links}
    if all(_alias(switch.find(port)) == text for port, text in marks.items()):
        return
    with Namespace(order["pid"]) as node:
        node.ip.link("set", index=node.index("lo"), state="up")
        for card in order["cards"]:
            port = _lay(switch, node, card, masters[card["port"]])
            if card["mirror"]:
                _copy(switch, port, switch.index(card["mirror"]))
            switch.ip.link("set", index=port, state="up")
        for link in order["monitors"]:
            _watch(switch, node, link, masters[link["port"]])
        # eth0 comes up last: machines start their services when they see it.
        for card in reversed(order["cards"]):
            _configure(node, card)
        _route(node, order)
    for name, text in marks.items():
        switch.ip.link("set", index=switch.index(name), ifalias=text)


def _add_mirror(switch: Namespace, name: str) -> None:
    """Add the bridge to whose ports monitors are plugged: it knows no address, so what is copied to it goes to all."""
    if switch.find(name) is None:
        with unless(errno.EEXIST):
            switch.ip.link("add", ifname=name, kind="bridge", state="up", **SILENT)


def _bridge(switch: Namespace, link: Link) -> int:
    bridge = switch.find(link["bridge"])
    if bridge is None:
        message = f"there is no network '{link['network']}' on the switch"
        raise Impossible(message)
    return int(bridge["index"])


def _copy(switch: Namespace, port: int, mirror: int) -> None:
    """Copy every frame that comes in by a port to the mirror, before the port's own bridge sees it."""
    action = {"kind": "mirred", "direction": "egress", "action": "mirror", "ifindex": mirror}
    try:
        switch.ip.tc("add", "ingress", port)
        switch.ip.tc("add-filter", "u32", port, parent=INGRESS, action=action, **EVERY_FRAME)
    except NetlinkError as error:
        message = f"the kernel cannot mirror ports: it lacks sch_ingress, cls_u32 or act_mirred ({error.args[-1]})"
        raise Impossible(message) from error


def _watch(switch: Namespace, node: Namespace, link: Link, mirror: int) -> None:
    """Plug a monitor in: it hears the mirror, and what it sends ends there, unlearnt and kept from other monitors."""
    port = _lay(switch, node, link, mirror)
    switch.ip.brport("set", index=port, learning=0, isolated=1)
    switch.ip.link("set", index=port, state="up")
    silent_and_up = IFF_UP | IFF_NOARP
    node.ip.link("set", index=node.index(link["device"]), flags=silent_and_up, change=silent_and_up)


def _alias(link: Any | None) -> str:  # noqa: ANN401  pyroute2 is untyped
    return "" if link is None else str(link.get_attr("IFLA_IFALIAS") or "")


def _lay(switch: Namespace, node: Namespace, link: Link, bridge: int) -> int:
    """Lay a cable: one end on the bridge, still down, the other in the node, both new; return the port's number."""
    peer = {
        "ifname": link["device"],
        "address": link["mac"],
        "mtu": link["mtu"],
        "net_ns_fd": node.descriptor,
    }
    for attempt in range(TRIES):
        switch.remove(link["port"])
        node.remove(link["device"])
        try:
            switch.ip.link("add", ifname=link["port"], kind="veth", mtu=link["mtu"], peer=peer)
            break
        except NetlinkError as error:
            if error.code != errno.EEXIST or attempt == TRIES - 1:
                raise
            time.sleep(PAUSE)
    port = switch.index(link["port"])
    switch.ip.link("set", index=port, master=bridge)
    return port


def _configure(node: Namespace, card: Card) -> None:
    index = node.index(card["device"])
    node.finish_frames(card["device"])
    for address in (card["address"], *card["others"]):
        node.ip.addr("add", index=index, address=address, prefixlen=card["prefix"], broadcast=card["broadcast"])
    node.ip.link("set", index=index, state="up")


def _route(node: Namespace, order: Plug) -> None:
    if order["routing"] == "per-interface":
        for number, card in enumerate(order["cards"]):
            _route_by_address(node, card, FIRST_TABLE + number)
        return
    gateway = next((card for card in order["cards"] if card["gateway"]), None)
    if gateway:
        _default(node, gateway, 254)


def _default(node: Namespace, card: Card, table: int) -> None:
    index = node.index(card["device"])
    node.ip.route("replace", dst="default", gateway=card["gateway"], oif=index, table=table)


def _route_by_address(node: Namespace, card: Card, table: int) -> None:
    """Send what bears the card's addresses out of this card only: by its gateway, or not at all."""
    index = node.index(card["device"])
    node.ip.route("replace", dst=card["subnet"], oif=index, scope="link", prefsrc=card["address"], table=table)
    if card["gateway"]:
        _default(node, card, table)
    else:
        node.ip.route("replace", dst="0.0.0.0/0", type="unreachable", table=table)
    for address in (card["address"], *card["others"]):
        with unless(errno.EEXIST):
            node.ip.rule("add", table=table, src=address, src_len=32, priority=1000 + table)


def _cable(switch: Namespace, order: Cable) -> None:
    present = f"#{life(order['pid'])}"
    alias_of = {int(link["index"]): _alias(link) for link in switch.links()}
    ports = [n for n, alias in alias_of.items() if alias.startswith(order["node"] + "/") and alias.endswith(present)]
    if not ports:
        message = "it is not plugged in"
        raise Impossible(message)
    for index in ports:
        switch.ip.link("set", index=index, state="up" if order["up"] else "down")


def _look(switch: Namespace, order: Look, answer: Answer) -> None:
    lives = {node: life(pid) for node, pid in order["nodes"].items()}
    answer["networks"], answer["ports"] = [], []
    for link in switch.links():
        alias, _, which = _alias(link).partition("#")
        if alias and not which:
            answer["networks"].append(alias)
            continue
        node, _, network = alias.partition("/")
        if which and lives.get(node) == which:
            answer["ports"].append({"node": node, "network": network, "up": bool(link["flags"] & IFF_UP)})


def _obey(switch: Namespace, order: Order, answer: Answer) -> None:
    match order["op"]:
        case "bridge":
            _add_bridge(switch, order)
        case "plug":
            _plug(switch, order)
        case "cable":
            _cable(switch, order)
        case "look":
            _look(switch, order, answer)


def _work(batch: Batch, answer: Answer) -> None:
    try:
        with Namespace(batch["switch"]) as switch:
            for order in batch["orders"]:
                _obey(switch, order, answer)
    except NetlinkError as error:
        answer["error"] = f"the kernel refused: {error.args[-1]}"
    except (Impossible, OSError) as error:
        answer["error"] = str(error)


def wire(batch: Batch) -> Answer:
    """Carry out a batch in order, up to the first order that fails; doing it again is safe.

    It runs in a thread of its own, because a thread stays in the namespace it entered last.
    """
    answer: Answer = {"networks": [], "ports": [], "error": ""}
    with ThreadPoolExecutor(max_workers=1) as worker:
        worker.submit(_work, batch, answer).result()
    return answer


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else sys.stdin.read()
    sys.stdout.write(json.dumps(wire(json.loads(source))) + "\n")

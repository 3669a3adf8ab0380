"""Wires one team's LAN by netlink; needs the standard library and pyroute2 only, so that it also runs alone.

As a program it reads a batch as JSON, from the file named or from standard input, and prints the answer as JSON.
Links are made from inside the switch's namespace, so that none is ever seen in the host's.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyroute2 import IPRoute, netns
from pyroute2.netlink.exceptions import NetlinkDumpInterrupted, NetlinkError

if TYPE_CHECKING:
    from cyder.lan.orders import AddBridge, Answer, Batch, Cable, Card, Look, Order, Plug

TRIES = 40
PAUSE = 0.05
"""Seconds between tries: the kernel takes down a dead namespace's links a moment after its last process."""

FIRST_TABLE = 100
IFF_UP = 1


class Impossible(Exception):
    """An order that cannot be carried out as things stand."""


class Namespace:
    """A network namespace: entered by this thread, with a netlink socket that stays in it."""

    def __init__(self, pid: int) -> None:
        try:
            self._descriptor = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            message = f"process {pid} is gone"
            raise Impossible(message) from error
        netns.setns(self._descriptor)
        self.ip = IPRoute()

    def __enter__(self) -> Namespace:
        return self

    def __exit__(self, *_: object) -> None:
        self.ip.close()
        os.close(self._descriptor)

    @property
    def descriptor(self) -> int:
        """Return the open descriptor of the namespace."""
        return self._descriptor

    def find(self, name: str) -> Any | None:  # noqa: ANN401  pyroute2 is untyped
        """Return the link of that name, or None."""
        try:
            return self.ip.link("get", ifname=name)[0]
        except NetlinkError as error:
            if error.code == errno.ENODEV:
                return None
            raise

    def links(self) -> list[Any]:
        """Return all links. Another thread's change breaks the kernel's list off; then it is asked again."""
        for _ in range(TRIES):
            with suppress(NetlinkDumpInterrupted):
                return list(self.ip.get_links())
        message = "the links would not stand still to be listed"
        raise Impossible(message)

    def index(self, name: str) -> int:
        """Return the number of the link of that name.

        Raises:
            Impossible: there is none.
        """
        link = self.find(name)
        if link is None:
            message = f"link {name} vanished"
            raise Impossible(message)
        return int(link["index"])

    def remove(self, name: str) -> None:
        """Remove a link, and with it the other end, if it is there."""
        link = self.find(name)
        if link is not None:
            with _unless(errno.ENODEV):
                self.ip.link("del", index=link["index"])


@contextmanager
def _unless(code: int) -> Iterator[None]:
    """Let one error pass: the one that says that it is done already."""
    try:
        yield
    except NetlinkError as error:
        if error.code != code:
            raise


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
        with _unless(errno.EEXIST):
            switch.ip.link("add", ifname=name, kind="bridge", br_stp_state=0)
    switch.ip.link("set", index=switch.index(name), mtu=order["mtu"], state="up", ifalias=order["network"])


def _plug(switch: Namespace, order: Plug) -> None:
    marks = {card["port"]: mark(order["node"], card["network"], order["pid"]) for card in order["cards"]}
    masters: dict[str, int] = {}
    for card in order["cards"]:
        bridge = switch.find(card["bridge"])
        if bridge is None:
            message = f"there is no network '{card['network']}' on the switch"
            raise Impossible(message)
        masters[card["port"]] = int(bridge["index"])
    if all(_alias(switch.find(port)) == text for port, text in marks.items()):
        return
    with Namespace(order["pid"]) as node:
        node.ip.link("set", index=node.index("lo"), state="up")
        for card in order["cards"]:
            _lay(switch, node, card, masters[card["port"]])
        # eth0 comes up last: machines start their services when they see it.
        for card in reversed(order["cards"]):
            _configure(node, card)
        _route(node, order)
    for port, text in marks.items():
        switch.ip.link("set", index=switch.index(port), ifalias=text)


def _alias(link: Any | None) -> str:  # noqa: ANN401  pyroute2 is untyped
    return "" if link is None else str(link.get_attr("IFLA_IFALIAS") or "")


def _lay(switch: Namespace, node: Namespace, card: Card, bridge: int) -> None:
    """Lay a cable: one end on the bridge, the other in the node, both new."""
    peer = {
        "ifname": card["device"],
        "address": card["mac"],
        "mtu": card["mtu"],
        "net_ns_fd": node.descriptor,
    }
    for attempt in range(TRIES):
        switch.remove(card["port"])
        node.remove(card["device"])
        try:
            switch.ip.link("add", ifname=card["port"], kind="veth", mtu=card["mtu"], peer=peer)
            break
        except NetlinkError as error:
            if error.code != errno.EEXIST or attempt == TRIES - 1:
                raise
            time.sleep(PAUSE)
    switch.ip.link("set", index=switch.index(card["port"]), master=bridge, state="up")


def _configure(node: Namespace, card: Card) -> None:
    index = node.index(card["device"])
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
        with _unless(errno.EEXIST):
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

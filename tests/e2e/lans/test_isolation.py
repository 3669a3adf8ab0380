"""From a team's nodes nothing reaches the host, another team or the outside; controls show that probes can."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pyroute2 import IPRoute

from cyder.contracts.node import Node
from cyder.exercise.desk import Desk
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence

pytestmark = pytest.mark.engine

NODES = ("pc", "mail", "gw", "intruder", "prober")


def host_addresses() -> list[str]:
    with IPRoute() as host:
        return [str(address.get_attr("IFA_ADDRESS")) for address in host.get_addr(family=socket.AF_INET)]


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """Listen on every address of the host; yields the port, and the list of those who connected."""
    callers: list[str] = []
    with socket.create_server(("0.0.0.0", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, caller = server.accept()
                except OSError:
                    return
                callers.append(caller[0])
                connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], callers


def connects(node: Node, address: str, port: int) -> bool:
    return node.run(["nc", "-n", "-z", "-w", "1", address, str(port)], timeout=5).ok


def test_nothing_reaches_the_host_another_team_or_the_outside(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    exercise = up(desk, "first-look", teams=2, name="t-island", seed=None, voice=Silence())
    nodes = {name: desk.provider.node(exercise.ref("team1"), name) for name in NODES}
    other = desk.provider.node(exercise.ref("team2"), "pc")
    reached: list[str] = []
    rows: list[str] = []

    def probe(name: str, what: str, *, got: bool) -> None:
        rows.append(f"{name:<9} {what:<46} {'REACHED' if got else 'nothing'}")
        if got:
            reached.append(rows[-1])

    with listening() as (port, callers):
        with socket.create_connection(("127.0.0.1", port)):
            pass
        for name, node in nodes.items():
            for address in host_addresses():
                if not address.startswith("127."):
                    probe(name, f"host {address}:{port} by TCP", got=connects(node, address, port))
                    ping = node.run(["ping", "-n", "-c", "1", "-W", "1", address], timeout=5)
                    probe(name, f"host {address} by ping", got=ping.ok)
            probe(name, "169.254.169.254:80 (cloud metadata)", got=connects(node, "169.254.169.254", 80))
            probe(name, "192.0.2.1:53, an address outside", got=connects(node, "192.0.2.1", 53))
            name_of_host = node.run(["getent", "ahosts", "a.root-servers.net"], timeout=15)
            probe(name, "a name of the real Internet", got=name_of_host.ok)
            routes = node.run(["ip", "-4", "route", "show", "default"]).out.split()
            inside = {card.address for each in exercise.resolved("team1").topology.nodes for card in each.interfaces}
            ways = {routes[index + 1] for index, word in enumerate(routes) if word == "via"}
            probe(name, "a default route that leaves the LAN", got=bool(ways - inside))
            ipv6 = node.run(["ip", "-6", "address", "show"]).out
            probe(name, "IPv6", got="inet6" in ipv6)
    assert len(callers) == 1, "only the control reached the host"

    other.run(["sh", "-c", "nohup nc -l -k -p 4242 >/dev/null 2>&1 &"])
    address = exercise.resolved("team2").topology.node("pc").interfaces[0].address
    assert connects(desk.provider.node(exercise.ref("team2"), "mail"), address, 4242), (
        "control: its own team reaches it"
    )
    for name, node in nodes.items():
        probe(name, f"team2's pc at {address}:4242 (team1 has one, too)", got=connects(node, address, 4242))
    with capsys.disabled():
        print("\n" + "\n".join(rows))
    assert not reached

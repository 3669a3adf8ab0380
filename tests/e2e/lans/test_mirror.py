"""A monitor hears its LAN: every frame of the private networks once, none of the outside, and it cannot speak."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import docker
import pytest

from cyder.contracts.node import Node
from cyder.contracts.provider import LanRef, Provider
from cyder.lan import pcap
from cyder.lan.containers import node_name, switch_name
from cyder.lan.docker import DockerProvider
from cyder.lan.orders import EVERY
from cyder.lan.switch import port_name
from cyder.lan.wirer import HelperWirer
from cyder.model.plan import ConnectNode
from cyder.model.topology import Interface, NodeSpec, Routing
from tests.lans import card, node, raised, reaches

pytestmark = pytest.mark.engine

HEARD = "/tmp/heard.pcap"
ETHERTYPE = 0x88B5
"""For local experiments (IEEE 802)."""

SEND = (
    "socket(S, 17, 3, 0) or die; open(F, '<', \"/sys/class/net/$ARGV[0]/ifindex\") or die; "
    "send(S, pack('H*', $ARGV[1]), 0, pack('S n i S C C a8', 17, 0x88b5, <F>, 0, 0, 6, '')) or die $!"
)
"""Sends a whole frame out of a card: an AF_PACKET socket, a sockaddr_ll (packet(7))."""


def listener(name: str, *cards: Interface, routing: Routing = "host") -> NodeSpec:
    return node(name, *cards, routing=routing).model_copy(update={"capabilities": ("NET_RAW",)})


def monitor(name: str, host: int) -> NodeSpec:
    return listener(name, card(0, "office", host, mirrored=True)).model_copy(update={"monitor": True})


DESK = monitor("desk", 20)
PC = listener("pc", card(0, "office", 7, gateway=1, mirrored=True))
WEB = node("web", card(0, "dmz", 8, gateway=1, mirrored=True))
GW = node(
    "gw",
    card(0, "office", 1, mirrored=True),
    card(1, "dmz", 1, mirrored=True),
    card(2, "outside", 1),
    routing="router",
)
INTRUDER = node("intruder", card(0, "outside", 66, gateway=1))


@contextmanager
def listening(on: Node, device: str = "mon0") -> Iterator[None]:
    """Let a node write down what passes one of its cards."""
    argv = ["tcpdump", "-Z", "root", "--immediate-mode", "-U", "-i", device, "-w", HEARD]
    stream = on.open(argv, tty=False)
    said = b""
    while b"listening on" not in said:
        piece = stream.receive()
        assert piece, said
        said += piece
    yield
    time.sleep(0.3)
    stream.close()


def frames(of: Node) -> list[bytes]:
    """Return the frames a node has written down."""
    return [record[pcap.RECORD :] for record in list(pcap.cut([of.read(HEARD)]))[1:]]


def pings(of: Node) -> list[tuple[str, str, int]]:
    """Return source, target and TTL of every ICMP echo request that a node has written down."""
    found = []
    for frame in frames(of):
        if frame[12:14] == b"\x08\x00" and frame[23] == 1 and frame[34] == 8:
            source, target = (".".join(map(str, frame[at : at + 4])) for at in (26, 30))
            found.append((source, target, frame[22]))
    return found


def heard_by(lan: LanRef, provider: Provider, name: str = "desk") -> list[tuple[str, str, int]]:
    """Return the pings that a monitor hears while web asks pc, and the intruder the gateway's outside."""
    desk = provider.node(lan, name)
    with listening(desk):
        assert reaches(provider.node(lan, "web"), "10.66.0.7")
        assert reaches(provider.node(lan, "intruder"), "203.0.113.1")
    return pings(desk)


ACROSS = [("10.66.8.8", "10.66.0.7", 64), ("10.66.8.8", "10.66.0.7", 63)]
"""A ping from web to pc: in the DMZ, and in the office once the gateway has passed it on."""


def test_a_packet_is_heard_once_in_each_private_network_it_crosses_and_never_outside(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", DESK, PC, WEB, GW, INTRUDER)
    assert heard_by(lan, provider) == ACROSS
    desk = provider.node(lan, "desk")
    with listening(desk):
        assert reaches(provider.node(lan, "intruder"), "10.66.0.7")
    assert pings(desk) == [("203.0.113.66", "10.66.0.7", 63)]


def test_checksums_are_right_and_no_packet_is_longer_than_the_network_carries(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", DESK, PC, WEB, GW, INTRUDER)
    pc, desk = provider.node(lan, "pc"), provider.node(lan, "desk")
    assert pc.run(["sh", "-c", "nc -l -p 80 >/srv/got & sleep 0.3"]).ok
    with listening(desk):
        command = "head -c 100000 /dev/zero | nc -N 10.66.0.7 80; echo hello | nc -u -q 0 10.66.0.7 514"
        provider.node(lan, "intruder").run(["sh", "-c", command], timeout=10)
    assert pc.run(["stat", "-c", "%s", "/srv/got"]).out == "100000\n"
    said = desk.run(["tcpdump", "-Z", "root", "-nvv", "-r", HEARD]).out
    assert said.count("(correct)") > 60
    assert "[udp sum ok]" in said
    assert not re.findall(r".*(?:incorrect|bad udp).*", said)
    assert max(len(frame) for frame in frames(desk)) == 14 + 1500


def test_a_monitor_cannot_send_to_anybody(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", DESK, monitor("spare", 21), PC)
    desk, pc, spare = (provider.node(lan, name) for name in ("desk", "pc", "spare"))
    for device, sender, arrives in (("eth0", DESK, True), ("mon0", PC, False)):
        source = bytes.fromhex(sender.interfaces[0].mac.replace(":", ""))
        frame = b"\xff" * 6 + source + ETHERTYPE.to_bytes(2, "big") + device.encode() * 15
        with listening(pc, "eth0"), listening(spare):
            sent = desk.run(["perl", "-e", SEND, device, frame.hex()])
            assert sent.ok, sent.out
        assert (frame in frames(pc), frame in frames(spare)) == (arrives, arrives), device
    # It bore pc's address, and yet the mirror does not keep what is sent there from other monitors.
    with listening(spare):
        assert reaches(desk, "10.66.0.7")
    assert pings(spare) == [("10.66.0.20", "10.66.0.7", 64)]


@pytest.mark.parametrize("restarted", ["desk", "pc", "gw"])
def test_a_node_that_restarts_is_heard_and_hears_again(
    provider: DockerProvider, client: docker.DockerClient, restarted: str
) -> None:
    specs = {spec.name: spec for spec in (DESK, PC, WEB, GW, INTRUDER)}
    lan = raised(provider, "team1", *specs.values())
    client.api.restart(node_name(lan, restarted), timeout=0)
    assert provider.observe(lan).nodes["desk"].monitoring == (restarted != "desk")
    provider.apply(lan, ConnectNode(node=specs[restarted]))
    assert provider.observe(lan).nodes["desk"].monitoring
    assert heard_by(lan, provider) == ACROSS


def test_a_monitor_whose_own_cable_is_lost_is_noticed_and_mended(
    provider: DockerProvider, client: docker.DockerClient
) -> None:
    lan = raised(provider, "team1", DESK, PC)
    center = client.containers.get(switch_name(lan))
    assert center.exec_run(["ip", "link", "del", port_name("desk", EVERY)]).exit_code == 0
    seen = provider.observe(lan).nodes["desk"]
    assert (seen.networks, seen.monitoring) == (frozenset({"office"}), False)
    provider.apply(lan, ConnectNode(node=DESK))
    desk = provider.node(lan, "desk")
    with listening(desk):
        assert reaches(desk, "10.66.0.7")
    assert pings(desk) == [("10.66.0.20", "10.66.0.7", 64)]


def test_the_helper_container_mirrors_as_root_does(client: docker.DockerClient, provider: DockerProvider) -> None:
    far = DockerProvider(client, HelperWirer(client))
    lan = raised(far, "team1", DESK, PC)
    assert far.observe(lan) == provider.observe(lan)
    with listening(desk := far.node(lan, "desk")):
        assert reaches(desk, "10.66.0.7")
    assert pings(desk) == [("10.66.0.20", "10.66.0.7", 64)]

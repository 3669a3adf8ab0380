"""What killed processes, crashes and strangers leave on a real engine, and that it is mended or left alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import docker
import pytest

from cyder.contracts.provider import LanRef
from cyder.errors import EngineFailed, NodeUnreachable
from cyder.lan import machine
from cyder.lan.containers import MAKING, node_name, pid_of, switch_name
from cyder.lan.docker import DockerProvider
from cyder.lan.namespace import Namespace
from cyder.lan.switch import port_name
from cyder.model.plan import (
    ConnectNode,
    CreateNode,
    ObservedLan,
    RemoveNode,
    StartNode,
)
from cyder.model.topology import File
from tests.lans import EXERCISE, GW, MAIL, PC, PROBER, raised, reaches

pytestmark = pytest.mark.engine


def test_a_new_switch_takes_the_nodes_of_the_old_one(provider: DockerProvider, client: docker.DockerClient) -> None:
    lan = raised(provider, "team1", GW, MAIL, PROBER)
    client.api.kill(switch_name(lan))
    client.api.wait(switch_name(lan))
    seen = provider.observe(lan)
    assert (seen.switch, seen.networks, seen.nodes["mail"].networks) == (False, frozenset(), frozenset())
    with pytest.raises(EngineFailed, match=r"team1: mail: connect-node: the switch does not run"):
        provider.apply(lan, ConnectNode(node=MAIL))
    raised(provider, "team1", GW, MAIL, PROBER)
    assert reaches(provider.node(lan, "prober"), "10.66.0.11", "-I", "203.0.113.200")


def test_a_port_that_a_killed_process_left_half_wired_is_made_anew(
    provider: DockerProvider, client: docker.DockerClient
) -> None:
    lan = raised(provider, "team1", PC)
    provider.apply(lan, CreateNode(node=MAIL))
    provider.apply(lan, StartNode(name="mail"))
    pids = [pid_of(client.api.inspect_container(name)) for name in (switch_name(lan), node_name(lan, "mail"))]
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lay_and_die, *pids).result()
    assert provider.observe(lan).nodes["mail"].networks == frozenset()
    provider.apply(lan, ConnectNode(node=MAIL))
    assert provider.observe(lan).nodes["mail"].networks == {"office"}
    assert reaches(provider.node(lan, "pc"), "10.66.0.11")


def lay_and_die(switch: int, pid: int) -> None:
    """Leave mail's cable as a wiring does that is killed right after laying it; the thread stays in a namespace."""
    with Namespace(switch) as center, Namespace(pid) as mail:
        peer = {"ifname": "eth0", "net_ns_fd": mail.descriptor}
        center.ip.link("add", ifname=port_name("mail", "office"), kind="veth", peer=peer)


def test_a_node_without_its_files_yet_is_not_seen_and_is_made_anew(
    provider: DockerProvider, client: docker.DockerClient
) -> None:
    lan = LanRef(EXERCISE, "team1")
    client.api.create_container(
        "cyder/base:latest", name=node_name(lan, "pc") + MAKING, labels=machine.node_labels(lan, PC)
    )
    assert provider.lans().count(lan) == 1
    assert provider.observe(lan) == ObservedLan()
    provider.apply(lan, CreateNode(node=PC))
    assert provider.observe(lan).nodes["pc"].state == "created"
    provider.apply(lan, StartNode(name="pc"))
    assert provider.node(lan, "pc").read("/srv/deep/said.txt") == b"hello\n"
    provider.apply(lan, RemoveNode(name="pc"))
    assert lan not in provider.lans()


def test_a_strangers_container_of_the_same_name_is_left_alone(
    provider: DockerProvider, client: docker.DockerClient
) -> None:
    lan = LanRef(EXERCISE, "team1")
    name = node_name(lan, "pc")
    client.api.create_container("cyder/base:latest", name=name)
    try:
        with pytest.raises(EngineFailed, match=f"pc: create-node: the container {name} is not of this LAN"):
            provider.apply(lan, CreateNode(node=PC))
        provider.apply(lan, RemoveNode(name="pc"))
        provider.destroy(lan)
        assert client.api.inspect_container(name)["Name"] == f"/{name}"
    finally:
        client.api.remove_container(name, force=True)


def test_destroying_at_the_same_time_and_again_leaves_nothing(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", PC, MAIL, GW)
    with ThreadPoolExecutor(3) as pool:
        tuple(pool.map(provider.destroy, [lan] * 3))
    provider.destroy(lan)
    assert lan not in provider.lans()
    assert provider.observe(lan) == ObservedLan()


def test_a_node_that_is_gone_or_stopped_is_unreachable(provider: DockerProvider, client: docker.DockerClient) -> None:
    lan = raised(provider, "team1", PC)
    pc = provider.node(lan, "pc")
    client.api.kill(node_name(lan, "pc"))
    client.api.wait(node_name(lan, "pc"))
    for _ in range(2):
        with pytest.raises(NodeUnreachable, match=f"{lan}: pc"):
            pc.run(["true"])
        with pytest.raises(NodeUnreachable):
            pc.read("/etc/hostname")
        with pytest.raises(NodeUnreachable):
            pc.write(File(path="/srv/x", content=""))
        with pytest.raises(NodeUnreachable):
            pc.open(["sh"], tty=True)
        provider.apply(lan, RemoveNode(name="pc"))

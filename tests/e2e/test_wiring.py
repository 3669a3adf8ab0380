"""Two teams' small LANs on a real engine: who reaches whom, what a restart and a killed process leave, what stays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import docker
import pytest
from pyroute2 import IPRoute

from cyder.contracts.node import Node
from cyder.contracts.provider import LanRef
from cyder.errors import EngineFailed, NodeUnreachable
from cyder.lan import machine
from cyder.lan.containers import MAKING, node_name, switch_name
from cyder.lan.docker import DockerProvider
from cyder.lan.switch import add_bridge, plug, port_name
from cyder.lan.wire import Namespace
from cyder.lan.wirer import DirectWirer, HelperWirer, choose_wirer
from cyder.model.plan import (
    ConnectNode,
    CreateNetwork,
    CreateNode,
    CreateSwitch,
    IsolateNode,
    ObservedLan,
    ReconnectNode,
    RemoveNode,
    StartNode,
)
from cyder.model.topology import File, NodeSpec
from tests.lans import SUBNETS, card, client_of, node

pytestmark = pytest.mark.engine

PC = node("pc", card(0, "office", 7, gateway=1))
MAIL = node("mail", card(0, "office", 11, gateway=1))
GW = node("gw", card(0, "office", 1), card(1, "outside", 1), routing="router")
INTRUDER = node("intruder", card(0, "outside", 66, gateway=1))
PROBER = node(
    "prober",
    card(0, "office", 200, gateway=1, others=3),
    card(1, "outside", 200, gateway=1, others=3),
    routing="per-interface",
)
EXERCISE = f"t-wiring-{os.getpid()}"


@pytest.fixture(scope="module")
def client(engine_url: str) -> Iterator[docker.DockerClient]:
    made = client_of(engine_url)
    yield made
    made.close()


@pytest.fixture
def provider(client: docker.DockerClient) -> Iterator[DockerProvider]:
    """Return a provider; what the test's exercise leaves on it is destroyed."""
    made = DockerProvider(client, choose_wirer(client))
    yield made
    for lan in made.lans():
        if lan.exercise == EXERCISE:
            made.destroy(lan)


def raised(provider: DockerProvider, team: str, *specs: NodeSpec) -> LanRef:
    lan = LanRef(EXERCISE, team)
    provider.apply(lan, CreateSwitch())
    for name, prefix in SUBNETS.items():
        provider.apply(lan, CreateNetwork(network=name, subnet=f"{prefix}.0/24"))

    def bring_up(spec: NodeSpec) -> None:
        provider.apply(lan, CreateNode(node=spec))
        provider.apply(lan, StartNode(name=spec.name))
        provider.apply(lan, ConnectNode(node=spec))

    with ThreadPoolExecutor(4) as pool:
        tuple(pool.map(bring_up, specs))
    return lan


def reaches(source: Node, address: str, *options: str) -> bool:
    return source.run(["ping", "-n", "-c", "1", "-W", "1", *options, address]).ok


def links_of(provider: DockerProvider, lan: LanRef, name: str) -> str:
    """Return a node's cards, addresses and routes, as far as they are the wiring's."""
    shown = [
        provider.node(lan, name).run(argv).out
        for argv in (
            ["ip", "-o", "addr"],
            ["ip", "-o", "link"],
            ["ip", "rule"],
            ["ip", "route", "show", "table", "all"],
        )
    ]
    # The number of the other end is the kernel's.
    return "\n".join(word for word in " ".join(shown).split() if not word.startswith("eth"))


def host_links() -> set[str]:
    with IPRoute() as host:
        return {str(link.get_attr("IFLA_IFNAME")) for link in host.get_links()}


def test_teams_with_equal_addresses_reach_their_own_nodes_only(provider: DockerProvider) -> None:
    one, two = raised(provider, "team1", PC, MAIL), raised(provider, "team2", PC)
    assert reaches(provider.node(one, "pc"), "10.66.0.11")
    assert not reaches(provider.node(two, "pc"), "10.66.0.11")
    provider.apply(two, CreateNode(node=MAIL))
    provider.apply(two, StartNode(name="mail"))
    provider.apply(two, ConnectNode(node=MAIL))
    provider.node(two, "mail").write(File(path="/srv/team", content="two"))
    assert reaches(provider.node(two, "pc"), "10.66.0.11")
    with pytest.raises(FileNotFoundError):
        provider.node(one, "mail").read("/srv/team")


def test_resolver_hosts_and_hostname_are_as_given_also_after_a_restart(
    provider: DockerProvider, client: docker.DockerClient
) -> None:
    lan = raised(provider, "team1", PC, MAIL)
    pc = provider.node(lan, "pc")
    for _ in range(2):
        said = pc.run(["cat", "/etc/resolv.conf"]).out.split("\n")
        assert [line.strip() for line in said if line] == ["search city.example", "nameserver 10.66.0.53"]
        assert pc.run(["getent", "hosts", "mail.city.example"]).out.split()[0] == "10.66.0.11"
        assert pc.run(["hostname"]).out.strip() == "pc.city.example"
        assert reaches(pc, "10.66.0.11")
        client.api.restart(node_name(lan, "pc"), timeout=0)
        assert provider.observe(lan).nodes["pc"].networks == frozenset()
        provider.apply(lan, ConnectNode(node=PC))
        assert provider.observe(lan).nodes["pc"].networks == {"office"}


def test_files_have_their_owner_and_mode_and_folders_keep_theirs(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", PC)
    shown = provider.node(lan, "pc").run(["stat", "-c", "%a %u:%g %n", "/srv", "/srv/deep", "/srv/deep/said.txt"]).out
    assert shown == "755 0:0 /srv\n755 0:0 /srv/deep\n640 5:7 /srv/deep/said.txt\n"


def test_nothing_of_a_lan_is_in_the_hosts_namespace(provider: DockerProvider) -> None:
    before = host_links()
    raised(provider, "team1", PC, GW)
    assert host_links() - before == set()


def test_a_router_forwards_between_networks_and_a_host_does_not(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", GW, MAIL, INTRUDER)
    intruder = provider.node(lan, "intruder")
    assert reaches(intruder, "10.66.0.11")
    assert provider.node(lan, "mail").run(["cat", "/proc/sys/net/ipv4/ip_forward"]).out == "0\n"
    provider.apply(lan, IsolateNode(name="gw"))
    assert not reaches(intruder, "10.66.0.11")


def test_a_probers_packets_leave_by_the_card_whose_address_they_bear_and_pass_the_gateway(
    provider: DockerProvider,
) -> None:
    lan = raised(provider, "team1", GW, MAIL, PROBER)
    prober = provider.node(lan, "prober")
    for source in ("10.66.0.200", "10.66.0.203", "203.0.113.200", "203.0.113.203"):
        assert reaches(prober, "10.66.0.11", "-I", source), source
    for source, way in (("203.0.113.202", "via 203.0.113.1 dev eth1"), ("10.66.0.202", "dev eth0")):
        assert way in prober.run(["ip", "route", "get", "10.66.0.11", "from", source]).out
    provider.apply(lan, IsolateNode(name="gw"))
    assert reaches(prober, "10.66.0.11", "-I", "10.66.0.201")
    assert not reaches(prober, "10.66.0.11", "-I", "203.0.113.201")


def test_a_card_without_a_gateway_sends_nothing_beyond_its_network(provider: DockerProvider) -> None:
    closed = PROBER.interfaces[1].model_copy(update={"gateway": None})
    lan = raised(provider, "team1", GW, MAIL, PROBER.model_copy(update={"interfaces": (PROBER.interfaces[0], closed)}))
    prober = provider.node(lan, "prober")
    assert reaches(prober, "203.0.113.1", "-I", "203.0.113.200")
    assert not reaches(prober, "10.66.0.11", "-I", "203.0.113.200")


def test_an_isolated_node_runs_on_unreached_until_it_is_reconnected(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", PC, MAIL)
    mail = provider.node(lan, "mail")
    provider.apply(lan, IsolateNode(name="mail"))
    assert provider.observe(lan).nodes["mail"].isolated
    assert not reaches(provider.node(lan, "pc"), "10.66.0.11")
    assert mail.run(["true"]).ok
    provider.apply(lan, ReconnectNode(name="mail"))
    assert reaches(provider.node(lan, "pc"), "10.66.0.11")


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


def test_a_port_that_a_killed_process_left_half_wired_is_made_anew(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", PC)
    provider.apply(lan, CreateNode(node=MAIL))
    provider.apply(lan, StartNode(name="mail"))
    half_wire(provider, lan)
    assert provider.observe(lan).nodes["mail"].networks == frozenset()
    provider.apply(lan, ConnectNode(node=MAIL))
    assert provider.observe(lan).nodes["mail"].networks == {"office"}
    assert reaches(provider.node(lan, "pc"), "10.66.0.11")


def half_wire(provider: DockerProvider, lan: LanRef) -> None:
    """Leave the cable of mail's eth0 as a wiring does that is killed right after laying it."""

    def lay(switch: int, pid: int) -> None:
        with Namespace(switch) as center, Namespace(pid) as mail:
            peer = {"ifname": "eth0", "net_ns_fd": mail.descriptor}
            center.ip.link("add", ifname=port_name("mail", "office"), kind="veth", peer=peer)

    with client_of(os.environ["DOCKER_HOST"]) as client, ThreadPoolExecutor(1) as thread:
        pids = [
            int(client.api.inspect_container(name)["State"]["Pid"])
            for name in (switch_name(lan), node_name(lan, "mail"))
        ]
        thread.submit(lay, *pids).result()


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


def test_the_helper_container_wires_as_root_does(client: docker.DockerClient, provider: DockerProvider) -> None:
    specs = (GW, MAIL, PROBER)
    direct = raised(DockerProvider(client, DirectWirer()), "team1", *specs)
    far = DockerProvider(client, HelperWirer(client))
    helped = raised(far, "team2", *specs)
    assert far.observe(helped) == provider.observe(direct)
    for spec in specs:
        assert links_of(provider, helped, spec.name) == links_of(provider, direct, spec.name)
    assert reaches(far.node(helped, "prober"), "10.66.0.11", "-I", "203.0.113.200")
    far.apply(helped, IsolateNode(name="mail"))
    assert provider.observe(helped).nodes["mail"].isolated
    assert client.containers.list(all=True, filters={"label": ["cyder.helper", f"cyder.exercise={EXERCISE}"]}) == []
    with pytest.raises(EngineFailed, match="connect-node: there is no network 'lab' on the switch"):
        far.apply(helped, ConnectNode(node=elsewhere(far, helped)))


def elsewhere(provider: DockerProvider, lan: LanRef) -> NodeSpec:
    """Return a running node whose card belongs to a network that the switch has not."""
    spec = node("lost", card(0, "office", 99).model_copy(update={"network": "lab"}))
    provider.apply(lan, CreateNode(node=spec))
    provider.apply(lan, StartNode(name="lost"))
    return spec


def test_wiring_twice_changes_nothing(client: docker.DockerClient, provider: DockerProvider) -> None:
    lan = raised(provider, "team1", GW, PROBER)
    before = links_of(provider, lan, "prober")
    pids = {name: client.api.inspect_container(node_name(lan, name))["State"]["Pid"] for name in ("gw", "prober")}
    switch = int(client.api.inspect_container(switch_name(lan))["State"]["Pid"])
    orders = [add_bridge("office"), plug(GW, pids["gw"]), plug(PROBER, pids["prober"])]
    answer = choose_wirer(client).wire({"exercise": EXERCISE, "team": "team1", "switch": switch, "orders": [*orders]})
    assert answer["error"] == ""
    assert links_of(provider, lan, "prober") == before


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

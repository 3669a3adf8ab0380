"""Two teams' small LANs on a real engine: who reaches whom, by which way, and what the helper container wires."""

from __future__ import annotations

import docker
import pytest
from pyroute2 import IPRoute

from cyder.contracts.provider import LanRef
from cyder.errors import EngineFailed
from cyder.lan.containers import node_name, switch_name
from cyder.lan.docker import DockerProvider
from cyder.lan.orders import Order
from cyder.lan.switch import add_bridge, plug
from cyder.lan.wirer import DirectWirer, HelperWirer, choose_wirer
from cyder.model.plan import (
    ConnectNode,
    CreateNode,
    IsolateNode,
    ReconnectNode,
    StartNode,
)
from cyder.model.topology import File, NodeSpec
from tests.lans import EXERCISE, GW, INTRUDER, MAIL, PC, PROBER, card, node, raised, reaches

pytestmark = pytest.mark.engine


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
        assert pc.run(["getent", "ahostsv4", "mail.city.example"]).out.split()[0] == "10.66.0.11"
        assert pc.run(["hostname"]).out.strip() == "pc.city.example"
        assert reaches(pc, "10.66.0.11")
        client.api.restart(node_name(lan, "pc"), timeout=0)
        assert provider.observe(lan).nodes["pc"].networks == frozenset()
        provider.apply(lan, ConnectNode(node=PC))


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


def test_the_helper_container_wires_as_root_does(client: docker.DockerClient, provider: DockerProvider) -> None:
    specs = (GW, PROBER)
    direct = raised(DockerProvider(client, DirectWirer()), "team1", *specs)
    far = DockerProvider(client, HelperWirer(client))
    helped = raised(far, "team2", *specs)
    assert far.observe(helped) == provider.observe(direct)
    for spec in specs:
        assert links_of(provider, helped, spec.name) == links_of(provider, direct, spec.name)
    assert reaches(far.node(helped, "prober"), "10.66.0.1", "-I", "203.0.113.200")
    far.apply(helped, IsolateNode(name="gw"))
    assert provider.observe(helped).nodes["gw"].isolated
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
    orders: list[Order] = [add_bridge("office"), plug(GW, pids["gw"]), plug(PROBER, pids["prober"])]
    answer = choose_wirer(client).wire({"exercise": EXERCISE, "team": "team1", "switch": switch, "orders": orders})
    assert answer["error"] == ""
    assert links_of(provider, lan, "prober") == before

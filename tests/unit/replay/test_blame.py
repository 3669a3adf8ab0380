"""Whose doing it was: what is gone is nobody's, what a team unplugged or has a shell on is its own."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cyder.contracts.node import Result
from cyder.contracts.provider import Lan
from cyder.contracts.role import Role
from cyder.lan.memory import MemoryProvider
from cyder.model.plan import ConnectNode, CreateNetwork, CreateNode, CreateSwitch, IsolateNode, StartNode
from cyder.model.topology import Topology
from cyder.replay.blame import Stand, blamed, stand, way_between
from cyder.roles.client import Client
from cyder.roles.proxy import Proxy
from tests.unit.roles import towns

OPEN, CLOSED = Stand("mail"), Stand("intruder", open=False)
GATEWAY, PROXY, BOUGHT = Stand("gw"), Stand("proxy"), Stand("gw", open=False)


@pytest.mark.parametrize(
    ("target", "way", "serves", "names"),
    [
        (OPEN, [], False, ("mail",)),
        (CLOSED, [], False, ()),
        (CLOSED, [GATEWAY], True, ("gw",)),
        (CLOSED, [GATEWAY, PROXY], True, ("gw", "proxy")),
        (CLOSED, [GATEWAY], False, ()),
        (CLOSED, [BOUGHT], True, ()),
        (OPEN, [GATEWAY], False, ("mail",)),
        (OPEN, [GATEWAY], True, ("gw",)),
        (OPEN, [BOUGHT], True, ("mail",)),
        (Stand("mail", well=False), [], False, ()),
        (OPEN, [Stand("gw", well=False)], False, ()),
        (Stand("mail", pulled="team1"), [], False, ("mail",)),
        (Stand("mail", pulled="instructor"), [], False, ()),
        (OPEN, [Stand("gw", pulled="team1")], False, ("gw",)),
        (CLOSED, [GATEWAY, Stand("proxy", pulled="team1")], False, ("proxy",)),
        (OPEN, [Stand("gw", pulled="instructor")], False, ()),
        (Stand("mail", pulled="team1"), [Stand("gw", pulled="instructor")], False, ()),
        (Stand("mail", pulled=""), [], False, ()),
    ],
    ids=str,
)
def test_what_a_team_broke_is_named_and_what_nobody_knows_of_is_not(
    target: Stand, way: list[Stand], *, serves: bool, names: tuple[str, ...]
) -> None:
    assert blamed("team1", target, way, serves=serves) == names


TOWN = towns.TOWN.model_copy(
    update={
        "nodes": tuple(
            each.model_copy(update={"routing": "router", "open": "root"}) if each.name == "gw" else each
            for each in (*towns.NODES, towns.node("proxy", "proxy", dmz="172.20.3.9"))
        )
    }
)
ROLES: Mapping[str, Role] = {each.name: Proxy() if each.name == "proxy" else Client() for each in TOWN.nodes}


@pytest.mark.parametrize(
    ("source", "target", "way"),
    [
        ("pc", "dns", ()),
        ("pc", "mail", ("gw",)),
        ("intruder", "mail", ("gw",)),
        ("pc", "intruder", ("gw", "proxy")),
        ("mail", "proxy", ()),
        ("pc", "pc", ()),
    ],
)
def test_between_two_networks_stand_routers_and_on_the_way_out_the_proxy(
    source: str, target: str, way: tuple[str, ...]
) -> None:
    assert way_between(TOWN, ROLES, source, target) == way


def raised(topology: Topology, provider: MemoryProvider) -> Lan:
    """Bring a topology's LAN up in memory."""
    lan = Lan(provider, topology)
    provider.apply(lan.ref, CreateSwitch())
    for net in topology.networks:
        provider.apply(lan.ref, CreateNetwork(network=net.name, subnet=net.subnet))
    for spec in topology.nodes:
        for step in (CreateNode(node=spec), StartNode(name=spec.name), ConnectNode(node=spec)):
            provider.apply(lan.ref, step)
    return lan


def looked(lan: Lan, name: str, pulled_by: str = "") -> Stand:
    return stand(lan, name, lan.provider.observe(lan.ref).nodes.get(name), {name: ("isolated", pulled_by)})


def test_a_machine_is_seen_as_it_stands() -> None:
    provider = MemoryProvider(lambda _, node, __: Result(1 if node == "dns" else 0, ""))
    lan = raised(TOWN, provider)
    assert looked(lan, "gw") == Stand("gw")
    assert looked(lan, "mail") == Stand("mail", open=False)
    assert looked(lan, "dns") == Stand("dns", well=False, open=False), "it does not answer"
    provider.apply(lan.ref, IsolateNode(name="gw"))
    assert looked(lan, "gw", "team1") == Stand("gw", pulled="team1")
    assert looked(lan, "gw") == Stand("gw", pulled="")
    provider.stop(lan.ref, "gw")
    assert looked(lan, "gw") == Stand("gw", well=False), "it crashed"

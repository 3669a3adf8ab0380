"""From scenario and team to every address, name, file and route."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cyder.errors import BadInput
from cyder.model.timeline import ActionEvent, InjectEvent
from cyder.model.topology import Interface
from cyder.planning.resolve import Resolved

Resolver = Callable[..., Resolved]


def card(resolved: Resolved, node: str, network: str) -> Interface:
    """Return a node's card in a network."""
    return next(card for card in resolved.topology.node(node).interfaces if card.network == network)


def test_the_same_seed_decides_the_same(resolved: Resolver) -> None:
    assert resolved().topology == resolved().topology


def test_the_router_has_the_lowest_address_of_its_networks(resolved: Resolver) -> None:
    assert [card.address for card in resolved().topology.node("gw").interfaces] == ["10.66.0.1", "203.0.113.1"]


def test_hosts_are_counted_from_ten_and_step_over_written_addresses(resolved: Resolver) -> None:
    nodes = resolved().topology
    assert nodes.node("ns").address_in("office") == "10.66.0.10"
    assert nodes.node("fixed").address_in("office") == "10.66.0.11"
    assert nodes.node("pc").address_in("office") == "10.66.0.12"


def test_teams_differ_in_variables_passwords_and_macs_only(resolved: Resolver) -> None:
    one, two = resolved("team1"), resolved("team2")
    assert one.values["source"] != two.values["source"]
    assert one.values["victim"] != two.values["victim"]
    for node, other in zip(one.topology.nodes, two.topology.nodes, strict=True):
        assert (node.name, node.nameserver) == (other.name, other.nameserver)
        if node.name != "intruder":
            assert node.hostname == other.hostname
            assert [card.addresses for card in node.interfaces] == [card.addresses for card in other.interfaces]
        assert {card.mac for card in node.interfaces}.isdisjoint(card.mac for card in other.interfaces)
    assert [person.account for person in one.people] == [person.account for person in two.people]
    assert all(a.password != b.password for a, b in zip(one.people, two.people, strict=True))


def test_neighbouring_teams_never_draw_the_same_value_whatever_their_seeds(resolved: Resolver) -> None:
    for number in range(20):
        drawn = [resolved(f"team{team}", secret=f"{number}/{team}".encode()).values for team in (1, 2, 3, 4)]
        assert len({values["source"] for values in drawn}) == 4
        assert len({values["victim"] for values in drawn}) == 4


def test_drawn_addresses_come_from_the_whole_network_and_from_the_seed(resolved: Resolver) -> None:
    drawn = {int(resolved("team1", secret=bytes([n])).values["source"].split(".")[3]) for n in range(60)}
    assert len(drawn) > 25
    assert min(drawn) < 60 < 190 < max(drawn)


def test_no_two_cards_share_an_address(resolved: Resolver) -> None:
    for number in range(40):
        lan = resolved("team1", secret=bytes([number])).topology
        every = [address for node in lan.nodes for card in node.interfaces for address in card.addresses]
        assert len(every) == len(set(every))


def test_the_last_host_address_stays_free_for_the_bridge_of_an_export(resolved: Resolver, small: Any) -> None:
    small["lan"]["networks"]["outside"]["subnet"] = "203.0.113.0/28"
    for number in range(40):
        lan = resolved("team1", secret=bytes([number])).topology
        assert "203.0.113.14" not in {a for node in lan.nodes for card in node.interfaces for a in card.addresses}


def test_a_victim_is_of_the_department_and_the_canary_is_nobodys_victim(resolved: Resolver) -> None:
    for number in range(40):
        drawn = resolved("team1", secret=bytes([number]))
        victim = next(person for person in drawn.people if person.account == drawn.values["victim"])
        assert victim.department == "soumu"
        assert drawn.canary in drawn.people
        assert drawn.canary != victim


def test_two_victims_are_two_people(resolved: Resolver, small: Any) -> None:
    small["variables"]["second"] = {"kind": "staff", "department": "soumu"}
    for number in range(40):
        values = resolved("team1", secret=bytes([number])).values
        assert values["second"] != values["victim"]


def test_variables_are_replaced_in_users_settings_events_and_injects(resolved: Resolver) -> None:
    drawn = resolved()
    source, victim = drawn.values["source"], drawn.values["victim"]
    assert drawn.topology.node("pc").users == (victim,)
    assert drawn.topology.node("pc").files[0].content.startswith(f"{victim} ")
    burst, call = drawn.events
    assert isinstance(burst, ActionEvent)
    assert burst.settings == {"who": [victim]}
    assert isinstance(call, InjectEvent)
    assert call.text.en == f"Somebody at {source} asks for {victim}."
    assert call.at == 60.0


def test_the_intruder_stands_at_the_drawn_address(resolved: Resolver) -> None:
    drawn = resolved()
    assert drawn.topology.node("intruder").address_in("outside") == drawn.values["source"]


def test_macs_are_locally_administered_and_unique(resolved: Resolver) -> None:
    macs = [card.mac for node in resolved().topology.nodes for card in node.interfaces]
    assert all(mac.startswith("02:") and len(mac) == 17 for mac in macs)
    assert len(set(macs)) == len(macs)


def test_office_hosts_are_routed_by_the_router_and_outside_hosts_by_nobody(resolved: Resolver) -> None:
    lan = resolved().topology
    assert lan.node("pc").gateway == "10.66.0.1"
    assert lan.node("intruder").gateway is None
    assert lan.node("gw").gateway is None


def test_a_host_in_two_networks_has_one_default_route(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["pc"]["on"] = ["outside", "office"]
    assert [card.gateway for card in resolved().topology.node("pc").interfaces] == [None, "10.66.0.1"]


def test_the_prober_stands_in_every_network_with_four_addresses_and_a_route_on_each_card(resolved: Resolver) -> None:
    prober = resolved().topology.node("prober")
    assert [card.network for card in prober.interfaces] == ["office", "outside"]
    assert [card.device for card in prober.interfaces] == ["eth0", "eth1"]
    assert all(len(set(card.addresses)) == 4 for card in prober.interfaces)
    assert [card.gateway for card in prober.interfaces] == ["10.66.0.1", "203.0.113.1"]
    assert prober.routing == "per-interface"
    assert prober.open == "no"


def test_the_probers_hostname_is_an_ordinary_one_and_its_own_name_shows_nowhere(resolved: Resolver) -> None:
    prober = resolved().topology.node("prober")
    assert prober.hostname.startswith("pc-")
    assert prober.hosts[0][0].split() == [f"{prober.hostname}.city.example", prober.hostname]
    assert not any("prober" in name for name, _ in prober.hosts)


def test_a_node_may_not_be_called_prober(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["prober"] = {"role": "plain", "on": ["office"]}
    with pytest.raises(BadInput, match="the name is kept"):
        resolved()


def test_the_lan_asks_its_own_resolver_and_the_outside_asks_nobody(resolved: Resolver) -> None:
    lan = resolved().topology
    assert lan.node("pc").nameserver == lan.node("prober").nameserver == "10.66.0.10"
    assert lan.node("intruder").nameserver == "192.0.2.53"
    assert {node.search for node in lan.nodes if node.name != "intruder"} == {"city.example"}


def test_a_machine_outside_is_called_by_its_own_name_else_as_providers_call_their_customers(
    resolved: Resolver, small: Any
) -> None:
    small["lan"]["nodes"]["intruder"]["address"] = "203.0.113.9"
    intruder = resolved().topology.node("intruder")
    assert (intruder.hostname, intruder.search) == ("203-0-113-9", "dynamic.example")
    small["lan"]["nodes"]["intruder"]["names"] = ["mx.firm.example"]
    intruder = resolved().topology.node("intruder")
    assert (intruder.hostname, intruder.search) == ("mx", "firm.example")


def test_a_resolver_in_two_networks_is_asked_where_one_is_near_it(resolved: Resolver, small: Any) -> None:
    small["lan"]["networks"]["dmz"] = {"subnet": "10.66.8.0/24"}
    small["lan"]["nodes"]["ns"]["on"] = ["office", "dmz"]
    small["lan"]["nodes"]["web"] = {"role": "plain", "on": ["dmz"]}
    assert resolved().topology.node("web").nameserver == "10.66.8.10"
    assert resolved().topology.node("pc").nameserver == "10.66.0.10"


def test_a_lan_without_a_resolver_asks_where_nothing_answers(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["ns"]["role"] = "plain"
    assert resolved().topology.node("pc").nameserver == "192.0.2.53"


def test_a_node_knows_its_own_names(resolved: Resolver) -> None:
    pc = resolved().topology.node("pc")
    assert pc.hostname == "pc"
    assert pc.hosts == (("pc.city.example pc", "10.66.0.12"),)


def test_files_see_what_gateways_publish_and_every_node_has_its_time_zone(resolved: Resolver) -> None:
    lan = resolved().topology
    assert [(offer.address, offer.port, offer.node) for offer in lan.publications] == [("203.0.113.1", 53, "ns")]
    assert " 203.0.113.1:53 " in lan.node("ns").files[0].content
    zones = [file.content for node in lan.nodes for file in node.files if file.path == "/etc/timezone"]
    assert zones == ["Asia/Tokyo\n"] * len(lan.nodes)


def test_further_addresses_stand_on_the_first_card_and_names_stand_for_one_of_them(
    resolved: Resolver, small: Any
) -> None:
    small["lan"]["nodes"]["intruder"] |= {
        "others": ["203.0.113.77"],
        "names": {"cdn.stat.example": "203.0.113.77", "mail.stat.example": "$source"},
    }
    intruder = resolved().topology.node("intruder")
    assert intruder.interfaces[0].others == ("203.0.113.77",)
    own = intruder.interfaces[0].address
    assert intruder.names == (("cdn.stat.example", "203.0.113.77"), ("mail.stat.example", own))


def test_a_short_name_belongs_to_the_organisations_domain(resolved: Resolver, small: Any) -> None:
    small["lan"]["nodes"]["pc"]["names"] = ["www"]
    assert resolved().topology.node("pc").names == (("www.city.example", "10.66.0.12"),)


def test_every_node_has_a_seed_of_its_own(resolved: Resolver) -> None:
    tokens = [node.files[0].content.split()[-1] for node in resolved().topology.nodes]
    assert len(set(tokens)) == len(tokens)


def test_an_entry_may_narrow_who_gets_in_and_the_role_decides_otherwise(resolved: Resolver) -> None:
    lan = resolved().topology
    assert (lan.node("fixed").open, lan.node("pc").open) == ("user", "root")


def test_every_node_has_its_roles_health_checks(resolved: Resolver) -> None:
    drawn = resolved()
    assert set(drawn.checks) == set(drawn.roles) == {node.name for node in drawn.topology.nodes}
    assert drawn.checks["ns"][0].probe.target == "ns"

"""What name servers tell whom: the inside, strangers, a secondary, and the outside's own server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cyder.contracts.role import Site
from cyder.model.scenario import Organisation
from cyder.model.topology import NodeSpec, Publication, Topology
from cyder.roles.dns import Dns
from cyder.roles.dns.probes import Resolves
from tests.unit.roles.towns import NODES, ORGANISATION, TOWN, contents, node, site

SERVERS = ("dns", "ns2", "isp")
EXCHANGERS = ("mail", "relay")


def offer(port: int, to: str, protocol: str = "tcp") -> Publication:
    return Publication.model_validate(
        {"network": "outside", "address": "203.0.113.1", "port": port, "protocol": protocol, "node": to}
    )


def named(spec: NodeSpec, **names: str) -> NodeSpec:
    """Return a node with further names; an underscore stands for a dot."""
    return spec.model_copy(update={"names": tuple((name.replace("_", "."), at) for name, at in names.items())})


NET = "203.0.113"
ISP = named(node("isp", "dns", outside=f"{NET}.10"), ns_isp_example=f"{NET}.10")
RELAY = named(
    node("relay", "mail", outside=f"{NET}.11"), mail_kencho_example=f"{NET}.11", mx2_kencho_example=f"{NET}.11"
)
PARTNER = named(node("partner", "web", outside=f"{NET}.12"), www_chamber_example=f"{NET}.12", shop_test=f"{NET}.12")
MAIL = named(NODES[2], webmail_city_example="172.20.3.11")
NS2 = node("ns2", "dns", dmz="172.20.0.53")
WORLD = TOWN.model_copy(
    update={
        "nodes": (*NODES[:2], MAIL, *NODES[3:], NS2, ISP, RELAY, PARTNER),
        "publications": (offer(53, "dns"), offer(53, "dns", "udp"), offer(143, "mail"), offer(25, "mail")),
    }
)


def told(name: str, topology: Topology = WORLD, organisation: Organisation = ORGANISATION) -> Site:
    asked = site(name, topology, provides={"dns": SERVERS, "smtp": EXCHANGERS})
    return replace(asked, organisation=organisation)


def files(name: str, topology: Topology = WORLD, **settings: str) -> dict[str, str]:
    return contents(Dns.model_validate(settings).files(told(name, topology)))


def records(zone: str) -> list[str]:
    """Return the records of a zone file below its SOA, blanks for tabs."""
    return [line.replace("\t", " ") for line in zone.split("; negative answers\n")[1].splitlines()]


def replaced(topology: Topology, *nodes: NodeSpec) -> Topology:
    """Return a LAN with some nodes changed."""
    changed = {each.name: each for each in nodes}
    return topology.model_copy(update={"nodes": tuple(changed.get(each.name, each) for each in topology.nodes)})


def test_a_machine_inside_is_found_by_each_of_its_names() -> None:
    zone = files("dns")["/etc/bind/db.city.example"]
    assert "mail\tIN\tA\t172.20.3.11\nwebmail\tIN\tA\t172.20.3.11\n" in zone


def test_all_name_servers_of_the_organisation_are_named_and_no_other() -> None:
    zone = records(files("dns")["/etc/bind/db.city.example"])
    assert zone[:3] == ["@ IN NS dns.city.example.", "@ IN NS ns2.city.example.", "@ IN MX 10 mail"]


def test_an_address_is_called_by_its_machine_and_a_further_address_by_its_own_name() -> None:
    card = MAIL.interfaces[0].model_copy(update={"others": ("172.20.3.12",)})
    names = (("www.city.example", "172.20.3.11"), ("shop.city.example", "172.20.3.12"))
    mail = MAIL.model_copy(update={"interfaces": (card,), "names": names})
    zone = records(files("dns", replaced(WORLD, mail))["/etc/bind/db.172.20"])
    assert [line for line in zone if ".3 " in line] == [
        "11.3 IN PTR mail.city.example.",
        "12.3 IN PTR shop.city.example.",
    ]


def test_strangers_are_told_what_is_published_and_nothing_else() -> None:
    assert records(files("dns")["/etc/bind/db.city.example.public"]) == [
        "@ IN NS dns.city.example.",
        "@ IN MX 10 mail",
        "mail IN A 203.0.113.1",
        "webmail IN A 203.0.113.1",
        "dns IN A 203.0.113.1",
    ]


def test_no_exchanger_is_named_to_strangers_that_they_cannot_reach() -> None:
    without = WORLD.model_copy(update={"publications": (offer(53, "dns"),)})
    assert "MX" not in files("dns", without)["/etc/bind/db.city.example.public"]


def test_a_server_that_nobody_outside_can_reach_has_no_view_for_them() -> None:
    without = WORLD.model_copy(update={"publications": (offer(25, "mail"),)})
    found = files("dns", without)
    assert found["/etc/bind/named.conf.local"].count('view "') == 1
    assert "/etc/bind/db.city.example.public" not in found


def test_asking_about_the_rest_of_the_world_begins_at_the_outsides_server() -> None:
    found = files("dns")
    assert 'zone "." {\n\t\ttype hint;\n\t\tfile "/etc/bind/db.root-hints";' in found["/etc/bind/named.conf.local"]
    assert (
        found["/etc/bind/db.root-hints"]
        == ".\t3600000\tNS\tns.isp.example.\nns.isp.example.\t3600000\tA\t203.0.113.10\n"
    )
    assert "/etc/bind/db.root" not in found


def test_a_name_of_ours_in_another_domain_is_told_inside_beside_that_domains_other_names() -> None:
    topology = replaced(WORLD, named(NODES[2], town_shop_test="172.20.3.11"))
    assert records(files("dns", topology)["/etc/bind/db.shop.test"]) == [
        "@ IN NS dns.city.example.",
        "@ IN NS ns2.city.example.",
        "@ IN MX 10 town",
        "town IN A 172.20.3.11",
        "@ IN A 203.0.113.12",
    ]


def test_a_secondary_fetches_every_zone_and_has_none_of_its_own() -> None:
    found = files("ns2", primary="dns")
    blocks = found["/etc/bind/named.conf.local"].split('\tzone "')[1:]
    kinds = {block.split('"')[0]: block for block in blocks}
    fetched = "type secondary;", "primaries { 10.66.0.10; };"
    assert [zone for zone, block in kinds.items() if all(word in block for word in fetched)] == [
        "city.example",
        "0.66.10.in-addr.arpa",
        "20.172.in-addr.arpa",
        "rpz",
    ]
    assert "type hint;" in kinds["."]
    assert not [path for path in found if path.startswith("/etc/bind/db.") and "root-hints" not in path]
    assert found["/etc/default/named"] == "PRIMARY=10.66.0.10\n"


def test_a_primary_tells_its_secondaries_of_changes_and_lets_them_copy() -> None:
    found = files("dns")
    assert "acl nameservers { 172.20.0.53; };" in found["/etc/bind/named.conf.options"]
    assert "also-notify { 172.20.0.53; };" in found["/etc/bind/named.conf.local"].split('view "outside"')[0]
    policy = found["/etc/bind/named.conf.local"].split('zone "rpz" {')[1]
    assert "allow-transfer { nameservers; };" in policy.split("};\n\n")[0]


def test_a_secondary_tells_nobody_of_changes() -> None:
    assert "also-notify" not in files("ns2", primary="dns")["/etc/bind/named.conf.local"]


@pytest.mark.parametrize(
    ("name", "primary", "said"),
    [
        ("ns2", "dsn", r"primary: 'dsn' is no other name server beside 'ns2'; did you mean 'dns'\? \(known: dns\)"),
        ("ns2", "ns2", r"primary: 'ns2' is no other name server"),
        ("ns2", "isp", r"primary: 'isp' is no other name server"),
        ("isp", "dns", r"primary: 'dns' is no other name server beside 'isp'$"),
    ],
)
def test_a_primary_is_another_name_server_of_the_same_side(name: str, primary: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        files(name, primary=primary)


def test_a_secondary_is_not_to_be_published() -> None:
    with pytest.raises(ValueError, match="'ns2' has only what is told inside; publish 'dns' instead"):
        files("ns2", WORLD.model_copy(update={"publications": (offer(53, "ns2"),)}), primary="dns")


def test_the_outsides_server_needs_a_name() -> None:
    with pytest.raises(ValueError, match=r"'isp' is a name server outside and needs a name; write names: \[ns\.isp"):
        files("dns", replaced(WORLD, named(ISP)))


def test_the_outsides_root_delegates_each_domain_and_ours_to_our_own_server() -> None:
    assert records(files("isp")["/etc/bind/db.root"]) == [
        "@ IN NS ns.isp.example.",
        "ns.isp.example. IN A 203.0.113.10",
        "isp.example. IN NS ns.isp.example.",
        "kencho.example. IN NS ns.isp.example.",
        "chamber.example. IN NS ns.isp.example.",
        "shop.test. IN NS ns.isp.example.",
        "113.0.203.in-addr.arpa. IN NS ns.isp.example.",
        "city.example. IN NS dns.city.example.",
        "dns.city.example. IN A 203.0.113.1",
    ]


def test_a_domain_outside_has_its_names_and_its_exchanger() -> None:
    found = files("isp")
    assert records(found["/etc/bind/db.kencho.example"]) == [
        "@ IN NS ns.isp.example.",
        "@ IN MX 10 mail",
        "mail IN A 203.0.113.11",
        "mx2 IN A 203.0.113.11",
    ]
    assert records(found["/etc/bind/db.chamber.example"]) == ["@ IN NS ns.isp.example.", "www IN A 203.0.113.12"]
    assert records(found["/etc/bind/db.shop.test"]) == ["@ IN NS ns.isp.example.", "@ IN A 203.0.113.12"]


def test_addresses_outside_have_names_and_ours_bears_its_mail_servers() -> None:
    assert records(files("isp")["/etc/bind/db.203.0.113"]) == [
        "@ IN NS ns.isp.example.",
        "10 IN PTR ns.isp.example.",
        "11 IN PTR mail.kencho.example.",
        "12 IN PTR www.chamber.example.",
        "1 IN PTR mail.city.example.",
    ]


def test_the_outsides_server_is_healthy_by_the_name_it_bears_and_that_names_address() -> None:
    card = ISP.interfaces[0].model_copy(update={"others": (f"{NET}.53",)})
    isp = named(ISP.model_copy(update={"interfaces": (card,)}), ns_isp_example=f"{NET}.53")
    forward, backward = Dns().health(told("isp", replaced(WORLD, isp)))
    assert forward.probe == Resolves(target="isp", name="ns.isp.example")
    assert backward.probe == Resolves(target="isp", name="53.113.0.203.in-addr.arpa", record="PTR")


def test_the_outsides_server_asks_for_everybody_outside_and_rewrites_nothing() -> None:
    found = files("isp")
    assert "acl inside { 127.0.0.0/8; 203.0.113.0/24; };" in found["/etc/bind/named.conf.options"]
    assert found["/etc/bind/named.conf.local"].count('view "') == 1
    assert "response-policy" not in found["/etc/bind/named.conf.local"]


def test_where_our_server_is_not_published_the_provider_keeps_our_public_zone() -> None:
    found = files("isp", WORLD.model_copy(update={"publications": (offer(25, "mail"),)}))
    assert records(found["/etc/bind/db.city.example"]) == [
        "@ IN NS ns.isp.example.",
        "@ IN MX 10 mail",
        "mail IN A 203.0.113.1",
        "webmail IN A 203.0.113.1",
    ]
    assert "city.example. IN NS ns.isp.example." in records(found["/etc/bind/db.root"])


def test_a_domain_below_somebody_elses_is_delegated_there() -> None:
    ours = ORGANISATION.model_copy(update={"domain": "city.chamber.example"})
    nodes = tuple(node.model_copy(update={"search": ours.domain}) for node in WORLD.nodes)
    there = WORLD.model_copy(update={"nodes": nodes})
    found = contents(Dns().files(told("isp", there, organisation=ours)))
    assert records(found["/etc/bind/db.chamber.example"])[-2:] == [
        "city.chamber.example. IN NS dns.city.chamber.example.",
        "dns.city.chamber.example. IN A 203.0.113.1",
    ]


def test_a_name_of_ours_that_somebody_outside_keeps_is_told_to_everybody() -> None:
    topology = replaced(WORLD, named(PARTNER, blog_city_example=f"{NET}.12"))
    found = files("dns", topology)
    assert "blog\tIN\tA\t203.0.113.12\n" in found["/etc/bind/db.city.example"]
    assert "blog\tIN\tA\t203.0.113.12\n" in found["/etc/bind/db.city.example.public"]

"""The gateway's ruleset, what it publishes, and what it refuses to publish."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.contracts.probe import Vantage
from cyder.contracts.probing import Connects
from cyder.model.topology import Topology
from cyder.roles.gateway import Gateway
from cyder.roles.gateway.probes import FirewallStands
from tests.unit.roles.towns import NODES, TOWN, contents, saying, site

PUBLISHING = Gateway(publish={"mail": (25, 143), "dns": (53,)})


def ruleset(role: Gateway = PUBLISHING, topology: Topology = TOWN) -> str:
    return contents(role.files(site("gw", topology)))["/etc/nftables.conf"]


def chain(name: str, role: Gateway = PUBLISHING) -> list[str]:
    """Return the rules of one chain, its own type line left out."""
    body = ruleset(role).split(f"chain {name} {{\n")[1].split("\n\t}")[0]
    return [line.strip() for line in body.splitlines() if not line.strip().startswith("type ")]


def test_the_blocked_are_dropped_before_connections_under_way_are_let_through() -> None:
    rules = chain("forward")
    assert rules[:3] == [
        "ip saddr @blocked goto drop_blocked",
        "ip daddr @blocked goto drop_blocked",
        "ct state established,related accept",
    ]
    assert chain("drop_blocked")[-1] == "drop"


def test_what_nobody_allowed_is_not_forwarded() -> None:
    assert "type filter hook forward priority filter; policy drop;" in ruleset()
    published, out, inside, rest = chain("forward")[4:]
    assert published.startswith("ct status dnat ")
    assert out.startswith('iifname { "eth0", "eth1" } oifname { "eth2" } ip saddr @allowed_out ')
    assert inside.startswith('iifname { "eth0", "eth1" } oifname { "eth0", "eth1" } ')
    assert rest == "goto refuse"


def test_our_own_machines_are_told_of_a_refusal_and_strangers_are_not() -> None:
    logged, told, dropped = chain("refuse")
    assert logged.startswith('limit rate 10/second burst 20 packets log prefix "denied:"')
    assert (told, dropped) == ('iifname { "eth0", "eth1" } reject with icmpx admin-prohibited', "drop")


def test_strangers_may_ping_the_gateway_and_nothing_else_and_the_blocked_not_even_that() -> None:
    assert chain("input") == [
        "ip saddr @blocked goto drop_blocked",
        'iifname { "eth2" } ct state established,related accept',
        'iifname { "eth2" } icmp type echo-request accept',
        'iifname { "eth2" } goto refuse',
    ]


def test_the_set_that_trainees_fill_is_there_and_empty() -> None:
    assert "\tset blocked {\n\t\ttype ipv4_addr\n\t\tflags interval\n\t}\n" in ruleset()


def elements(name: str, role: Gateway) -> str:
    """Return what a set of the ruleset holds."""
    body = ruleset(role).split(f"set {name} {{\n")[1].split("\n\t}")[0]
    return body.partition("elements = { ")[2].removesuffix(" }")


def test_everybody_inside_may_go_out_unless_somebody_says_who() -> None:
    assert elements("allowed_out", Gateway()) == "10.66.0.0/24, 172.20.0.0/16"
    assert elements("allowed_out", Gateway(out=("mail", "dns", "mail"))) == "172.20.3.11, 10.66.0.10"
    assert elements("allowed_out", Gateway(out=())) == ""


def test_the_dmz_opens_nothing_further_inside_but_what_is_named() -> None:
    role = Gateway(dmz=("dmz",), inward={"dns": (53,), "pc": (22,)})
    inward, office = chain("forward", role)[6:8]
    assert inward.startswith(
        'iifname { "eth1" } oifname { "eth0", "eth1" } ip daddr . meta l4proto . th dport @inward log prefix "inside:"'
    )
    assert office.startswith('iifname { "eth0" } oifname { "eth0", "eth1" } log prefix "inside:"')
    assert elements("inward", role) == "10.66.0.10 . tcp . 53, 10.66.0.10 . udp . 53, 10.66.0.12 . tcp . 22"


def test_the_dmzs_exceptions_can_be_written_later_where_there_are_none() -> None:
    assert elements("inward", Gateway(dmz=("dmz",))) == ""
    assert "set inward" not in ruleset(Gateway())


def test_between_two_closed_networks_nothing_is_open() -> None:
    rules = chain("forward", Gateway(dmz=("dmz", "office")))
    assert not [rule for rule in rules if "inside:" in rule and "@inward" not in rule]


def test_connections_bytes_are_counted() -> None:
    assert chain("count") == ["ct bytes ge 0 counter"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"out": ["dsn"]}, r"out: unknown node 'dsn'; did you mean 'dns'\?"),
        ({"out": ["intruder"]}, "out: 'intruder' stands outside already"),
        ({"dmz": ["dmt"]}, r"dmz: 'dmt' is no inside network that 'gw' stands in; did you mean 'dmz'\? "),
        ({"dmz": ["outside"]}, r"dmz: 'outside' is no inside network .* \(known: dmz, office\)"),
        ({"inward": {"pc": [22]}}, "inward: without 'dmz' every inside network may reach every other one already"),
        ({"dmz": ["dmz"], "inward": {"pcc": [22]}}, r"inward: unknown node 'pcc'; did you mean 'pc'\?"),
        ({"dmz": ["dmz"], "inward": {"mail": [25]}}, "inward: 'mail' stands in no inside network that the DMZ is kept"),
        ({"dmz": ["dmz"], "inward": {"intruder": [25]}}, "inward: 'intruder' stands in no inside network"),
    ],
)
def test_a_setting_that_names_what_is_not_there_is_refused(settings: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ruleset(Gateway.model_validate(settings))


def test_published_services_lead_inside_and_port_53_by_udp_too() -> None:
    assert chain("prerouting") == [
        'iifname "eth2" ip daddr 203.0.113.1 tcp dport 25 dnat to 172.20.3.11',
        'iifname "eth2" ip daddr 203.0.113.1 tcp dport 143 dnat to 172.20.3.11',
        'iifname "eth2" ip daddr 203.0.113.1 tcp dport 53 dnat to 10.66.0.10',
        'iifname "eth2" ip daddr 203.0.113.1 udp dport 53 dnat to 10.66.0.10',
    ]


def test_addresses_are_replaced_on_the_way_out_only() -> None:
    assert chain("postrouting") == [
        'ip saddr 10.66.0.0/24 oifname { "eth2" } masquerade',
        'ip saddr 172.20.0.0/16 oifname { "eth2" } masquerade',
    ]


def test_publications_are_on_the_gateways_address_outside() -> None:
    offers = [
        (offer.network, offer.address, offer.port, offer.protocol, offer.node)
        for offer in PUBLISHING.publishes(site("gw"))
    ]
    assert offers == [
        ("outside", "203.0.113.1", 25, "tcp", "mail"),
        ("outside", "203.0.113.1", 143, "tcp", "mail"),
        ("outside", "203.0.113.1", 53, "tcp", "dns"),
        ("outside", "203.0.113.1", 53, "udp", "dns"),
    ]


def test_a_gateway_that_publishes_nothing_still_lets_the_inside_out() -> None:
    text = ruleset(Gateway())
    assert "dnat to" not in text
    assert "masquerade" in text


def test_publishing_an_unknown_node_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"publish: unknown node 'mial'; did you mean 'mail'\? \(known: dns, gw, "):
        Gateway(publish={"mial": (25,)}).publishes(site("gw"))


def test_publishing_without_an_outside_is_refused() -> None:
    inner = NODES[0].model_copy(update={"interfaces": NODES[0].interfaces[:2]})
    topology = TOWN.model_copy(update={"nodes": (inner, *NODES[1:])})
    assert "oifname" not in ruleset(Gateway(), topology).split("chain postrouting")[1]
    with pytest.raises(ValueError, match=r"'gw' stands in no network outside .*, only in office, dmz"):
        PUBLISHING.publishes(site("gw", topology))


@pytest.mark.parametrize(
    ("publish", "said"),
    [
        ({"mail": [25], "dns": [25]}, r"port 25 is published more than once \(mail, dns\)"),
        ({"mail": [0]}, "greater than or equal to 1"),
        ({"mail": [65536]}, "less than or equal to 65535"),
        ({"mail": []}, "at least 1 item"),
        ({"mail": ["imap"]}, "valid integer"),
    ],
)
def test_ports_that_cannot_be_published_are_refused(publish: object, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Gateway.model_validate({"publish": publish})


def test_it_routes_and_may_change_its_firewall() -> None:
    assert Gateway.routing == "router"
    assert {"NET_ADMIN", "NET_RAW"} <= set(Gateway.capabilities)


LOADED = """\
table inet filter {
\tset blocked {
\t\ttype ipv4_addr
\t\tflags interval
\t\telements = { 203.0.113.242 }
\t}
}
"""
MISSING = "Error: No such file or directory\nlist set inet filter blocked\n               ^^^^^^"


@pytest.mark.parametrize(("out", "code", "passed"), [(LOADED, 0, True), (MISSING, 1, False)])
def test_it_is_healthy_when_its_ruleset_is_loaded(out: str, code: int, passed: bool) -> None:  # noqa: FBT001  a case
    lan, provider = saying(out, code)
    answer = FirewallStands(target="gw").check(lan, Vantage("gw", "10.66.0.1"))
    assert answer.passed is passed
    assert provider.asked == [("gw", ("nft", "list", "set", "inet", "filter", "blocked"))]


def test_its_health_is_a_connection_from_outside_to_what_it_publishes() -> None:
    stands, passes = Gateway(publish={"mail": (25, 143)}).health(site("gw"))
    assert (stands.by, stands.probe) == ("itself", FirewallStands(target="gw"))
    assert (passes.by, passes.probe) == ("neighbour", Connects(target="mail", port=25))
    assert [check.by for check in Gateway().health(site("gw"))] == ["itself"]

"""The name server's files, its settings and what its probes make of dig's answers."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.contracts.probe import Vantage
from cyder.roles.dns import Dns
from cyder.roles.dns.probes import Fetches, Resolves, TransfersZone
from cyder.roles.dns.zones import reverse_zone
from tests.unit.roles.towns import NODES, SOURCE, TOWN, contents, saying, site

OUTSIDE = Vantage("intruder", SOURCE)

TRANSFERRED = """\
; <<>> DiG 9.20.30-1~deb13u1-Debian <<>> +time=2 +tries=1 -b 203.0.113.242 @203.0.113.1 city.example AXFR
; (1 server found)
;; global options: +cmd
city.example.\t\t300\tIN\tSOA\tdns.city.example. hostmaster.city.example. 2026040101 3600 900 604800 60
dns.city.example.\t300\tIN\tA\t10.66.0.10
city.example.\t\t300\tIN\tSOA\tdns.city.example. hostmaster.city.example. 2026040101 3600 900 604800 60
;; Query time: 4 msec
;; SERVER: 203.0.113.1#53(203.0.113.1) (TCP)
;; WHEN: Mon Nov 23 21:20:29 JST 2026
;; XFR size: 9 records (messages 1, bytes 284)
"""
REFUSED = """\
; <<>> DiG 9.20.30-1~deb13u1-Debian <<>> +time=2 +tries=1 -b 203.0.113.242 @203.0.113.1 city.example AXFR
; (1 server found)
;; global options: +cmd
; Transfer failed.
"""
TRANSFER_DROPPED = """\
;; Connection to 203.0.113.1#53(203.0.113.1) for city.example failed: timed out.
;; no servers could be reached
"""
DROPPED = """\
;; communications error to 203.0.113.1#53: timed out

; <<>> DiG 9.20.30-1~deb13u1-Debian <<>> +time=2 +tries=1 -b 203.0.113.242 @203.0.113.1 dns.city.example A
; (1 server found)
;; global options: +cmd
;; no servers could be reached
"""
ANSWERED = """\
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 22522
;; flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1
"""
UNKNOWN = """\
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 26820
;; flags: qr aa rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1
"""
EMPTY = UNKNOWN.replace("NXDOMAIN", "NOERROR")

FORWARD = """\
$TTL 300
@\tIN\tSOA\tdns.city.example. hostmaster.city.example. (
\t\t2026040101\t; serial, one more after every change
\t\t3600\t\t; refresh
\t\t900\t\t; retry
\t\t604800\t\t; expire
\t\t60 )\t\t; negative answers
@\tIN\tNS\tdns.city.example.
@\tIN\tMX\t10 mail
gw\tIN\tA\t10.66.0.1
gw\tIN\tA\t172.20.0.1
dns\tIN\tA\t10.66.0.10
mail\tIN\tA\t172.20.3.11
pc\tIN\tA\t10.66.0.12
pc-195\tIN\tA\t10.66.0.101
pc-195\tIN\tA\t172.20.0.99
"""


def test_the_organisations_zone_has_every_machine_inside_and_nobody_outside() -> None:
    zone = contents(Dns().files(site("dns")))["/etc/bind/db.city.example"]
    assert zone == FORWARD


def test_every_machine_inside_is_found_by_its_address_too() -> None:
    files = contents(Dns().files(site("dns")))
    assert "12\tIN\tPTR\tpc.city.example.\n" in files["/etc/bind/db.10.66.0"]
    assert "11.3\tIN\tPTR\tmail.city.example.\n" in files["/etc/bind/db.172.20"]
    assert not [path for path in files if "203" in path]


@pytest.mark.parametrize(
    ("subnet", "zone"),
    [
        ("10.66.0.0/24", "0.66.10.in-addr.arpa"),
        ("10.66.0.128/25", "0.66.10.in-addr.arpa"),
        ("10.66.2.0/23", "66.10.in-addr.arpa"),
        ("172.20.0.0/16", "20.172.in-addr.arpa"),
        ("172.16.0.0/12", "172.in-addr.arpa"),
        ("10.0.0.0/8", "10.in-addr.arpa"),
    ],
)
def test_a_reverse_zone_holds_its_whole_network(subnet: str, zone: str) -> None:
    assert reverse_zone(subnet) == zone


def test_two_networks_that_share_a_reverse_zone_are_served_as_one() -> None:
    halves = TOWN.model_copy(
        update={
            "networks": (
                TOWN.networks[0].model_copy(update={"subnet": "10.66.0.0/25"}),
                TOWN.networks[1].model_copy(update={"subnet": "10.66.0.128/25"}),
                TOWN.networks[2],
            ),
            "nodes": (NODES[1], NODES[2].model_copy(update={"interfaces": (_moved("10.66.0.130"),)})),
        }
    )
    files = contents(Dns().files(site("dns", halves)))
    assert files["/etc/bind/named.conf.local"].count('"0.66.10.in-addr.arpa"') == 1
    assert files["/etc/bind/db.10.66.0"].endswith("10\tIN\tPTR\tdns.city.example.\n130\tIN\tPTR\tmail.city.example.\n")


def _moved(address: str) -> object:
    return NODES[2].interfaces[0].model_copy(update={"address": address, "prefix": 25})


def test_without_an_outside_no_question_leaves_the_lan() -> None:
    files = contents(Dns().files(site("dns")))
    options, zones = files["/etc/bind/named.conf.options"], files["/etc/bind/named.conf.local"]
    assert "forward" not in options + zones
    assert "dnssec-validation no;" in options
    assert "empty-zones-enable no;" in options
    assert 'zone "." {\n\t\ttype primary;' in zones
    assert files["/etc/bind/db.root"].endswith("@\tIN\tNS\tlocalhost.\nlocalhost.\tIN\tA\t127.0.0.1\n")


def test_only_the_inside_may_ask_about_other_names() -> None:
    files = contents(Dns().files(site("dns")))
    assert "acl inside { 127.0.0.0/8; 10.66.0.0/24; 172.20.0.0/16; };" in files["/etc/bind/named.conf.options"]
    assert views(files)["inside"][:3] == [
        "match-clients { inside; };",
        "recursion yes;",
        "allow-recursion { inside; };",
    ]
    assert views(files)["outside"][:2] == ["match-clients { any; };", "recursion no;"]


def test_a_policy_zone_is_ready_for_our_own_machines_and_a_change_in_it_works_at_once() -> None:
    files = contents(Dns().files(site("dns")))
    policy = 'response-policy { zone "rpz"; } min-update-interval 0 qname-wait-recurse no;'
    assert policy in views(files)["inside"]
    assert policy not in views(files)["outside"]
    assert files["/etc/bind/db.rpz"].endswith("@\tIN\tNS\tlocalhost.\n")


def views(files: dict[str, str]) -> dict[str, list[str]]:
    """Return the lines of each view of a server's configuration."""
    blocks = files["/etc/bind/named.conf.local"].split('view "')[1:]
    return {block.split('"')[0]: [line.strip() for line in block.splitlines()[1:]] for block in blocks}


@pytest.mark.parametrize(("who", "said"), [("anyone", "any"), ("secondaries", "nameservers"), ("nobody", "none")])
def test_whole_zones_go_to_whom_the_setting_says(who: str, said: str) -> None:
    role = Dns.model_validate({"transfer": who})
    assert f"allow-transfer {{ {said}; }};" in contents(role.files(site("dns")))["/etc/bind/named.conf.options"]


def test_whole_zones_go_to_secondaries_only_unless_somebody_says_otherwise() -> None:
    assert Dns().transfer == "secondaries"
    assert "acl nameservers { none; };" in contents(Dns().files(site("dns")))["/etc/bind/named.conf.options"]


def test_an_unknown_answer_to_who_may_transfer_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValidationError, match="should be 'anyone', 'secondaries' or 'nobody'"):
        Dns.model_validate({"transfer": "everybody"})


def test_it_is_healthy_when_a_colleague_gets_its_own_name_and_the_name_of_its_address() -> None:
    forward, backward = Dns().health(site("dns"))
    assert (forward.by, backward.by) == ("colleague", "colleague")
    assert forward.probe == Resolves(target="dns", name="dns.city.example")
    assert backward.probe == Resolves(target="dns", name="10.0.66.10.in-addr.arpa", record="PTR")


@pytest.mark.parametrize(
    ("out", "passed", "said"),
    [
        (ANSWERED, True, "dns.city.example A: NOERROR, 1 in the answer"),
        (UNKNOWN, False, "dns.city.example A: NXDOMAIN, 0 in the answer"),
        (EMPTY, False, "dns.city.example A: NOERROR, 0 in the answer"),
        (DROPPED, False, "no answer for dns.city.example A (timed out)"),
        ("", False, "no answer for dns.city.example A (dig ended with code 0)"),
    ],
)
def test_a_name_resolves_when_there_is_a_record(out: str, passed: bool, said: str) -> None:  # noqa: FBT001  a case
    lan, _ = saying(out)
    answer = Resolves(target="dns", name="dns.city.example").check(lan, OUTSIDE)
    assert (answer.passed, answer.said) == (passed, said)


@pytest.mark.parametrize(
    ("out", "passed", "said"),
    [
        (TRANSFERRED, True, "9 records of city.example"),
        (REFUSED, False, "city.example was not transferred (Transfer failed)"),
        (TRANSFER_DROPPED, False, "city.example was not transferred (timed out)"),
    ],
)
def test_a_zone_is_transferred_when_records_came(out: str, passed: bool, said: str) -> None:  # noqa: FBT001  a case
    lan, _ = saying(out)
    answer = TransfersZone(target="dns", zone="city.example").check(lan, OUTSIDE)
    assert (answer.passed, answer.said) == (passed, said)


def test_a_stranger_asks_the_published_address_under_its_own() -> None:
    lan, provider = saying(ANSWERED)
    Resolves(target="dns", name="city.example", record="SOA").check(lan, OUTSIDE)
    argv = ("dig", "+time=2", "+tries=1", "-b", SOURCE, "@203.0.113.1", "city.example", "SOA")
    assert provider.asked == [("intruder", argv)]


def test_a_colleague_asks_the_server_itself() -> None:
    lan, provider = saying(ANSWERED)
    Resolves(target="dns", name="dns.city.example").check(lan, Vantage("prober", "10.66.0.101"))
    assert "@10.66.0.10" in provider.asked[0][1]


def test_a_secondary_asks_its_primary_under_its_own_address() -> None:
    lan, provider = saying(TRANSFERRED)
    answer = Fetches(target="pc", primary="dns", zone="city.example").check(lan, Vantage("pc", "10.66.0.12"))
    argv = ("dig", "+time=2", "+tries=1", "-b", "10.66.0.12", "@10.66.0.10", "city.example", "AXFR")
    assert provider.asked == [("pc", argv)]
    assert (answer.passed, answer.said) == (True, "9 records of city.example")

"""Questions that carry something out: which real lines prove them, what is true, and how they are kept in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from pydantic import ValidationError

from cyder.contracts.any_of import AnyOf
from cyder.contracts.node import Result
from cyder.model.seed import Seed
from cyder.roles.dns import Dns
from cyder.roles.dns.actions.dga import MadeUpNames
from cyder.roles.dns.actions.dns_beacon import DnsBeacon
from cyder.roles.dns.actions.dns_labels import DnsLabels
from cyder.roles.dns.actions.host_names import HostNames
from cyder.roles.dns.probes import ReachesZone, Resolves, reached_zone
from tests.unit.roles.offices import MARKER, at_the_pc, proven, receipt
from tests.unit.roles.talk import Decide

ZONE = "cdn-stat.example"
BEACON, LABELS, NAMES = DnsBeacon(zone=ZONE), DnsLabels(zone=ZONE, questions=4), MadeUpNames(names=15)

ASKED_THERE = """\
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 48045
;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1
;; QUESTION SECTION:
;1003.aa.cdn-stat.example.	IN	TXT

;; AUTHORITY SECTION:
cdn-stat.example.	60	IN	SOA	ns.saino-net.example. hostmaster.cdn-stat.example. 2026040101 3600 900 604800 60
"""
BY_POLICY = """\
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 24683
;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 2
;; QUESTION SECTION:
;k4.a1.cdn-stat.example.		IN	TXT

;; ADDITIONAL SECTION:
rpz.			60	IN	SOA	localhost. root.localhost. 2026040102 3600 900 604800 60
"""
OWN_EMPTY_ZONE = ASKED_THERE.replace("flags: qr rd ra;", "flags: qr aa rd ra;")
SILENT = ";; communications error to 10.66.8.10#53: timed out\n;; no servers could be reached\n"
FOUND = ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0\n"

LINE = (
    "2026-11-25T15:16:18.454Z queries: info: client @0x7f3db94e8c00 10.66.0.12#34701 ({name}): view inside: "
    "query: {name} IN {record} +E(0)K (10.66.8.10)"
)


def logged(name: str, record: str = "TXT") -> str:
    return LINE.format(name=name, record=record)


def digging(out: str, code: int = 0) -> Decide:
    """Return machines that answer each question so, start scripts that print it, and have nothing left on them."""

    def decide(argv: Sequence[str]) -> Result:
        if argv[0] in ("dig", "setsid"):
            return Result(code, out)
        return Result(1 if argv[0] in ("test", "pgrep") else 0, "")

    return decide


@pytest.mark.parametrize(
    ("out", "there"), [(ASKED_THERE, True), (BY_POLICY, False), (OWN_EMPTY_ZONE, False), (SILENT, False)]
)
def test_a_name_that_does_not_exist_got_there_only_if_the_zone_says_so(out: str, *, there: bool) -> None:
    assert reached_zone(Result(0, out), ZONE) is there


def test_an_answer_from_another_zone_is_none_from_this_one() -> None:
    assert not reached_zone(Result(0, ASKED_THERE), "stat.example")
    assert not reached_zone(Result(0, ASKED_THERE.replace("cdn-stat.example", "cdn-statXexample")), ZONE)


@pytest.mark.parametrize(("out", "reached"), [(ASKED_THERE, True), (BY_POLICY, False), (SILENT, False)])
def test_a_beacon_stays_only_if_its_first_question_got_there(out: str, *, reached: bool) -> None:
    place, asked = at_the_pc("dns", digging(out))
    assert BEACON.run(place).reached is reached
    removed = ("pc", ("rm", "-f", f"/home/kimura/.cache/font-sync-{MARKER}")) in asked
    assert removed is not reached


def test_a_beacon_is_proven_by_its_own_names_from_its_own_pc() -> None:
    place, _ = at_the_pc("dns")
    name = f"1001.{place.seed.token('id')[:6]}.{ZONE}"
    lines = (logged(name), logged(name, "A"), logged(f"1001.ffffff.{ZONE}"), logged(name).replace(".12#", ".120#"))
    assert proven(BEACON, place, *lines) == [[True, False, False, False]]


def test_the_truth_of_a_beacon_is_domain_file_and_first_question() -> None:
    place, _ = at_the_pc("dns")
    line = receipt("dns", Dns.logs["queries"], logged(f"1001.{place.seed.token('id')[:6]}.{ZONE}"))
    truth = BEACON.truth(place, [line])
    assert [(each.kind, each.value) for each in truth.indicators[0].spellings] == [("domain", ZONE)]
    assert f"font-sync-{MARKER}" in {each.value for each in truth.indicators[1].spellings}
    assert [(each.kind, each.host, each.at) for each in truth.timeline] == [("c2", "pc", line.logged_at)]


@pytest.mark.parametrize("action", [BEACON, LABELS])
def test_a_zone_is_refused_when_no_server_inside_asks_there_and_none_outside_answers(action: DnsBeacon) -> None:
    place, _ = at_the_pc("dns")
    (check,) = action.containment(place)[0].deny
    assert check.by == "source"
    assert isinstance(check.probe, AnyOf)
    below = [probe for probe in check.probe.probes if isinstance(probe, ReachesZone)]
    itself = [probe for probe in check.probe.probes if isinstance(probe, Resolves)]
    assert [probe.target for probe in below] == ["dns"]
    assert [(probe.target, probe.name) for probe in itself] == [("dns", ZONE), ("isp", ZONE)]


def test_refusing_a_zone_but_letting_the_pc_ask_outside_is_a_hole() -> None:
    def outside_only(argv: Sequence[str]) -> Result:
        return Result(0, FOUND) if "@203.0.113.10" in argv else Result(0, BY_POLICY)

    place, _ = at_the_pc("dns", outside_only)
    probe = BEACON.containment(place)[0].deny[0].probe
    assert probe.check(place.lan, place.vantage).passed
    closed, _ = at_the_pc("dns", digging(BY_POLICY))
    assert not probe.check(closed.lan, place.vantage).passed


def test_others_must_still_get_names_of_the_outside() -> None:
    place, _ = at_the_pc("dns")
    for action in (BEACON, LABELS, NAMES):
        for way in action.containment(place):
            assert [(check.by, check.probe.model_dump()["name"]) for check in way.allow] == [
                ("neighbour", "www.chamber.example"),
                ("colleague", "dns.city.example"),
            ]


def test_what_refuses_a_zone_covers_it_and_what_is_below_and_counts_the_serial_up() -> None:
    place, _ = at_the_pc("dns")
    (typed,), (undone,) = BEACON.containment(place)[0].typed, BEACON.containment(place)[0].undone
    for rule in (f"echo '{ZONE} CNAME .'", f"echo '*.{ZONE} CNAME .'", "serial", "rndc reload rpz"):
        assert rule in typed.argv[-1]
    assert "serial" in undone.argv[-1]


@pytest.mark.parametrize("zone", ["cdn-stat", "cdn-stat.com", "x.example;id", "-x.example", "10.in-addr.arpa", ""])
@pytest.mark.parametrize("action", [DnsBeacon, DnsLabels])
def test_a_zone_outside_the_exercise_is_refused(action: type[DnsBeacon], zone: str) -> None:
    with pytest.raises(ValidationError, match=r"write it as 'cdn-stat\.example'"):
        action(zone=zone)


@pytest.mark.parametrize(
    ("action", "settings"),
    [
        (DnsBeacon, {"zone": ZONE, "calls": 121}),
        (DnsBeacon, {"zone": ZONE, "every": 0}),
        (DnsLabels, {"zone": ZONE, "questions": 41}),
        (MadeUpNames, {"names": 26}),
        (MadeUpNames, {"names": 14}),
        (MadeUpNames, {"bursts": 13}),
        (HostNames, {"names": 31}),
    ],
)
def test_each_is_bounded(action: type[DnsBeacon], settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=r"less than or equal|greater than or equal"):
        action.model_validate(settings)


def test_labels_are_names_that_dns_allows_all_different_and_the_same_for_the_same_seed() -> None:
    place, _ = at_the_pc("dns")
    names = DnsLabels(zone=ZONE).names(place)
    assert len(set(names)) == 40
    assert all(len(name) <= 253 and all(len(label) <= 63 for label in name.split(".")) for name in names)
    assert names == DnsLabels(zone=ZONE).names(place)
    assert not set(names) & set(DnsLabels(zone=ZONE).names(replace(place, seed=Seed(b"other"))))


def test_no_more_than_two_labels_go_out_in_a_second() -> None:
    assert DnsLabels.caps.per_second == 2.0
    assert DnsLabels.caps.commands == 41


def test_the_first_label_that_does_not_get_there_ends_it() -> None:
    place, asked = at_the_pc("dns", digging(BY_POLICY))
    assert not LABELS.run(place).reached
    assert len(asked) == 1
    place, asked = at_the_pc("dns", digging(ASKED_THERE))
    trace = LABELS.run(place)
    assert (trace.reached, trace.said) == (True, f"4 of 4 names below {ZONE} were asked for, 120 bytes in all")
    assert [argv[-2] for _, argv in asked] == list(LABELS.names(place))


def test_labels_are_proven_by_each_question_and_found_by_their_length() -> None:
    place, _ = at_the_pc("dns")
    lines = [logged(name) for name in LABELS.names(place)]
    assert proven(LABELS, place, *lines, logged(f"www.{ZONE}")) == [[True] * 4 + [False]]
    assert LABELS.emits(place)[0].least == 4
    long = LABELS.sightings(place)[0]
    assert all(re.search(long.argv[2], line) for line in lines)
    assert not re.search(long.argv[2], logged("www.chamber.example"))


def test_made_up_names_look_made_up_and_exist_nowhere() -> None:
    place, _ = at_the_pc("dns")
    names = MadeUpNames(names=25).made_up(place)
    assert len(set(names)) == 25
    assert all(re.fullmatch(r"[a-z]{10,15}\.(example|test)", name) for name in names)
    assert names != MadeUpNames(names=25).made_up(replace(place, seed=Seed(b"other")))


@pytest.mark.parametrize(("answers", "reached"), [(15, True), (14, False), (0, False)])
def test_made_up_names_were_looked_for_when_each_was_said_not_to_exist(answers: int, *, reached: bool) -> None:
    place, _ = at_the_pc("dns", digging(BY_POLICY * answers))
    trace = NAMES.run(place)
    assert (trace.reached, trace.said) == (reached, f"{answers} of 15 names do not exist")


def test_made_up_names_are_proven_by_one_question_each_and_any_of_them_names_them_all() -> None:
    place, _ = at_the_pc("dns")
    names = NAMES.made_up(place)
    assert proven(NAMES, place, *(logged(name, "A") for name in names), logged("www.test", "A")) == [
        [True] * 15 + [False]
    ]
    assert NAMES.emits(place)[0].least == 15
    truth = NAMES.truth(place, [receipt("dns", Dns.logs["queries"], logged(names[3], "A"))])
    assert {(each.value, each.credit) for each in truth.indicators[0].spellings} == {(name, 1.0) for name in names}
    assert len(truth.timeline) == 1


def test_made_up_names_end_when_nothing_is_left_on_the_pc_or_it_gets_no_answer_at_all() -> None:
    place, _ = at_the_pc("dns")
    clean, isolated = NAMES.containment(place)
    assert (clean.id, isolated.id) == ("clean-pc", "isolate-pc")
    there, _ = at_the_pc("dns", lambda argv: Result(0 if argv[0] == "pgrep" else 1, ""))
    assert clean.deny[0].probe.check(there.lan, place.vantage).passed
    gone, _ = at_the_pc("dns", digging(FOUND))
    assert not clean.deny[0].probe.check(gone.lan, place.vantage).passed
    assert isolated.deny[0].probe.check(gone.lan, place.vantage).passed


@pytest.mark.parametrize("action", [BEACON, NAMES])
def test_cleanup_says_what_is_left_and_is_content_when_nothing_ever_was(action: DnsBeacon) -> None:
    assert action.cleanup(at_the_pc("dns", digging(""))[0]).verified
    left = action.cleanup(at_the_pc("dns")[0])
    assert not left.verified
    assert MARKER in left.said


def test_host_names_are_tried_once_each_from_the_source_and_a_silent_server_ends_it() -> None:
    place = replace(at_the_pc("dns", digging(FOUND))[0], source="intruder")
    action = HostNames(names=8)
    assert action.run(place).said == "8 of 8 names were answered, 8 of them exist"
    assert len(set(action.tried(place))) == 8
    silent, asked = at_the_pc("dns", digging(SILENT, 9))
    trace = action.run(replace(silent, source="intruder"))
    assert (trace.reached, len(asked)) == (False, 1)


def test_host_names_are_proven_by_each_question_of_the_source() -> None:
    place = replace(at_the_pc("dns")[0], source="intruder")
    action = HostNames(names=8)
    lines = [logged(name, "A").replace("10.66.0.12#", "203.0.113.242#") for name in action.tried(place)]
    assert proven(action, place, *lines, logged(action.tried(place)[0], "A")) == [[True] * 8 + [False]]
    truth = action.truth(place, [receipt("dns", Dns.logs["queries"], lines[0])])
    assert [(each.kind, each.host) for each in truth.timeline] == [("discovery", "dns")]
    assert [each.value for each in truth.indicators[0].spellings] == ["203.0.113.242"]

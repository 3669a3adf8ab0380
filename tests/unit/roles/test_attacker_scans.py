"""Scans from outside and inside: what is tried, which lines of the flow log prove it, what ends it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.errors import Refused
from cyder.roles.attacker.actions.inside_scan import InsideScan
from cyder.roles.attacker.actions.port_scan import PortScan
from cyder.roles.attacker.scans import AnyAnswers, counted, open_ports
from tests.unit.roles import towns
from tests.unit.roles.doorways import OUTSIDE, receipt, scene, ways

DENIED = (
    "2026-11-26T01:18:37.005008+09:00 gw ulogd[48]: denied: IN=eth2 OUT= MAC=02:dc:af:03:80:77:02:17:c5:0c:98:bd:08:00 "
    "SRC=203.0.113.242 DST=203.0.113.1 LEN=60 TOS=00 PREC=0x00 TTL=64 ID=41779 DF PROTO=TCP SPT=33679 DPT=3306 "
    "SEQ=2068132291 ACK=0 WINDOW=64240 SYN URGP=0 MARK=0x0 "
)
LET_IN = (
    "2026-11-26T01:18:37.035789+09:00 gw ulogd[48]: in: IN=eth2 OUT=eth1 MAC=02:dc:af:03:80:77:02:17:c5:0c:98:bd:08:00 "
    "SRC=203.0.113.242 DST=172.20.3.12 LEN=60 TOS=00 PREC=0x00 TTL=63 ID=43933 DF PROTO=TCP SPT=50195 DPT=80 "
    "SEQ=3527745815 ACK=0 WINDOW=64240 SYN URGP=0 MARK=0x0 "
)
INSIDE = (
    "2026-11-26T00:35:06.758330+09:00 gw ulogd[48]: inside: IN=eth0 OUT=eth1 "
    "MAC=02:da:39:9c:80:ef:02:3e:d2:da:e4:0f:08:00 SRC=10.66.0.12 DST=172.20.3.12 LEN=60 TOS=00 PREC=0x00 TTL=63 "
    "ID=163 DF PROTO=TCP SPT=59415 DPT=445 SEQ=3951897147 ACK=0 WINDOW=64240 SYN URGP=0 MARK=0x0 "
)
QUESTION = (
    "2026-11-25T23:52:07.792740+09:00 gw ulogd[48]: inside: IN=eth0 OUT=eth1 "
    "MAC=02:da:39:9c:80:ef:02:56:55:04:7c:e9:08:00 SRC=10.66.0.12 DST=172.20.3.12 LEN=63 TOS=00 PREC=0x00 TTL=63 "
    "ID=45335 DF PROTO=UDP SPT=50802 DPT=53 LEN=43 MARK=0x0 "
)
NC = (
    "nc: connect to 203.0.113.1 port 21 (tcp) timed out: Operation now in progress\n"
    "Connection to 203.0.113.1 22 port [tcp/*] succeeded!\n"
    "nc: connect to 10.66.8.12 port 25 (tcp) failed: Connection refused\n"
    "Connection to 203.0.113.1 80 port [tcp/*] succeeded!\n"
)
PORTS = PortScan(ports=frozenset({22, 80, 3306, 5432}))


def answering(argv: Sequence[str]) -> Result:
    """Answer on ports 22 and 80 of every machine but one."""
    where, ports = argv[argv.index("-s") + 2], argv[argv.index("-s") + 3 :]
    found = [port for port in ports if port in {"22", "80"} and where != "172.20.3.11"]
    return Result(
        0 if found else 1, "".join(f"Connection to {where} {port} port [tcp/*] succeeded!\n" for port in found)
    )


def test_what_answered_is_read_from_nc() -> None:
    assert open_ports(Result(1, NC)) == (22, 80)


def test_every_port_is_tried_once_from_the_source() -> None:
    place, asked = scene(target="gw", decide=answering)
    trace = PORTS.run(place)
    assert (trace.reached, trace.said) == (True, "203.0.113.242 found 22, 80 open of 4 ports")
    assert sorted(argv[-2:] for _, argv in asked) == [(OUTSIDE, port) for port in ("22", "3306", "5432", "80")]
    assert {node for node, _ in asked} == {"intruder"}


def test_a_source_that_is_kept_out_finds_nothing() -> None:
    trace = PORTS.run(scene(target="gw", decide=lambda _: Result(1, ""))[0])
    assert (trace.reached, trace.said) == (False, "203.0.113.242 found nothing open of 4 ports")


@pytest.mark.parametrize("ports", [[], [0], [65536], list(range(1, 52))])
def test_no_more_than_fifty_real_ports_are_tried(ports: list[int]) -> None:
    with pytest.raises(ValidationError):
        PortScan(ports=frozenset(ports))


def test_offered_ports_are_proven_as_let_in_and_the_others_as_denied() -> None:
    let_in, denied = PORTS.emits(scene(target="gw")[0])
    assert [bool(re.search(let_in.pattern, line)) for line in (LET_IN, DENIED)] == [True, False]
    assert [bool(re.search(denied.pattern, line)) for line in (LET_IN, DENIED)] == [False, True]
    assert not re.search(denied.pattern, DENIED.replace("SRC=203.0.113.242", "SRC=203.0.113.24"))
    assert not re.search(denied.pattern, DENIED.replace("DPT=3306", "DPT=33060"))
    assert (let_in.least, denied.least) == (2, 2)
    assert PortScan().emits(scene(target="gw")[0])[1].least == 10


def test_the_truth_of_a_scan_is_its_source_and_when_it_began() -> None:
    truth = PORTS.truth(scene(target="gw")[0], [receipt(LET_IN), receipt(DENIED)])
    assert [(moment.kind, moment.host, moment.at.microsecond) for moment in truth.timeline] == [
        ("discovery", "gw", 5008)
    ]
    assert truth.indicators[0].spellings[0].value == towns.SOURCE


def test_a_scan_ends_when_its_source_finds_nothing_and_others_are_served() -> None:
    assert ways(PORTS, scene(target="gw")[0]) == {
        "block-source": (["source AnyAnswers"], ["neighbour Connects", "colleague Connects"])
    }


def test_a_counting_line_shows_whoever_tried_many_ports(tmp_path: Path) -> None:
    place, _ = scene(target="gw")
    log = tmp_path / "flow.log"
    here = counted(place, place.lan.topology.node("gw"), 12)[0]
    for tried, shown in ((12, ["SRC=203.0.113.242 12"]), (9, [])):
        lines = [DENIED.replace("DPT=3306", f"DPT={port}") for port in range(tried)]
        log.write_text("\n".join([*lines, lines[0], LET_IN.replace(".242", ".9"), QUESTION]))
        said = subprocess.run([*here.argv[:2], log], capture_output=True, text=True, check=True).stdout.splitlines()
        assert [line for line in said if re.search(here.shows, line)] == shown


def test_the_addresses_nearest_to_the_target_are_tried_by_whoever_sits_at_the_pc() -> None:
    place, asked = scene(source="pc", decide=answering)
    trace = InsideScan(hosts=3, ports=(22, 80)).run(place)
    assert [argv[-3] for _, argv in asked] == ["172.20.3.11", "172.20.3.12", "172.20.3.13"]
    assert (trace.reached, trace.said) == (True, "2 of 3 machines answered, 4 ports in all")


def test_a_scan_that_misses_its_target_did_not_reach_it() -> None:
    place, _ = scene(source="pc", target="mail", decide=answering)
    assert not InsideScan(hosts=3).run(place).reached


def test_a_scan_of_the_inside_is_proven_by_a_line_for_each_address_and_port() -> None:
    (expected,) = InsideScan(hosts=3, ports=(22, 445)).emits(scene(source="pc")[0])
    assert (expected.node, expected.log, expected.least) == ("gw", "flow", 6)
    assert [bool(re.search(expected.pattern, line)) for line in (INSIDE, QUESTION)] == [True, False]
    assert not re.search(expected.pattern, INSIDE.replace("DST=172.20.3.12", "DST=172.20.3.120"))


def test_the_gateway_itself_is_not_tried_for_that_leaves_no_line() -> None:
    near = towns.node("web", "web", dmz="172.20.0.2")
    place, _ = scene(source="pc")
    nodes = tuple(near if node.name == "web" else node for node in place.lan.topology.nodes)
    place = replace(place, lan=replace(place.lan, topology=place.lan.topology.model_copy(update={"nodes": nodes})))
    wanted = tuple(f"172.20.0.{last}" for last in range(2, 7))
    assert InsideScan(hosts=5).addresses(place) == wanted


def test_a_scan_that_no_gateway_would_see_is_refused() -> None:
    with pytest.raises(Refused, match="no gateway lies between pc and file; aim at a machine in another network"):
        InsideScan().emits(scene(source="pc", target="file")[0])


def test_no_more_than_thirty_hosts_and_five_ports_are_tried() -> None:
    for settings in ({"hosts": 31}, {"ports": [1, 2, 3, 4, 5, 6]}):
        with pytest.raises(ValidationError):
            InsideScan.model_validate(settings)


def test_a_scan_of_the_inside_ends_at_the_gateway_or_on_the_pc_while_neighbours_are_served() -> None:
    found = ways(InsideScan(), scene(source="pc")[0])
    assert list(found) == ["block-source", "isolate-host"]
    assert {tuple(allow) for _, allow in found.values()} == {("neighbour AnyAnswers", "colleague AnyAnswers")}


@pytest.mark.parametrize("action", [PORTS, InsideScan()])
def test_a_scan_is_cleaned_up_once_nothing_tries_any_more(action: PortScan | InsideScan) -> None:
    place, asked = scene(source="pc", decide=lambda _: Result(1, ""))
    assert action.cleanup(place).verified
    assert [node for node, _ in asked] == ["pc"]
    assert not action.cleanup(scene(decide=lambda _: Result(0, "4711"))[0]).verified


def test_one_port_that_answers_is_enough_for_a_probe() -> None:
    place, _ = scene(source="pc", decide=answering)
    for address, passed in (("172.20.3.12", True), ("172.20.3.11", False)):
        probe = AnyAnswers(target="web", address=address, ports=(22, 445))
        assert probe.check(place.lan, Vantage("pc", "10.66.0.12")).passed is passed

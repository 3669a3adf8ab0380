"""The zone transfer: what it sends, which real lines prove it, what is true because of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from cyder.contracts.provider import Lan
from cyder.model.evidence import Receipt
from cyder.replay.clock import FakeClock
from cyder.roles.dns import Dns
from cyder.roles.dns.actions.axfr import ZoneTransfer
from cyder.roles.dns.probes import Fetches
from tests.unit.roles.test_dns import ANSWERED, REFUSED, TRANSFER_DROPPED, TRANSFERRED, UNKNOWN
from tests.unit.roles.towns import SOURCE, TOWN, saying, scene, site

NOON = datetime(2026, 11, 23, 12, 1, 10, tzinfo=UTC)
ACTION = ZoneTransfer(zone="city.example")

ITS_LINE = (
    "2026-11-23T12:01:10.688Z queries: info: client @0x7fd218e67c00 203.0.113.242#42857 (city.example): "
    "query: city.example IN AXFR -E(0)TK (10.66.0.10)"
)
OTHER_LINES = [
    "2026-11-23T12:01:10.944Z queries: info: client @0x7fd21bce5000 10.66.0.224#54394 (dns.city.example): "
    "query: dns.city.example IN A +E(0)K (10.66.0.10)",
    "2026-11-23T12:01:11.080Z queries: info: client @0x7fd218e66000 203.0.113.40#48020 (dns.city.example): "
    "query: dns.city.example IN A +E(0)K (10.66.0.10)",
    ITS_LINE.replace("203.0.113.242#", "203.0.113.24#"),
    ITS_LINE.replace("203.0.113.242#", "203.0.113.40#"),
    ITS_LINE.replace("city.example", "cityXexample"),
]


def test_the_server_is_asked_for_the_whole_zone_once_from_the_source() -> None:
    lan, provider = saying(TRANSFERRED)
    trace = ACTION.run(scene(lan, FakeClock(NOON)))
    argv = ("dig", "+time=2", "+tries=1", "-b", SOURCE, "@203.0.113.1", "city.example", "AXFR")
    assert provider.asked == [("intruder", argv)]
    assert (trace.reached, trace.source, trace.said) == (True, SOURCE, "9 records of city.example")


@pytest.mark.parametrize("out", [REFUSED, TRANSFER_DROPPED, ""])
def test_without_records_nothing_was_reached(out: str) -> None:
    lan, _ = saying(out, code=9)
    assert not ACTION.run(scene(lan, FakeClock(NOON))).reached


def test_the_real_line_proves_it_and_no_other_does() -> None:
    lan, _ = saying(TRANSFERRED)
    (expected,) = ACTION.emits(scene(lan, FakeClock(NOON)))
    assert (expected.node, expected.log, expected.least) == ("dns", "queries", 1)
    assert re.search(expected.pattern, ITS_LINE)
    assert not [line for line in OTHER_LINES if re.search(expected.pattern, line)]


def test_it_is_proved_whichever_view_was_asked() -> None:
    lan, _ = saying(TRANSFERRED)
    (expected,) = ACTION.emits(scene(lan, FakeClock(NOON)))
    for view in ("inside", "outside"):
        assert re.search(expected.pattern, ITS_LINE.replace(": query:", f": view {view}: query:"))


def test_the_query_log_says_when_in_utc() -> None:
    moment = Dns.logs["queries"].moment(ITS_LINE, ZoneInfo("Asia/Tokyo"))
    assert moment == datetime(2026, 11, 23, 12, 1, 10, 688_000, tzinfo=UTC)


def test_the_truth_is_the_source_and_the_moment_in_the_log() -> None:
    lan, _ = saying(TRANSFERRED)
    receipt = Receipt(
        node="dns", log="/var/log/named/queries.log", line=ITS_LINE, sha256="0" * 64, logged_at=NOON, first_seen=NOON
    )
    truth = ACTION.truth(scene(lan, FakeClock(NOON)), [receipt])
    (entity,), (moment,), (remedy,) = truth.indicators, truth.timeline, truth.remedies
    assert [(spelling.kind, spelling.value) for spelling in entity.spellings] == [("ip", SOURCE)]
    assert (moment.kind, moment.host, moment.at) == ("discovery", "dns", NOON)
    assert (remedy.kind, remedy.target) == ("block-network", SOURCE)


def test_a_clean_place_is_asked_for_the_same_zone_so_that_a_misspelt_one_is_not_called_blocked() -> None:
    lan, _ = saying(UNKNOWN)
    check = ACTION.control(scene(lan, FakeClock(NOON)))
    assert check.by == "neighbour"
    assert check.probe.model_dump() == {"target": "dns", "name": "city.example", "record": "SOA"}


def test_refusing_transfers_must_hold_for_strangers_and_blocking_for_the_source_only() -> None:
    lan, _ = saying(TRANSFERRED)
    ways = {way.id: way for way in ACTION.containment(scene(lan, FakeClock(NOON)))}
    assert ways["refuse-transfer"].deny[0].by == "neighbour"
    assert ways["block-source"].deny[0].by == "source"
    for way in ways.values():
        assert [check.by for check in way.allow] == ["neighbour", "colleague"]


def test_a_server_that_keeps_its_own_secondary_out_has_contained_nothing() -> None:
    files = Dns(primary="dns").files(site("pc", provides={"dns": ("dns", "pc")}))
    pc = TOWN.node("pc").model_copy(update={"files": files})
    nodes = tuple(pc if node.name == "pc" else node for node in TOWN.nodes)
    lan, _ = saying(TRANSFERRED)
    town = Lan(lan.provider, TOWN.model_copy(update={"nodes": nodes}))
    for way in ACTION.containment(scene(town, FakeClock(NOON))):
        last = way.allow[-1]
        assert (last.by, last.probe) == ("itself", Fetches(target="pc", primary="dns", zone="city.example"))


@pytest.mark.parametrize(("out", "verified"), [(ANSWERED, True), (TRANSFER_DROPPED, False)])
def test_cleanup_is_verified_by_a_server_that_answers(out: str, verified: bool) -> None:  # noqa: FBT001  a case
    lan, provider = saying(out)
    assert ACTION.cleanup(scene(lan, FakeClock(NOON))).verified is verified
    assert provider.asked[0][0] == "dns"


def test_without_a_zone_it_asks_for_the_servers_own_domain() -> None:
    lan, provider = saying(TRANSFERRED)
    ZoneTransfer().run(scene(lan, FakeClock(NOON)))
    assert provider.asked[0][1][-2:] == ("city.example", "AXFR")


def test_a_zone_may_be_written_as_in_a_zone_file() -> None:
    assert ZoneTransfer(zone="City.Example.").zone == "city.example"


@pytest.mark.parametrize("zone", ["city", "city.jp", "city.example;id", "-x.example", "a b.example", "", "."])
def test_a_zone_outside_the_exercise_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError, match=r"no zone of an exercise; write it as 'city\.example'"):
        ZoneTransfer(zone=zone)

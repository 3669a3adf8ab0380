"""The swapped update: what is put where, which real line proves it, what is true because of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.web_probes import Fetches
from cyder.errors import CyderError, NotFound
from cyder.model.evidence import Receipt
from cyder.replay.clock import FakeClock
from cyder.roles.vendor.actions.update_swap import UpdateSwap
from cyder.roles.vendor.releases import digest, offered
from tests.unit.roles import streets

NOON = datetime(2026, 11, 26, 3, 0, 0, tzinfo=UTC)
ACTION = UpdateSwap()
NEWEST = offered(streets.STREETS.node("vendor").files)[-1]
BAD = digest(NEWEST.swapped("LAB-0000"))
FETCHED = (
    "1795620005.884      2 10.66.0.12 TCP_MISS/200 26431 GET http://updates.saino-soft.example/agent-1.1.pkg - "
    "HIER_DIRECT/203.0.113.14 application/octet-stream"
)


def run(*said: tuple[str, Result]) -> tuple[bool, list[tuple[str, tuple[str, ...]]]]:
    place, asked = streets.scene("vendor", "pc", FakeClock(NOON), streets.answering(*said))
    return ACTION.run(place).reached, asked


def test_a_swapped_package_has_size_and_heading_of_the_other_and_another_sum() -> None:
    swapped = NEWEST.swapped("LAB-0000")
    assert (len(swapped), swapped.splitlines()[:2]) == (len(NEWEST.content), NEWEST.content.splitlines()[:2])
    assert swapped.splitlines()[2].startswith("LAB-0000")
    assert digest(NEWEST.content) != BAD


def test_the_pc_asks_which_is_the_newest_and_fetches_that_through_the_proxy() -> None:
    reached, asked = run(("sha256sum", Result(0, f"{BAD}  /var/cache/agent/agent-1.1.pkg\n")))
    fetched = [argv for node, argv in asked if node == "pc" and argv[0] == "curl"]
    assert reached
    assert [argv[-1].rpartition("/")[2] for argv in fetched] == ["latest.json", "agent-1.1.pkg"]
    assert all("http://172.20.0.15:3128" in argv for argv in fetched)


def test_a_package_that_does_not_come_or_is_the_makers_own_was_not_swapped() -> None:
    assert not run(("agent-1.1.pkg", Result(22, "")))[0]
    assert not run(("sha256sum", Result(0, f"{digest(NEWEST.content)}  x\n")))[0]


def test_an_update_server_that_is_down_is_not_called_blocked() -> None:
    with pytest.raises(CyderError, match="vendor serves nothing"):
        run(("nc ", Result(1, "refused")))


def test_the_real_line_proves_it_and_no_other_does() -> None:
    place, _ = streets.scene("vendor", "pc", FakeClock(NOON))
    (expected,) = ACTION.emits(place)
    assert (expected.node, bool(re.search(expected.pattern, FETCHED))) == ("proxy", True)
    for real, other in (("0.12 ", "0.123 "), ("MISS/200", "DENIED/403"), ("agent-1.1", "agent-1.0")):
        assert not re.search(expected.pattern, FETCHED.replace(real, other))


def test_the_truth_is_the_package_and_when_it_was_fetched() -> None:
    place, _ = streets.scene("vendor", "pc", FakeClock(NOON))
    receipt = Receipt(node="proxy", log="x", line=FETCHED, sha256="0" * 64, logged_at=NOON, first_seen=NOON)
    truth = ACTION.truth(place, [receipt])
    (package,), (moment,) = truth.indicators, truth.timeline
    assert [(spelling.kind, spelling.value) for spelling in package.spellings][:2] == [
        ("sha256", BAD),
        ("url", "http://updates.saino-soft.example/agent-1.1.pkg"),
    ]
    assert (moment.kind, moment.host, moment.at) == ("delivery", "pc", NOON)


def test_it_is_denied_every_way_while_the_good_release_or_at_least_other_sites_come() -> None:
    place, _ = streets.scene("vendor", "pc", FakeClock(NOON))
    ways = {way.id: way for way in ACTION.containment(place)}
    for way in ways.values():
        probes = [check.probe for check in way.deny if isinstance(check.probe, Fetches)]
        assert {(probe.url.split("/")[2], bool(probe.proxy)) for probe in probes} == {
            (host, proxied) for host in ("updates.saino-soft.example", "203.0.113.14") for proxied in (True, False)
        }
    assert {id: way.allow[0].probe.model_dump()["url"] for id, way in ways.items()} == {
        "block-package": "http://updates.saino-soft.example/agent-1.0.pkg",
        "pin-release": "http://updates.saino-soft.example/agent-1.0.pkg",
        "disable-source": "http://www.chamber.example/",
    }


def test_a_release_that_is_not_offered_is_named_with_those_there_are() -> None:
    place, asked = streets.scene("vendor", "pc", FakeClock(NOON))
    with pytest.raises(NotFound, match=r"unknown package 'agent-1.2.pkg'; did you mean 'agent-1.[01].pkg'\?"):
        UpdateSwap(release="1.2").run(place)
    assert asked == []
    with pytest.raises(ValidationError):
        UpdateSwap(release="1; reboot")


def test_a_package_that_is_not_back_is_not_called_clean() -> None:
    place, asked = streets.scene("vendor", "pc", FakeClock(NOON))
    cleanup = ACTION.cleanup(place)
    assert (cleanup.verified, cleanup.said) == (False, "agent-1.1.pkg is another, the copy is gone")
    assert ("pc", ("rm", "-rf", "/var/cache/agent")) in asked

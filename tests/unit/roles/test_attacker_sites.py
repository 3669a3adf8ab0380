"""Tools fetched, data sent out, passwords typed: what goes to the outside computer and what proves it."""

from __future__ import annotations

import hashlib
import re

import pytest
from pydantic import ValidationError

from cyder.contracts.stowaway import StaysThere, Stowaway
from cyder.roles.attacker import Attacker
from cyder.roles.attacker.actions.fetch_tool import FetchTool
from cyder.roles.attacker.actions.http_post import HttpPost
from cyder.roles.attacker.actions.portal_capture import PortalCapture
from cyder.roles.proxy import Proxy
from tests.unit.roles.callers import ARRIVED, CONNTRACK, DENIED, FETCHED, POSTED, TYPED_IN, answering
from tests.unit.roles.offices import MARKER, TOOL, at_the_pc, proven, receipt


def test_a_tool_is_proven_by_the_page_that_came_and_not_by_a_refusal() -> None:
    place, _ = at_the_pc("intruder")
    assert proven(FetchTool(), place, FETCHED, DENIED, POSTED) == [[True, False, False]]


@pytest.mark.parametrize(("status", "reached"), [("200 ", True), ("403 ERR_ACCESS_DENIED 0", False), ("000 ", False)])
def test_a_tool_was_fetched_when_the_outside_itself_gave_it(status: str, *, reached: bool) -> None:
    place, asked = at_the_pc("intruder", answering(curl=f"\n{status}"))
    assert FetchTool().run(place).reached is reached
    kept = f"/home/kimura/.cache/update-{MARKER}.bin"
    assert [argv[argv.index("-o") + 1] for _, argv in asked if argv[0] == "curl"] == [kept]


def test_a_tool_may_be_named_by_the_sum_of_what_the_outside_offers() -> None:
    place, _ = at_the_pc("intruder")
    truth = FetchTool().truth(place, [receipt("proxy", Proxy.logs["access"], FETCHED)])
    spelt = {(each.kind, each.value) for each in truth.indicators[1].spellings}
    assert ("sha256", hashlib.sha256(TOOL.encode()).hexdigest()) in spelt
    assert ("file", f"update-{MARKER}.bin") in spelt


@pytest.mark.parametrize("path", ["update.bin", "/../$(id)", "/a b", ""])
def test_a_path_that_is_none_is_refused(path: str) -> None:
    with pytest.raises(ValidationError):
        FetchTool(path=path)


@pytest.mark.parametrize("kilobytes", [1, 200, 2048])
def test_a_list_is_as_long_as_it_should_be_and_has_nobody_in_it(kilobytes: int) -> None:
    place, _ = at_the_pc("intruder")
    action = HttpPost(kilobytes=kilobytes)
    content = action.content(place)
    assert len(content.encode()) == action.size == kilobytes * 1024
    assert re.fullmatch(r"(\d{6},R8-\d{5,6},\d+\n)+\d*(,R?[0-9-]*)*(,\d*)?\n", content.partition("\n")[2])
    assert content == action.content(place)


def test_more_than_two_megabytes_are_refused() -> None:
    with pytest.raises(ValidationError, match="less than or equal to 2048"):
        HttpPost(kilobytes=2049)


def test_a_list_that_went_out_is_proven_on_the_way_and_by_its_size_at_the_other_end() -> None:
    place, _ = at_the_pc("intruder")
    short = ARRIVED.replace("205139", "5139")
    lines = (POSTED, ARRIVED, short, FETCHED)
    assert proven(HttpPost(kilobytes=200), place, *lines) == [[True, False, False, False], [False, True, False, False]]
    assert Attacker.logs["calls"].path == "/var/log/nginx/calls.log"


def test_the_gateway_shows_how_much_went_out() -> None:
    place, _ = at_the_pc("intruder")
    at_gateway = HttpPost(kilobytes=200).sightings(place)[1]
    assert at_gateway.on == "gw"
    assert re.search(at_gateway.shows, CONNTRACK)
    assert not re.search(at_gateway.shows, CONNTRACK.replace("208199", "814"))


def test_a_password_is_sent_only_to_a_page_that_asks_for_it() -> None:
    for page, sent in (('<form method="post" action="/login">\n303 ', 2), ("<html>other</html>\n200 ", 1)):
        place, asked = at_the_pc("intruder", answering(curl=page))
        trace = PortalCapture(name="city-portal.test").run(place)
        assert (len(asked), trace.reached) == (sent, sent == 2)
        assert "secret-of-kimura" not in trace.said


def test_a_form_is_proven_by_the_answer_of_the_false_page() -> None:
    place, _ = at_the_pc("intruder")
    looked = TYPED_IN.replace("POST", "GET").replace("/login", "/")
    assert proven(PortalCapture(name="city-portal.test"), place, TYPED_IN, looked, POSTED) == [[True, False, False]]


def test_a_typed_password_is_contained_when_the_page_is_gone_and_the_password_opens_nothing() -> None:
    place, _ = at_the_pc("intruder")
    action = PortalCapture(name="city-portal.test")
    for way in action.containment(place):
        _, known = way.deny
        assert known.probe.model_dump(include={"target", "account", "password"}) == {
            "target": "ap",
            "account": "kimura",
            "password": "secret-of-kimura",
        }
        assert way.allow[-1].probe.model_dump()["account"] == "sato"
    truth = action.truth(place, [receipt("proxy", Proxy.logs["access"], TYPED_IN)])
    assert {each.value for each in truth.accounts[0].spellings} == {"kimura", "kimura@city.example"}
    assert ("reset-password", "kimura") in {(each.kind, each.target) for each in truth.remedies}
    assert [each.kind for each in truth.timeline] == ["credential-attack"]


def test_a_stowaway_lies_in_the_home_of_its_user() -> None:
    place, _ = at_the_pc("intruder")
    left = Stowaway(place.actor, "kimura", "x")
    assert left.path == "/home/kimura/.cache/x"
    probe = StaysThere(target="pc", user="kimura", path=left.path)
    assert probe.check(place.lan, place.vantage).said == (
        "pc has the file /home/kimura/.cache/x and a process of /home/kimura/.cache/x"
    )

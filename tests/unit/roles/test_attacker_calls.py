"""Calls from a PC to the outside: which real lines prove them, what is true, and by which routes they must not go."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import ValidationError

from cyder.contracts.any_of import AnyOf
from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.contracts.stowaway import StaysThere, Stowaway, script
from cyder.contracts.web_probes import Fetches
from cyder.errors import NotFound
from cyder.roles.attacker import Attacker
from cyder.roles.attacker.actions.fetch_tool import FetchTool
from cyder.roles.attacker.actions.http_beacon import HttpBeacon
from cyder.roles.attacker.actions.http_post import HttpPost
from cyder.roles.attacker.actions.portal_capture import PortalCapture
from cyder.roles.attacker.probes import OthersServed
from cyder.roles.dns import Dns
from cyder.roles.proxy import Proxy
from tests.unit.roles.offices import MARKER, TOOL, at_the_pc, proven, receipt
from tests.unit.roles.talk import Decide

ACTIONS = (HttpBeacon(), FetchTool(), HttpPost(), PortalCapture(name="city-portal.test"))

CALLED = (
    "1795620209.936      0 10.66.0.12 TCP_MISS/200 235 GET http://cdn-stat.example/api/v1/ping?id={id}&n=1"
    " - HIER_DIRECT/203.0.113.2 text/plain"
)
NOT_ANSWERED = (
    "1795619206.259   9891 10.66.0.12 TCP_MISS_TIMEDOUT/503 3519 GET http://cdn-stat.example/api/v1/ping?id={id}&n=1"
    " - HIER_DIRECT/203.0.113.2 text/html"
)
LOOKED_UP = (
    "2026-11-25T14:53:54.450Z queries: info: client @0x7f3db94e8c00 10.66.0.12#50211 (cdn-stat.example): view inside: "
    "query: cdn-stat.example IN A +E(0)K (10.66.8.10)"
)
FETCHED = (
    "1795619297.236      4 10.66.0.12 TCP_MISS/200 399 GET http://cdn-stat.example/update.bin"
    " - HIER_DIRECT/203.0.113.2 application/octet-stream"
)
DENIED = (
    "1795619298.288      0 10.66.0.12 TCP_DENIED/403 3438 GET http://cdn-stat.example/update.bin"
    " - HIER_NONE/- text/html"
)
POSTED = (
    "1795619329.208      5 10.66.0.12 TCP_MISS/200 235 POST http://cdn-stat.example/collect"
    " - HIER_DIRECT/203.0.113.2 text/plain"
)
ARRIVED = (
    '203.0.113.1 - cdn-stat.example [26/Nov/2026:00:08:49 +0900] "POST /collect HTTP/1.1" 200 205139 '
    '"Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)"'
)
TYPED_IN = (
    "1795619465.032      0 10.66.0.12 TCP_MISS/303 428 POST http://city-portal.test/login"
    " - HIER_DIRECT/203.0.113.242 text/html"
)
CONNTRACK = (
    "tcp      6 431990 ESTABLISHED src=10.66.8.15 dst=203.0.113.2 sport=55890 dport=80 packets=152 bytes=208199 "
    "src=203.0.113.2 dst=203.0.113.1 sport=80 dport=55890 packets=31 bytes=1763 [ASSURED] mark=0 use=1"
)


def answering(**said: str) -> Decide:
    """Return machines where a program named here prints this, every other nothing, and nothing is ever left."""

    def decide(argv: Sequence[str]) -> Result:
        if argv[0] in ("test", "pgrep"):
            return Result(1, "")
        return Result(0, said.get(argv[0], ""))

    return decide


def test_the_script_asks_so_often_and_ends_and_only_the_first_answer_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "update-notifier"
    path.write_text(script("update-notifier", f'echo "$n" | tee -a {tmp_path}/asked', every=0, times=4))
    done = subprocess.run(["sh", path], capture_output=True, text=True, check=True, timeout=10)
    subprocess.run(
        ["sh", "-c", f"until grep -q 4 {tmp_path}/asked; do sleep 0.05; done; sleep 0.2"], check=True, timeout=10
    )
    assert done.stdout == "1\n"
    assert (tmp_path / "asked").read_text() == "1\n2\n3\n4\n"


def test_a_script_waits_a_tenth_more_or_less_between_two_calls() -> None:
    assert "shuf -n 1 -i 54-66" in script("x", "true", every=60, times=3)


def test_a_beacon_that_is_answered_stays_and_bears_the_marker_in_its_name() -> None:
    place, asked = at_the_pc("intruder", answering(setsid="ok\n"))
    assert HttpBeacon().run(place).reached
    path = f"/home/kimura/.cache/update-notifier-{MARKER}"
    assert asked[-1] == ("pc", ("setsid", "-w", path))


@pytest.mark.parametrize("said", ["", "<html>ERR_ACCESS_DENIED</html>\n", "not ok\n"])
def test_a_beacon_that_is_not_answered_is_taken_away_again(said: str) -> None:
    place, asked = at_the_pc("intruder", answering(setsid=said))
    assert not HttpBeacon().run(place).reached
    assert ("pc", ("rm", "-f", f"/home/kimura/.cache/update-notifier-{MARKER}")) in asked


def test_a_beacon_is_proven_by_its_call_and_its_question_and_by_no_call_that_failed() -> None:
    place, _ = at_the_pc("intruder")
    id = place.seed.token("id")[:8]
    lines = (CALLED.format(id=id), LOOKED_UP, NOT_ANSWERED.format(id=id), CALLED.format(id="0badcafe"))
    other_pc = (CALLED.format(id=id).replace("10.66.0.12 ", "10.66.0.120 "), LOOKED_UP.replace(".12#", ".120#"))
    assert proven(HttpBeacon(), place, *lines) == [[True, False, False, False], [False, True, False, False]]
    assert proven(HttpBeacon(), place, *other_pc) == [[False, False], [False, False]]


def test_the_truth_of_a_beacon_is_name_address_file_and_first_call() -> None:
    place, _ = at_the_pc("intruder")
    line = CALLED.format(id=place.seed.token("id")[:8])
    receipts = [receipt("dns", Dns.logs["queries"], LOOKED_UP), receipt("proxy", Proxy.logs["access"], line)]
    truth = HttpBeacon().truth(place, receipts)
    home, file = truth.indicators
    assert {(each.kind, each.value) for each in home.spellings} == {
        ("domain", "cdn-stat.example"),
        ("ip", "203.0.113.2"),
    }
    assert f"update-notifier-{MARKER}" in {each.value for each in file.spellings}
    assert [(each.kind, each.host, each.at) for each in truth.timeline] == [("c2", "pc", receipts[1].logged_at)]
    assert {(each.kind, each.target) for each in truth.remedies} == {
        ("block-network", "cdn-stat.example"),
        ("block-network", "203.0.113.2"),
        ("isolate-host", "pc"),
    }


@pytest.mark.parametrize("action", ACTIONS)
def test_a_line_is_closed_only_by_name_and_by_address_through_the_proxy_and_direct(action: HttpBeacon) -> None:
    place, _ = at_the_pc("intruder")
    for way in action.containment(place)[:2]:
        probe = way.deny[0].probe
        assert isinstance(probe, AnyOf)
        routes = [each for each in probe.probes if isinstance(each, Fetches)]
        hosts = {(re.sub(r"^http://([^/]+)/.*", r"\1", each.url), bool(each.proxy)) for each in routes}
        assert {by_proxy for _, by_proxy in hosts} == {True, False}
        assert len({host for host, _ in hosts}) == 2
        assert len(routes) == 4


def test_one_open_route_of_four_is_a_hole() -> None:
    def only_direct_by_address(argv: Sequence[str]) -> Result:
        hole = "--noproxy" in argv and argv[-1].startswith("http://203.0.113.2/")
        return Result(0, "ok\n\n200 \n") if hole else Result(7, "\n000 ")

    place, asked = at_the_pc("intruder", only_direct_by_address)
    check = HttpBeacon().containment(place)[0].deny[0]
    assert check.by == "source"
    assert check.probe.check(place.lan, place.vantage).passed
    asked.clear()
    closed, _ = at_the_pc("intruder", lambda _: Result(7, "\n000 "))
    assert not check.probe.check(closed.lan, place.vantage).passed


def test_a_page_that_the_proxy_says_itself_is_no_answer_to_a_call() -> None:
    place, _ = at_the_pc("intruder", lambda _: Result(0, "ok\n\n200 ERR_ACCESS_DENIED 0\n"))
    assert not HttpBeacon().containment(place)[0].deny[0].probe.check(place.lan, place.vantage).passed


@pytest.mark.parametrize("silent", ["partner", "outside computer"])
def test_others_are_served_only_if_they_get_a_page_and_the_outside_computer_answers(silent: str) -> None:
    def decide(argv: Sequence[str]) -> Result:
        if argv[-1].endswith("/api/v1/ping"):
            return Result(7, "") if silent == "outside computer" else Result(0, "ok\n")
        return Result(7, "\n000 ") if silent == "partner" else Result(0, "page\n200 \n")

    place, asked = at_the_pc("intruder", decide)
    check = HttpBeacon().control(place)
    assert isinstance(check.probe, OthersServed)
    assert not check.probe.check(place.lan, Vantage("prober", "10.66.0.101")).passed
    assert any("203.0.113.13" in argv for _, argv in asked), "the outside computer is asked from beside it"


def test_a_clean_pc_has_neither_file_nor_process() -> None:
    place, _ = at_the_pc("intruder")
    (check,) = HttpBeacon().containment(place)[2].deny
    assert check.by == "source"
    file, _ = at_the_pc("intruder", lambda argv: Result(0 if argv[0] == "test" else 1, ""))
    process, _ = at_the_pc("intruder", lambda argv: Result(0 if argv[0] == "pgrep" else 1, ""))
    assert check.probe.check(file.lan, place.vantage).passed
    assert check.probe.check(process.lan, place.vantage).passed
    gone, _ = at_the_pc("intruder", answering())
    assert not check.probe.check(gone.lan, place.vantage).passed


@pytest.mark.parametrize("action", ACTIONS[:3])
def test_cleanup_says_what_is_left_and_is_content_when_nothing_ever_was(action: HttpBeacon) -> None:
    assert action.cleanup(at_the_pc("intruder", answering())[0]).verified
    left = action.cleanup(at_the_pc("intruder")[0])
    assert not left.verified
    assert MARKER in left.said


def test_a_name_that_the_outside_computer_has_not_is_refused_with_those_it_has() -> None:
    place, _ = at_the_pc("intruder")
    with pytest.raises(NotFound, match=r"'cdn-stats\.example'; did you mean 'cdn-stat\.example'\?"):
        HttpBeacon(name="cdn-stats.example").run(place)


@pytest.mark.parametrize(
    ("settings", "word"),
    [({"every": 0}, "greater"), ({"every": 601}, "less"), ({"calls": 121}, "less"), ({"calls": 1}, "greater")],
)
def test_a_beacon_is_bounded(settings: dict[str, int], word: str) -> None:
    with pytest.raises(ValidationError, match=word):
        HttpBeacon.model_validate(settings)


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

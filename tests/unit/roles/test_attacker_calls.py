"""A beacon over HTTP: what it leaves, which lines prove it, how it is shut off."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import ValidationError

from cyder.contracts.any_of import AnyOf
from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.contracts.stowaway import script
from cyder.contracts.web_probes import Fetches
from cyder.errors import NotFound
from cyder.roles.attacker.actions.http_beacon import HttpBeacon
from cyder.roles.attacker.probes import OthersServed
from cyder.roles.dns import Dns
from cyder.roles.proxy import Proxy
from tests.unit.roles.callers import ACTIONS, CALLED, LOOKED_UP, NOT_ANSWERED, answering
from tests.unit.roles.offices import MARKER, at_the_pc, proven, receipt


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

"""The visit to a partner's page: what is put where, which real lines prove it, what is true because of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from cyder.contracts.action import Scene
from cyder.contracts.node import Result
from cyder.contracts.web_probes import Fetches
from cyder.errors import CyderError, NotFound
from cyder.model.evidence import Receipt
from cyder.replay.clock import FakeClock
from cyder.roles.proxy import Proxy
from cyder.roles.web.actions.drive_by import DriveBy
from tests.unit.roles import streets

NOON = datetime(2026, 11, 26, 3, 0, 0, tzinfo=UTC)
DRIVE_BY = DriveBy(host="cdn-stat.example")
PAGE = (
    "1795619715.514      1 10.66.0.12 TCP_MISS/200 1168 GET http://www.chamber.example/ja/seminar.html - "
    "HIER_DIRECT/203.0.113.12 text/html"
)
SCRIPT = (
    "1795619715.740      6 10.66.0.12 TCP_MISS/200 367 GET http://cdn-stat.example/js/stat.js?v=LAB-0000 - "
    "HIER_DIRECT/203.0.113.194 application/javascript"
)
UPDATE = (
    "1795619715.884      2 10.66.0.12 TCP_MISS/200 410 GET http://cdn-stat.example/js/update.bin - "
    "HIER_DIRECT/203.0.113.194 application/octet-stream"
)


def at_the_pc(*said: tuple[str, Result]) -> tuple[Scene, list[tuple[str, tuple[str, ...]]]]:
    return streets.scene("partner", "pc", FakeClock(NOON), streets.answering(*said))


def receipt(line: str) -> Receipt:
    log = Proxy.logs["access"]
    moment = log.moment(line, ZoneInfo("Asia/Tokyo"))
    assert moment is not None
    return Receipt(node="proxy", log=log.path, line=line, sha256="0" * 64, logged_at=moment, first_seen=moment)


def test_the_proxys_lines_for_this_pc_prove_it_and_no_others() -> None:
    lines = (PAGE, SCRIPT, UPDATE)
    expected = DRIVE_BY.emits(at_the_pc()[0])
    assert [[line for line in lines if re.search(each.pattern, line)] for each in expected] == [[one] for one in lines]
    for real, other in (("0.12 ", "0.123 "), ("MISS/200", "DENIED/403"), ("cdn-stat.", "cdn-stats."), ("chamber.", "")):
        elses = [line.replace(real, other) for line in lines if real in line]
        assert not [line for line in elses for each in expected if re.search(each.pattern, line)]


def visited(*missing: str) -> tuple[tuple[str, Result], ...]:
    """Return the answers of a visit in which everything comes but what is named."""
    line = '<script src="http://cdn-stat.example/js/stat.js?v=LAB-0000"></script>'
    failing = tuple((url, Result(22, "")) for url in missing)
    script = ("/stat.js", Result(0, f"{line} LAB-0000"))
    return (*failing, ("update.bin", Result(0, "")), script, ("seminar.html", Result(0, line)))


def test_the_pc_fetches_page_script_and_file_through_the_proxy_each_because_of_the_page() -> None:
    place, asked = at_the_pc(*visited())
    assert DRIVE_BY.run(place).reached
    visits = [argv for node, argv in asked if node == "pc"]
    assert [argv[-1] for argv in visits] == [
        "http://www.chamber.example/ja/seminar.html",
        "http://cdn-stat.example/js/stat.js?v=LAB-0000",
        "http://cdn-stat.example/js/update.bin",
    ]
    assert [argv[argv.index("-x") + 1] for argv in visits] == ["http://172.20.0.15:3128"] * 3
    assert [argv[argv.index("-e") + 1] for argv in visits[1:]] == ["http://www.chamber.example/ja/seminar.html"] * 2


def test_a_script_that_is_blocked_ends_the_visit() -> None:
    place, asked = at_the_pc(*visited("http://cdn-stat.example/js/stat.js?v=LAB-0000"))
    assert not DRIVE_BY.run(place).reached
    assert not [argv for node, argv in asked if node == "pc" and argv[-1].endswith("update.bin")]


def test_a_partner_that_does_not_show_its_page_is_not_called_blocked() -> None:
    place, _ = at_the_pc(("seminar.html", Result(0, "")))
    with pytest.raises(CyderError, match=r"partner does not show /ja/seminar\.html"):
        DRIVE_BY.run(place)


def test_a_site_that_is_none_of_the_intruders_is_named_with_those_there_are() -> None:
    with pytest.raises(NotFound, match=r"did you mean 'cdn-stat.example'\?"):
        DriveBy(host="cdn-stats.example").run(at_the_pc()[0])
    with pytest.raises(NotFound):
        DriveBy(host="updates.saino-soft.example").run(at_the_pc()[0])


def test_a_script_is_denied_by_name_and_address_through_the_proxy_and_round_it() -> None:
    for way in DRIVE_BY.containment(at_the_pc()[0]):
        asked = {(probe.url, probe.proxy) for check in way.deny if isinstance(probe := check.probe, Fetches)}
        assert asked == {
            (f"http://{host}/js/stat.js", proxy)
            for host in ("cdn-stat.example", streets.SECOND)
            for proxy in ("http://172.20.0.15:3128", "")
        }
        assert {check.by for check in way.allow} == {"itself", "colleague"}
        assert all("chamber.example" in check.probe.model_dump()["url"] for check in way.allow)


def test_the_truth_of_a_visit_is_site_script_file_and_when_the_file_came() -> None:
    truth = DRIVE_BY.truth(at_the_pc()[0], [receipt(line) for line in (PAGE, SCRIPT, UPDATE)])
    assert [entity.spellings[0].kind for entity in truth.indicators] == ["domain", "url", "sha256"]
    (moment,) = truth.timeline
    assert (moment.kind, moment.host, moment.at.microsecond) == ("delivery", "pc", 884000)


@pytest.mark.parametrize(("still", "verified"), [(Result(1, ""), True), (Result(0, ""), False)])
def test_a_visit_is_cleaned_up_when_the_line_is_off_the_page(still: Result, verified: bool) -> None:  # noqa: FBT001  a case
    place, asked = at_the_pc(("grep", still))
    assert DRIVE_BY.cleanup(place).verified is verified
    assert ("intruder", ("rm", "-f", "/srv/files/js/stat.js", "/srv/files/js/update.bin")) in asked


def test_script_and_file_may_lie_elsewhere_but_not_in_one_place() -> None:
    place, action = at_the_pc()[0], DriveBy(host="cdn-stat.example", script="/a/count.js", file="/a/reader.pkg")
    _, script, file = action.truth(place, ()).indicators
    assert [one.value for one in script.spellings][1] == "http://cdn-stat.example/a/count.js"
    assert {one.value for one in file.spellings} >= {
        "http://cdn-stat.example/a/reader.pkg",
        "/home/kimura/.cache/reader.pkg",
    }
    with pytest.raises(ValidationError, match=r"script and file are both '/a.js'; give them two paths"):
        DriveBy(host="cdn-stat.example", script="/a.js", file="/a.js")

"""What is done to a web site: what is sent, which real lines prove it, what is true because of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from cyder.contracts.action import Action, Scene
from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.errors import NotFound
from cyder.model.evidence import Receipt
from cyder.replay.clock import FakeClock
from cyder.roles.web import Web, pages
from cyder.roles.web.actions.cms_login import CmsLogin
from cyder.roles.web.actions.deface import Deface
from cyder.roles.web.actions.web_marker import WebMarker
from cyder.roles.web.actions.words import WebWords
from cyder.roles.web.keepers import accounts
from cyder.roles.web.probes import MayChange, ShowsPage
from tests.unit.roles import streets, towns

NOON = datetime(2026, 11, 26, 3, 0, 0, tzinfo=UTC)
LOGIN = CmsLogin(account="kimura", tries=2)
MARKER, DEFACE = WebMarker(account="kimura"), Deface(account="kimura")
KNOWN = "secret-of-kimura"
DESK = '<input type="hidden" name="token" value="0a1b2c">'

FIREFOX = '"-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"'
AT_NOON = "203.0.113.242 - - [26/Nov/2026:00:05:20 +0900]"
VAIN = f'{AT_NOON} "GET /user/login HTTP/1.1" 404 146 "-" "gobuster/3.6"'
DOOR = f'{AT_NOON} "GET /admin/ HTTP/1.1" 302 211 "-" "gobuster/3.6"'
SOMEBODYS = f'{AT_NOON} "GET /favicon.ico HTTP/1.1" 404 146 {FIREFOX}'
REFUSED = "2026-11-26T00:05:20.795+09:00 - 203.0.113.242 login failed account=kimura"
INSIDE = "2026-11-26T00:05:21.939+09:00 kimura 203.0.113.242 login ok"
UPLOADED = "2026-11-26T00:12:19.691+09:00 kimura 203.0.113.242 upload path=/upload/notice.aspx.txt bytes=79"
EDITED = "2026-11-26T00:13:09.142+09:00 kimura 203.0.113.242 edit page=/ja/index.html bytes=320"
POST_REFUSED = f'{AT_NOON} "POST /admin/login HTTP/1.1" 401 803 {FIREFOX}'
POST_INSIDE = f'{AT_NOON} "POST /admin/login HTTP/1.1" 302 201 {FIREFOX}'
FETCHED = f'{AT_NOON} "GET /upload/notice.aspx.txt HTTP/1.1" 200 79 {FIREFOX}'
SENT = f'{AT_NOON} "POST /admin/page/ja/index.html HTTP/1.1" 302 201 {FIREFOX}'
LINES = (
    VAIN, DOOR, SOMEBODYS, REFUSED, INSIDE, UPLOADED, EDITED, POST_REFUSED, POST_INSIDE, FETCHED, SENT,
)  # fmt: skip


def on_the_site(*said: tuple[str, Result]) -> tuple[Scene, list[tuple[str, tuple[str, ...]]]]:
    return streets.scene("intruder", "web", FakeClock(NOON), streets.answering(*said))


def receipts(action: Action, *lines: str) -> list[Receipt]:
    """Return the lines as found in the logs of the first that would prove the action, with the time they bear."""
    made = []
    for line in lines:
        expected = next(each for each in action.emits(on_the_site()[0]) if re.search(each.pattern, line))
        log = Web.logs[expected.log]
        moment = log.moment(line, ZoneInfo("Asia/Tokyo"))
        assert moment is not None
        made.append(
            Receipt(node=expected.node, log=log.path, line=line, sha256="0" * 64, logged_at=moment, first_seen=moment)
        )
    return made


@pytest.mark.parametrize(
    ("action", "proofs"),
    [
        (WebWords(), [{VAIN}]),
        (LOGIN, [{REFUSED}, {INSIDE}, {POST_REFUSED}, {POST_INSIDE}]),
        (MARKER, [{UPLOADED}, {FETCHED}]),
        (DEFACE, [{EDITED}, {SENT}]),
    ],
    ids=lambda value: value.id if isinstance(value, Action) else "",
)
def test_its_own_real_lines_prove_it_and_no_others(action: Action, proofs: list[set[str]]) -> None:
    expected = action.emits(on_the_site()[0])
    assert [{line for line in LINES if re.search(each.pattern, line)} for each in expected] == proofs
    elses = [line.replace("203.0.113.242", "203.0.113.24") for line in LINES]
    assert not [line for line in elses for each in expected if re.search(each.pattern, line)]


def test_words_are_asked_for_by_one_command_at_ten_a_second_and_are_on_no_site() -> None:
    place, asked = on_the_site(("gobuster", Result(0, "404 " * 12 + "302 ")))
    trace = WebWords(words=12).run(place)
    ((node, argv),) = asked
    assert (node, trace.reached, argv[argv.index("--rate") + 1]) == ("intruder", True, "10/s")
    words = argv[-1].removeprefix("http://203.0.113.1/{").removesuffix("}").split(",")
    assert (len(set(words)), words[-1]) == (13, "admin/")
    assert not set(words) & set(Web().pages(towns.site("mail")))


@pytest.mark.parametrize("said", ["404 " * 12 + "403", "404 " * 5 + "503 " * 7 + "302", "000", ""])
def test_a_site_that_does_not_answer_every_word_was_not_searched(said: str) -> None:
    place, _ = on_the_site(("gobuster", Result(0, said)))
    assert not WebWords(words=12).run(place).reached


def test_more_words_than_there_are_are_refused() -> None:
    with pytest.raises(ValidationError, match="less than or equal to 36"):
        WebWords(words=37)


def test_the_right_password_comes_after_the_wrong_ones_and_once() -> None:
    place, asked = on_the_site((KNOWN, Result(0, "302")), ("/admin/login", Result(0, "401")))
    trace = LOGIN.run(place)
    words = [word for _, argv in asked for word in argv if word.startswith("password=")]
    assert (trace.reached, trace.said) == (True, "kimura: 401 401 302")
    assert [word == f"password={KNOWN}" for word in words] == [False, False, True]


@pytest.mark.parametrize(("status", "tries"), [("401", 3), ("403", 1), ("000", 1)])
def test_whoever_is_not_let_in_or_not_answered_was_kept_out(status: str, tries: int) -> None:
    place, asked = on_the_site(("/admin/login", Result(0, status)))
    assert not LOGIN.run(place).reached
    assert len(asked) == tries


def test_an_account_that_may_not_change_the_site_is_told_before_anything_is_done() -> None:
    place, asked = on_the_site()
    with pytest.raises(NotFound, match=r"unknown account of the site's administration 'kimra'; did you mean 'kimura'"):
        CmsLogin(account="kimra").run(place)
    with pytest.raises(NotFound, match="'admin' is nobody on the staff"):
        CmsLogin(account="admin").run(place)
    assert asked == []


def test_a_password_that_is_nobodys_on_the_staff_can_be_given() -> None:
    place, _ = on_the_site(("lemon-tree", Result(0, "302")), ("/admin/login", Result(0, "401")))
    assert CmsLogin(account="admin", password="lemon-tree").run(place).reached


def test_the_administration_is_shut_only_to_the_session_and_to_a_new_log_in_from_another_address() -> None:
    place, _ = on_the_site()
    for way in LOGIN.containment(place):
        session, fresh = (check.probe for check in way.deny)
        assert isinstance(session, MayChange)
        assert isinstance(fresh, MayChange)
        assert session.jar == "/var/tmp/.LAB-0000-web-kimura"
        assert (fresh.jar, fresh.password, fresh.bears) == ("", KNOWN, streets.SECOND)
        assert way.allow[-1].probe.model_dump()["bears"] == "10.66.0.101"


@pytest.mark.parametrize(
    ("out", "open_"), [("400 ", True), ("302 400 ", True), ("302 ", False), ("401 302 ", False), ("403 ", False)]
)
def test_who_is_told_that_the_form_is_wrong_is_inside(out: str, open_: bool) -> None:  # noqa: FBT001  a case
    place, asked = on_the_site(("curl", Result(0, out)))
    probe = MayChange(target="web", path="/admin/upload", account="kimura", password=KNOWN, bears=streets.SECOND)
    assert probe.check(place.lan, place.vantage).passed is open_
    (argv,) = (argv for _, argv in asked)
    assert argv.count("--interface") == argv.count(streets.SECOND) == 2


def test_a_standing_session_is_used_without_another_log_in() -> None:
    text = "This file stands for a web shell. It is a text, and nothing runs it. LAB-0000"
    place, asked = on_the_site(
        ("/admin/upload", Result(0, "302")), ("/upload/notice", Result(0, text)), ("/admin/", Result(0, DESK))
    )
    trace = MARKER.run(place)
    assert (trace.reached, trace.said) == (True, "/upload/notice.aspx.txt: upload 302, shown")
    assert not [argv for _, argv in asked if argv[-1].endswith("/admin/login")]


def test_without_a_way_in_nothing_is_uploaded_and_no_page_saved() -> None:
    for action in (MARKER, DEFACE):
        place, asked = on_the_site(("/admin/login", Result(0, "401")))
        trace = action.run(place)
        assert (trace.reached, "no way in" in trace.said) == (False, True)
        assert not [argv for _, argv in asked if "/upload" in argv[-1] or "/page/" in argv[-1]]


@pytest.mark.parametrize("name", ["x.php", "../x.txt", "a b.txt", "x.txt;id", "x.PHP.txt"])
def test_a_file_that_could_be_run_or_lies_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        WebMarker(account="kimura", name=name)


def test_a_page_is_found_among_a_servers_files_as_it_was_made() -> None:
    made = Web().pages(towns.site("web", streets.STREETS))["ja/index.html"]
    assert pages.laid(streets.STREETS.node("web").files, "/srv/www/ja/index.html") == made
    assert pages.laid(streets.STREETS.node("web").files, "/srv/www/ja/index.htm") is None


def test_a_page_that_is_not_there_is_not_defaced() -> None:
    place, asked = on_the_site()
    with pytest.raises(NotFound, match=r"web has no page 'ja/inde\.html'"):
        Deface(account="kimura", page="ja/inde.html").run(place)
    assert asked == []


def test_a_defaced_page_says_that_it_is_a_drill_and_is_looked_for_from_inside_and_outside() -> None:
    place, asked = on_the_site(("/admin/", Result(0, DESK)))
    DEFACE.run(place)
    (text,) = (word for _, argv in asked for word in argv if word.startswith("text="))
    assert "訓練用の表示" in text
    assert "LAB-0000" in text
    (way, _) = DEFACE.containment(place)
    shown = [check for check in way.deny if isinstance(check.probe, ShowsPage)]
    assert [check.by for check in shown] == ["neighbour", "colleague"]


def test_the_truth_about_the_site_names_source_account_and_moments() -> None:
    truth = LOGIN.truth(on_the_site()[0], receipts(LOGIN, REFUSED, INSIDE))
    assert [spelling.value for spelling in truth.indicators[0].spellings] == [towns.SOURCE, streets.SECOND]
    assert [entity.name for entity in truth.accounts] == ["kimura"]
    assert [(moment.kind, moment.at.second) for moment in truth.timeline] == [("credential-attack", 20), ("login", 21)]
    (moment,) = MARKER.truth(on_the_site()[0], receipts(MARKER, UPLOADED, FETCHED)).timeline
    assert (moment.kind, moment.at.minute, moment.host) == ("persistence", 12, "web")
    (moment,) = DEFACE.truth(on_the_site()[0], receipts(DEFACE, EDITED, SENT)).timeline
    assert (moment.kind, moment.at.minute) == ("impact", 13)
    (moment,) = WebWords().truth(on_the_site()[0], receipts(WebWords(), VAIN)).timeline
    assert moment.kind == "discovery"


@pytest.mark.parametrize(
    ("action", "said", "verified"),
    [
        (MARKER, (("test -e", Result(1, "")),), True),
        (MARKER, (("test -e", Result(0, "")),), False),
        (MARKER, (("test -e", Result(1, "")), ("rm -f /var/tmp", Result(1, ""))), False),
        (DEFACE, (), True),
        (DEFACE, (("rm -f", Result(1, "")),), False),
        (LOGIN, (), True),
        (LOGIN, (("rm -f", Result(1, "")),), False),
        (WebWords(), (("pgrep", Result(1, "")),), True),
        (WebWords(), (("pgrep", Result(0, "77")),), False),
    ],
)
def test_cleanup_is_verified_when_nothing_is_left(
    action: Action,
    said: Sequence[tuple[str, Result]],
    verified: bool,  # noqa: FBT001  a case
) -> None:
    place, _ = on_the_site(*said)
    assert action.cleanup(place).verified is verified


def test_a_page_with_another_text_is_not_the_one_looked_for() -> None:
    place, _ = on_the_site(("curl", Result(0, "<h1>彩野市</h1>")))
    asker = Vantage("prober", "203.0.113.13")
    assert ShowsPage(target="web", path="/", shows="彩野市").check(place.lan, asker).passed
    assert not ShowsPage(target="web", path="/", shows="LAB-0000").check(place.lan, asker).passed


def test_a_department_and_the_canary_may_change_the_site_inside_and_nobody_on_the_staff_outside() -> None:
    people = [person.account for person in towns.PEOPLE]
    assert list(accounts(streets.STREETS.node("web"))) == ["admin", "editor", *people]
    assert accounts(streets.STREETS.node("partner")) == ("admin", "editor")


def test_a_department_that_there_is_not_keeps_no_site() -> None:
    with pytest.raises(ValueError, match=r"there is no department 'somu'; did you mean 'soumu'\?"):
        Web(keepers="somu").files(towns.site("web", streets.STREETS))

"""What staff must be able to do: no page that never changes, and no mere connection, would do for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.db.probes import TakesApplication
from cyder.roles.dns.probes import KnowsNames
from cyder.roles.file.probes import KeepsFile
from cyder.roles.mail import Mail
from cyder.roles.proxy.probes import FetchesAnew
from cyder.roles.web import Web
from cyder.roles.web.probes import ServesSite
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import site

PROBER = Vantage("prober", "10.66.0.101")
PAGE = "<html><head><title>トップ | 彩野市</title></head></html>"


@pytest.mark.parametrize(
    ("page", "missing", "passed"),
    [(PAGE, "404", True), (PAGE, "200", False), ("<h1>OK</h1>", "404", False), (f"{PAGE}改ざん訓練", "404", False)],
)
def test_a_site_is_its_owners_page_unspoilt_and_nothing_else(*, page: str, missing: str, passed: bool) -> None:
    def answer(argv: Sequence[str]) -> Result:
        return Result(0, missing) if "%{http_code}" in argv else Result(0, page)

    lan, asked = deciding(answer)
    probe = ServesSite(target="mail", path="/ja/index.html", owner="彩野市")
    assert probe.check(lan, PROBER).passed is passed
    probe.check(lan, PROBER)
    urls = [argv[-1] for _, argv in asked if "?v=" in argv[-1]]
    assert len(set(urls)) == 2, "each time under an address that was never asked for"


@pytest.mark.parametrize(
    ("first", "second", "passed"),
    [("200 ", "404 ", True), ("200 ", "200 ", False), ("404 ", "404 ", False), ("200 ", "404 ERR_X 0", False)],
)
def test_a_proxy_that_says_the_same_to_everything_does_not_proxy(*, first: str, second: str, passed: bool) -> None:
    lan, _ = deciding(lambda argv: Result(0, first if "?v=" in argv[-1] else second))
    assert FetchesAnew(target="mail", url="http://www.city.example/").check(lan, PROBER).passed is passed


@pytest.mark.parametrize(
    ("address", "statuses", "passed"),
    [
        ("10.66.0.10", ("NOERROR", "NXDOMAIN"), True),
        ("10.66.0.99", ("NOERROR", "NXDOMAIN"), False),
        ("10.66.0.10", ("NOERROR", "NOERROR"), False),
    ],
)
def test_a_name_server_knows_what_it_has_and_what_it_has_not(
    *, address: str, statuses: tuple[str, str], passed: bool
) -> None:
    said = f";; status: {statuses[0]}, id: 1\ndns.city.example. 300 IN A {address}\n;; status: {statuses[1]}, id: 2\n"
    lan, _ = deciding(lambda argv: Result(0, said))
    assert KnowsNames(target="dns", name="dns.city.example", address="10.66.0.10").check(lan, PROBER).passed is passed


def test_a_database_must_give_back_the_number_that_it_was_just_given() -> None:
    lan, _ = deciding(lambda argv: Result(0, "BEGIN\nINSERT 0 1\nK-000000000000\nROLLBACK\n"))
    probe = TakesApplication(target="mail", account="app", password="x")
    assert not probe.check(lan, PROBER).passed
    lan, _ = deciding(lambda argv: Result(0, f"BEGIN\n{argv[-1].split(chr(39))[1]}\nROLLBACK\n"))
    assert probe.check(lan, PROBER).passed


def test_a_file_is_renamed_in_a_folder_of_its_own() -> None:
    lan, asked = deciding(lambda argv: Result(0, "same as sent\n"))
    assert KeepsFile(target="mail", share="kyoyu", account="sato", password="x").check(lan, PROBER).passed
    commands = asked[-1][1][-1]
    assert commands.startswith("mkdir memo-")
    assert "rename draft.txt final.txt; get final.txt got" in commands
    assert "rmdir memo-" in commands


def test_staff_inside_and_the_public_outside_are_asked_for() -> None:
    assert [check.by for check in Mail().serves(site("mail"))] == ["staff"]
    assert [check.by for check in Web().serves(site("intruder"))] == ["colleague"]

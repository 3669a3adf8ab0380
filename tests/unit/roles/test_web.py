"""The web site: pages whose hash is known, and those who keep them."""

from __future__ import annotations

import hashlib

from cyder.contracts.node import Result
from cyder.contracts.passwords import pbkdf2
from cyder.contracts.probe import Vantage
from cyder.model.base import LocalText
from cyder.roles.web import Web
from cyder.roles.web.probes import AdminLogsIn, PageIntact
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import contents, site

PROBER = Vantage("prober", "10.66.0.200")
INSIDE, OUTSIDE = site("mail"), site("intruder")


def test_a_site_has_at_least_ten_pages_in_each_language() -> None:
    shown = Web().pages(INSIDE)
    assert sum(path.startswith("ja/") for path in shown) >= 10
    assert sum(path.startswith("en/") for path in shown) >= 10


def test_every_link_of_the_menu_leads_to_a_page() -> None:
    shown = Web().pages(INSIDE)
    links = {link.split('"')[0] for page in shown.values() for link in page.split('href="/')[1:]}
    assert {link if not link.endswith("/") else f"{link}index.html" for link in links} <= set(shown)


def test_pages_are_the_organisations_inside_and_a_partners_outside() -> None:
    assert "彩野市" in Web().pages(INSIDE)["ja/index.html"]
    assert "総務課" in Web().pages(INSIDE)["ja/soshiki.html"]
    assert "彩野商工会議所" in Web().pages(OUTSIDE)["ja/index.html"]


def test_a_title_stands_on_every_page_as_text() -> None:
    shown = Web(title=LocalText(en="Bed & <Breakfast>", ja="宿")).pages(OUTSIDE)
    assert "Bed &amp; &lt;Breakfast&gt;" in shown["en/access.html"]


def test_the_same_team_has_the_same_pages() -> None:
    assert Web().pages(INSIDE) == Web().pages(INSIDE)


def test_passwords_are_stored_as_hashes() -> None:
    users = contents(Web(admin_password="lemon-tree").files(INSIDE))["/etc/site-admin/users"]
    assert "lemon-tree" not in users
    salt = users.splitlines()[0].split("$")[1]
    assert users.splitlines()[0] == f"admin:{pbkdf2('lemon-tree', salt)}"


def test_a_page_that_is_as_it_was_made_is_intact_and_another_is_not() -> None:
    lan, _ = deciding(lambda argv: Result(0, "<h1>page</h1>\n"))
    digest = hashlib.sha256(b"<h1>page</h1>\n").hexdigest()
    assert PageIntact(target="mail", path="/ja/", sha256=digest).check(lan, PROBER).passed
    assert not PageIntact(target="mail", path="/ja/", sha256="0" * 64).check(lan, PROBER).passed


def test_a_server_that_gives_no_page_is_not_intact() -> None:
    lan, _ = deciding(lambda argv: Result(22, ""))
    assert "curl ended with 22" in PageIntact(target="mail", path="/", sha256="").check(lan, PROBER).said


def test_a_password_that_leads_on_has_opened_the_administration() -> None:
    for status, passed in (("302", True), ("401", False), ("403", False)):
        lan, _ = deciding(lambda argv, status=status: Result(0, status))  # type: ignore[misc]  # bound now
        assert AdminLogsIn(target="mail", account="admin", password="x").check(lan, PROBER).passed is passed

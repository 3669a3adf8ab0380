"""The web proxy: for whom it fetches, what it blocks, and whether a page comes through it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.proxy import Proxy
from cyder.roles.proxy.probes import FetchesPage, Proxies
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import PROVIDES, contents, site

PROBER = Vantage("prober", "10.66.0.200")
PAGE = "http://www.city.example/"


def test_it_fetches_for_the_organisations_networks_only() -> None:
    configuration = contents(Proxy().files(site("dns")))["/etc/squid/squid.conf"]
    assert "acl office src 10.66.0.0/24 172.20.0.0/16\n" in configuration
    assert configuration.rindex("http_access deny all") > configuration.rindex("http_access allow office")


def test_blocked_names_stand_in_the_list_an_administrator_edits() -> None:
    listed = contents(Proxy(blocked=(".cdn.example",)).files(site("dns")))["/etc/squid/blocked-domains"]
    assert listed.endswith("\n.cdn.example\n")


@pytest.mark.parametrize("name", ["a b", "x\ny", "http://x", ""])
def test_a_blocked_name_is_a_name(name: str) -> None:
    with pytest.raises(ValidationError):
        Proxy(blocked=(name,))


@pytest.mark.parametrize(
    ("said", "passed"), [("200 ", True), ("200 ERR_X 0", False), ("403 ERR_ACCESS_DENIED 0", False), ("", False)]
)
def test_only_a_page_of_its_own_server_counts(*, said: str, passed: bool) -> None:
    lan, asked = deciding(lambda argv: Result(0 if said else 28, said))
    assert FetchesPage(target="mail", url=PAGE).check(lan, PROBER).passed is passed
    assert asked[0][1][-2:] == ("http://172.20.3.11:3128", PAGE)


def test_a_proxy_that_knows_no_such_name_proxies() -> None:
    lan, _ = deciding(lambda argv: Result(0, "503 ERR_DNS_FAIL 0"))
    assert Proxies(target="mail").check(lan, PROBER).passed
    lan, _ = deciding(lambda argv: Result(7, "000 "))
    assert not Proxies(target="mail").check(lan, PROBER).passed


def test_health_asks_for_the_organisations_own_page_where_there_is_one() -> None:
    (check,) = Proxy().health(site("dns", provides={**PROVIDES, "http": ("mail",)}))
    assert check.probe == FetchesPage(target="dns", url="http://mail.city.example/")
    (check,) = Proxy().health(site("dns"))
    assert check.probe == Proxies(target="dns")

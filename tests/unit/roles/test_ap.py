"""The residents' portal: where its register is, who may log in, and whether a look-up reaches the register."""

from __future__ import annotations

import pytest

from cyder.contracts.node import Result
from cyder.contracts.portal_probes import PortalAnswers
from cyder.contracts.probe import Vantage
from cyder.roles.ap import Ap
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import PEOPLE, PROVIDES, contents, site

PROBER = Vantage("prober", "10.66.0.200")
WITH_REGISTER = site("pc", provides={**PROVIDES, "sql": ("dns", "mail")})


def test_the_register_is_the_first_database_or_the_one_named() -> None:
    assert "host = 10.66.0.10\n" in contents(Ap().files(WITH_REGISTER))["/etc/portal/portal.conf"]
    assert "host = 172.20.3.11\n" in contents(Ap(database="mail").files(WITH_REGISTER))["/etc/portal/portal.conf"]


def test_a_lan_without_a_database_is_refused_with_the_remedy() -> None:
    with pytest.raises(ValueError, match="the LAN has none; add a node with the role db"):
        Ap().files(site("pc"))


def test_a_database_that_is_none_is_refused_with_what_there_is() -> None:
    with pytest.raises(ValueError, match=r"no node 'maill' provides a database; did you mean 'mail'\?"):
        Ap(database="maill").health(WITH_REGISTER)


def test_everybody_on_the_staff_may_log_in_and_no_password_is_written_down() -> None:
    listed = contents(Ap().files(WITH_REGISTER))["/etc/portal/officers"]
    assert [line.split(":")[0] for line in listed.splitlines()] == [person.account for person in PEOPLE]
    assert not [person for person in PEOPLE if person.password in listed]


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ('login 302\n<p data-found="50">', "50 residents found"),
        ('login 302\n<p data-found="0">', "0 residents found"),
        ("login 401\n", "no residents (login 401)"),
        ("", "no residents (no answer)"),
    ],
)
def test_a_look_up_passes_when_residents_come(out: str, said: str) -> None:
    lan, _ = deciding(lambda argv: Result(0, out))
    answer = PortalAnswers(target="pc", account="tanaka", password="x").check(lan, PROBER)
    assert answer.said == said
    assert answer.passed is (said == "50 residents found")

"""The backup: what it fetches from where, by which keys, and whether it reaches it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.backup import Backup
from cyder.roles.backup.probes import ReachesSources
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import PEOPLE, PROVIDES, contents, site

ALL = site("pc", provides={**PROVIDES, "smb": ("mail",), "sql": ("dns",)})


def test_it_fetches_what_the_lan_has() -> None:
    settings = contents(Backup(keep=3).files(ALL))["/etc/backup.conf"]
    assert settings.endswith("SHARES='mail.city.example'\nDATABASE='10.66.0.10'\nKEEP=3\n")


def test_without_sources_it_fetches_nothing_and_has_no_password() -> None:
    files = contents(Backup().files(site("pc")))
    assert "SHARES=''\nDATABASE=''\n" in files["/etc/backup.conf"]
    assert "/root/.pgpass" not in files


def test_it_reads_the_database_with_the_password_the_database_knows() -> None:
    assert contents(Backup().files(ALL))["/root/.pgpass"] == f"10.66.0.10:5432:*:backup:{ALL.secret('sql', 'backup')}\n"


def test_it_runs_at_the_hour_asked_for() -> None:
    jobs = contents(Backup(at="01:15").files(ALL))["/etc/cron.d/backup"].splitlines()
    assert jobs == [
        "15 01 * * * root /usr/local/sbin/backup-now",
        "0 * * * * root /usr/local/sbin/backup-now --inventory",
    ]


def test_two_of_the_last_department_look_after_the_copies_and_the_canary_does_not() -> None:
    operators = Backup().accounts(ALL)
    assert [(who.name, who.password) for who in operators] == [
        (person.account, person.password) for person in PEOPLE if person != ALL.canary
    ]
    assert {(who.groups, who.login_shell) for who in operators} == {(("backup",), "/bin/bash")}


def test_operators_who_are_named_look_after_the_copies_instead() -> None:
    (operator,) = Backup(operators=(PEOPLE[0].account,)).accounts(ALL)
    assert (operator.name, operator.password, operator.groups) == (PEOPLE[0].account, PEOPLE[0].password, ("backup",))


def test_an_operator_whom_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="operators: nobody has the account 'tanuki'"):
        Backup(operators=("tanuki",)).accounts(ALL)


@pytest.mark.parametrize("at", ["24:00", "2:30", "02:60", "02:30; reboot"])
def test_an_hour_is_an_hour(at: str) -> None:
    with pytest.raises(ValidationError):
        Backup(at=at)


def test_it_is_well_when_its_sources_answer() -> None:
    lan, _ = deciding(lambda argv: Result(0, "shares on file answer\nregister on db answers\n"))
    answer = ReachesSources(target="pc").check(lan, Vantage("pc", "10.66.0.12"))
    assert (answer.passed, answer.said) == (True, "shares on file answer, register on db answers")
    lan, _ = deciding(lambda argv: Result(1, "shares on file do not answer\n"))
    assert not ReachesSources(target="pc").check(lan, Vantage("pc", "10.66.0.12")).passed

"""The database: who gets in, what is loaded, and whether it answers."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.db import Db
from cyder.roles.db.probes import Counted, Queries
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import PEOPLE, contents, site

PROBER = Vantage("prober", "10.66.0.200")
FILES = contents(Db(residents=30).files(site("dns")))
LOADED = FILES["/var/lib/postgresql/first-start.sql"]


def rows(table: str) -> list[list[str]]:
    """Return the fields of the rows of one COPY."""
    body = LOADED.split(f"COPY {table}", 1)[1].split("FROM stdin;\n", 1)[1].split("\\.\n", 1)[0]
    return [line.split("\t") for line in body.splitlines()]


def test_every_resident_is_loaded_once() -> None:
    numbers = [row[0] for row in rows("residents")]
    assert len(numbers) == len(set(numbers)) == 30


def test_every_row_belongs_to_a_resident() -> None:
    known = {row[0] for row in rows("residents")}
    assert {row[0] for row in rows("fees")} | {row[2] for row in rows("cases")} <= known
    assert {row[0] for row in rows("portal_accounts")} <= known


def test_officers_are_the_staff_of_the_department_and_log_in_with_the_staff_password() -> None:
    assert f"CREATE ROLE \"{PEOPLE[0].account}\" LOGIN PASSWORD '{PEOPLE[0].password}' IN ROLE officers;" in LOADED


def test_portal_and_backup_have_passwords_that_other_machines_can_ask_for() -> None:
    assert f"CREATE ROLE app LOGIN PASSWORD '{site('pc').secret('sql', 'app')}'" in LOADED
    assert f"CREATE ROLE backup LOGIN PASSWORD '{site('pc').secret('sql', 'backup')}'" in LOADED


def test_health_is_asked_with_a_password_that_no_account_of_the_towns_has() -> None:
    (asked,) = Db().health(site("dns"))
    word = asked.probe.model_dump()["password"]
    assert f"CREATE ROLE monitor LOGIN PASSWORD '{word}'" in LOADED
    assert word not in {site("dns").secret("sql", "app"), *(person.password for person in PEOPLE)}


def test_monitoring_may_read_how_many_residents_there_are_and_nothing_of_any() -> None:
    granted = [line for line in LOADED.splitlines() if line.startswith("GRANT") and "monitor" in line]
    assert granted == ["GRANT SELECT ON monitoring TO monitor;"]
    assert "CREATE VIEW monitoring AS SELECT count(*) AS residents FROM residents;" in LOADED
    lan, asked = deciding(lambda argv: Result(0, "30\n"))
    assert Counted(target="dns", password="x").check(lan, PROBER).said == "30 residents"
    assert asked[0][1][-1] == "SELECT residents FROM monitoring"


def test_the_superuser_connects_from_nowhere_but_the_machine_itself() -> None:
    hosts = FILES["/etc/postgresql/17/main/pg_hba.conf"].splitlines()
    assert not [line for line in hosts if line.startswith("host ") and "postgres" in line]
    assert "host    residents  app         10.66.0.0/24        scram-sha-256" in hosts
    assert not [line for line in hosts if "203.0.113" in line]


def test_every_statement_is_logged_with_account_source_and_program() -> None:
    settings = FILES["/etc/postgresql/17/main/conf.d/town.conf"]
    assert "log_statement = 'all'" in settings
    assert "%u@%d %h %a" in settings


def test_an_unknown_department_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"officers: unknown department 'zeimu' \(known: soumu\)"):
        Db(officers="zeimu").files(site("dns"))


@pytest.mark.parametrize("count", [0, 5001])
def test_a_town_has_between_one_and_five_thousand_residents(count: int) -> None:
    with pytest.raises(ValidationError):
        Db(residents=count)


def test_an_answer_in_residents_passes() -> None:
    lan, asked = deciding(lambda argv: Result(0, "500\n"))
    assert Queries(target="dns", account="app", password="x").check(lan, PROBER).said == "500 residents"
    assert asked[0][1][:3] == ("env", "PGPASSWORD=x", "psql")


@pytest.mark.parametrize(
    "result", [Result(2, "FATAL:  password authentication failed"), Result(0, "0\n"), Result(0, "")]
)
def test_no_residents_is_no_answer(result: Result) -> None:
    lan, _ = deciding(lambda argv: result)
    assert not Queries(target="dns", account="app", password="x").check(lan, PROBER).passed

"""Copies out of the register and changes in it: what they do, what proves them, what ends them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.errors import NotFound
from cyder.roles.db import Db
from cyder.roles.db.actions.db_dump import DbDump
from cyder.roles.db.actions.db_edit import DbEdit
from cyder.roles.db.loaded import password_of, unpaid_fees
from cyder.roles.db.probes import FeesAltered, Writes
from tests.unit.roles.counters import HALL, MARKER, at, denied, named, proven, receipt
from tests.unit.roles.towns import PEOPLE, site

APP = site("pc").secret("sql", "app")
LOGGED_IN = (
    "2026-11-25 23:57:12.549 JST [119] app@residents 172.20.0.16 [unknown] LOG:  connection authorized: user=app "
    "database=residents application_name=psql"
)
COPIED = (
    "2026-11-26 01:05:43.944 JST [115] app@residents 172.20.0.16 psql LOG:  statement: COPY  ( SELECT number, kanji, "
    "kana, born, address, phone FROM residents ORDER BY number LIMIT 200 ) TO STDOUT CSV HEADER"
)
DUMP = DbDump()
EDIT = DbEdit(account="kimura", fees=3)


def changed(action: DbEdit) -> str:
    """Return the line that its UPDATE leaves, in the form a real one has."""
    place, asked = at("ap", "db")
    action.run(place)
    said = next(argv[5] for _, argv in asked if "typed" in argv)
    return f"2026-11-26 00:08:04.877 JST [78] kimura@residents 172.20.0.16 psql LOG:  statement: {said}"


def typed(asked: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Return what was typed into the open session."""
    return [argv[5] for _, argv in asked if "typed" in argv]


def test_a_copy_is_taken_once_by_the_portals_user_and_stays_in_a_folder_with_the_marker() -> None:
    place, asked = at("ap", "db", lambda argv: Result(0, "COPY 200"))
    trace = DUMP.run(place)
    assert (trace.reached, trace.said) == (True, "app: COPY 200")
    (copy,) = typed(asked)
    assert copy.endswith(f"LIMIT 200) TO '/var/tmp/.cache-app-{MARKER}/residents.csv' CSV HEADER")
    assert {node for node, _ in asked} == {"ap"}
    assert len(asked) <= DbDump.caps.commands


def test_a_server_that_refuses_the_password_was_not_reached() -> None:
    place, _ = at("ap", "db", lambda argv: Result(1, "the session has ended") if "typed" in argv else Result(0, ""))
    trace = DUMP.run(place)
    assert (trace.reached, trace.said) == (False, "app: the session has ended")


def test_log_in_and_copy_are_proven_each_by_its_own_line() -> None:
    place, _ = at("ap", "db")
    assert proven(DUMP, place, LOGGED_IN) == [True, False]
    assert proven(DUMP, place, COPIED) == [False, True]


@pytest.mark.parametrize(
    ("real", "other"),
    [
        ("172.20.0.16", "172.20.0.161"),
        ("app@", "myapp@"),
        ("user=app", "user=apps"),
        ("application_name=psql", "application_name=portal"),
        ("COPY  (", "SELECT ("),
        ("FROM residents", "FROM fees"),
    ],
)
def test_somebody_elses_line_proves_no_copy(real: str, other: str) -> None:
    place, _ = at("ap", "db")
    line = next(line for line in (LOGGED_IN, COPIED) if real in line)
    assert proven(DUMP, place, line.replace(real, other)) == [False, False]


def test_the_truth_of_a_copy_names_source_file_and_account() -> None:
    place, _ = at("backup", "db")
    here = [line.replace("172.20.0.16", "10.66.0.20") for line in (COPIED, LOGGED_IN)]
    truth = DUMP.truth(place, [receipt("db", Db.logs["database"], line) for line in here])
    spelt = {spelling.value for entity in truth.indicators for spelling in entity.spellings}
    assert spelt == {"10.66.0.20", f"/var/tmp/.cache-app-{MARKER}/residents.csv"}
    assert [account.name for account in truth.accounts] == ["app"]
    assert [(moment.kind, moment.at.minute) for moment in truth.timeline] == [("login", 57), ("collection", 5)]
    assert [remedy.kind for remedy in truth.remedies] == ["reset-password", "block-network"]


def test_the_portals_own_machine_is_not_to_be_shut_out_and_its_account_not_to_be_closed() -> None:
    assert named(DUMP.containment(at("ap", "db")[0])) == ["change-password"]
    assert named(DUMP.containment(at("backup", "db")[0])) == ["block-source", "change-password", "refuse-host"]
    officer = DbDump(account="kimura").containment(at("ap", "db")[0])
    assert named(officer) == ["change-password", "close-account"]


def test_every_way_asks_the_open_session_and_a_new_one_and_spares_the_portal() -> None:
    for way in DUMP.containment(at("backup", "db")[0]):
        assert denied(way)[:2] == [("source", "SessionServes"), ("source", "Queries")]
        (portal,) = way.allow
        assert (portal.by, portal.probe.target) == ("neighbour", "ap")
    change = DUMP.containment(at("ap", "db")[0])[0]
    assert denied(change)[2] == ("colleague", "Queries")
    assert change.deny[2].probe.model_dump()["password"] == APP


def test_another_password_is_told_to_the_portal_and_taken_back() -> None:
    (change,) = DUMP.containment(at("ap", "db")[0])
    assert [command.on for command in change.typed] == ["db", "ap", "ap", "db"]
    assert f"s/^password = {APP}$/password = another-word-1/" in change.typed[1].argv
    assert f"s/^password = another-word-1$/password = {APP}/" in change.undone[1].argv


def test_known_passwords_are_those_the_server_was_made_with() -> None:
    assert password_of(HALL.node("db"), "app") == APP
    assert password_of(HALL.node("db"), "kimura") == "secret-of-kimura"
    with pytest.raises(NotFound, match="unknown account of the database 'kimra'; did you mean 'kimura'"):
        password_of(HALL.node("db"), "kimra")
    with pytest.raises(NotFound, match="unknown account of the database 'monitor'"):
        password_of(HALL.node("db"), "monitor")


def test_a_lan_without_a_portal_is_refused() -> None:
    place, _ = at("backup", "db")
    without = HALL.model_copy(update={"nodes": tuple(node for node in HALL.nodes if node.role != "ap")})
    object.__setattr__(place.lan, "topology", without)
    with pytest.raises(NotFound, match="no portal that needs the database"):
        DUMP.control(place)


def test_open_fees_are_counted_as_the_table_counts_them() -> None:
    loaded = next(file.content for file in HALL.node("db").files if "COPY fees" in file.content)
    rows = loaded.split("COPY fees", 1)[1].split("\n", 1)[1].split("\\.\n", 1)[0].splitlines()
    fees = unpaid_fees(HALL.node("db"))
    assert 0 < len(fees) < len(rows)
    assert all((place in fees) == row.endswith("\\N") for place, row in enumerate(rows, start=1))


def test_only_fees_that_were_open_are_written_down_as_paid_the_same_each_time() -> None:
    ids = [int(each) for each in re.findall(r"\d+", changed(EDIT).rpartition("IN (")[2])]
    assert len(set(ids)) == 3
    assert set(ids) <= set(unpaid_fees(HALL.node("db")))
    assert changed(EDIT) == changed(EDIT)


def test_a_change_is_proven_by_its_own_rows_alone() -> None:
    place, _ = at("ap", "db")
    assert proven(EDIT, place, changed(EDIT)) == [False, True]
    assert proven(EDIT, place, changed(EDIT).replace("IN (", "IN (9999, ")) == [False, False]
    assert proven(EDIT, place, changed(EDIT).replace("CURRENT_DATE", "paid")) == [False, False]


def test_a_change_is_contained_only_when_the_fees_are_open_again() -> None:
    revoke, close = EDIT.containment(at("ap", "db")[0])
    assert denied(revoke) == denied(close)
    assert denied(revoke)[-1] == ("itself", "FeesAltered")
    assert [type(check.probe).__name__ for check in revoke.allow] == ["PortalAnswers", "Queries"]
    assert any("SET paid = NULL" in command.argv[-1] for command in revoke.typed)


def test_the_clean_up_opens_the_fees_again_and_counts() -> None:
    place, asked = at("ap", "db", lambda argv: Result(0, "0\n"))
    assert EDIT.cleanup(place).verified
    assert any("SET paid = NULL" in argv[-1] for node, argv in asked if node == "db")
    place, _ = at("ap", "db", lambda argv: Result(0, "2\n"))
    cleanup = EDIT.cleanup(place)
    assert (cleanup.verified, cleanup.said) == (False, "fees altered: 2; session gone")


@pytest.mark.parametrize(("out", "passed"), [("UPDATE 0\n", True), ("ERROR:  permission denied for table fees", False)])
def test_the_right_to_change_is_asked_by_an_update_of_nothing(out: str, passed: bool) -> None:  # noqa: FBT001  a case
    place, asked = at("ap", "db", lambda argv: Result(0 if passed else 1, out))
    answer = Writes(target="db", account="kimura", password="x").check(place.lan, Vantage("prober", "172.20.0.99"))
    assert answer.passed is passed
    assert asked[0][1][-1].endswith("WHERE false")


@pytest.mark.parametrize(
    ("result", "passed"), [(Result(0, "3\n"), True), (Result(0, "0\n"), False), (Result(2, ""), False)]
)
def test_fees_are_altered_when_any_is_paid(result: Result, passed: bool) -> None:  # noqa: FBT001  a case
    place, _ = at("ap", "db", lambda argv: result)
    assert FeesAltered(target="db", fees=(1, 2, 3)).check(place.lan, Vantage("db", "172.20.0.14")).passed is passed


@pytest.mark.parametrize("settings", [{"rows": 0}, {"rows": 501}, {"account": "app; DROP"}])
def test_a_copy_beyond_its_bounds_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        DbDump.model_validate(settings)


def test_an_edit_names_an_officer_and_ten_fees_at_most() -> None:
    with pytest.raises(ValidationError):
        DbEdit.model_validate({})
    with pytest.raises(ValidationError, match="less than or equal to 10"):
        DbEdit(account=PEOPLE[1].account, fees=11)

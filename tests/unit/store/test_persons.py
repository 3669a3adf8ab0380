"""Persons are kept beside the ledger; of one who is forgotten nothing but the id is left in any file."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from cyder.errors import CyderError
from cyder.store import ExerciseRecord, Store, draft_table, persons, schema
from cyder.store import database as opening
from tests.unit.store.conftest import Create


def files_of(url: str) -> bytes:
    """Return the bytes of everything that lies in the store's folder: the file, journals, logs."""
    folder = Path(url.removeprefix("sqlite:///")).parent
    return b"".join(file.read_bytes() for file in folder.iterdir())


def crowd(store: Store, record: ExerciseRecord, size: int) -> dict[str, str]:
    """Add many with names of all lengths, so that SQLite moves rows between pages; return names by id."""
    dice, named = random.Random(size), {}
    for number in range(size):
        name = f"Name-{number:04}-{'x' * dice.choice([0, 5, 60])}"
        new = store.persons().add(name, f"Town {number % 7}", consent=bool(number % 2))
        store.persons().seat(record, f"team{1 + number % 2}", new.id, duty=f"Duty-{number:04}")
        named[new.id] = f"-{number:04}"
    return named


def test_what_was_written_down_is_read(store: Store, record: ExerciseRecord) -> None:
    known = store.persons()
    new = known.add("佐藤 花子", "彩野市", consent=True)
    assert known.all() == [new]
    assert known.seat(record, "team1", new.id, duty="lead") == ""
    (place,) = known.memberships()
    assert (place.exercise, place.exercise_name, place.team, place.participant, place.duty) == (
        record.id,
        "first-look",
        "team1",
        new.id,
        "lead",
    )
    known.agree(new.id, consent=False)
    assert [each.consent for each in known.all()] == [False]
    assert store.ledger(record).entries() == []


def test_somebody_is_in_one_team_of_an_exercise(store: Store, create: Create) -> None:
    known, first, second = store.persons(), create("a"), create("b")
    new = known.add("A", "B", consent=False)
    moved = [known.seat(where, team, new.id, duty="") for where, team in ((first, "team1"), (second, "team2"))]
    assert moved == ["", ""]
    assert known.seat(first, "team2", new.id, duty="log") == "team1"
    assert [(each.exercise_name, each.team) for each in known.memberships()] == [("a", "team2"), ("b", "team2")]


@pytest.mark.parametrize("mode", ["TRUNCATE", "WAL"])
def test_of_those_who_are_forgotten_no_file_holds_a_trace(
    url: str, monkeypatch: pytest.MonkeyPatch, mode: str, tmp_path: Path
) -> None:
    monkeypatch.setattr(opening, "journal_mode", lambda _: mode)
    store = Store(url)
    record = store.create(
        "a", scenario_text="", scenario_name="", scenario_digest="", secret=b"", teams=2, seeded=False
    )
    named = crowd(store, record, 150)
    gone = random.Random(mode).sample(sorted(named), 15)
    present = files_of(url)
    assert all(f"Name{named[id]}".encode() in present for id in gone)
    for id in gone:
        store.persons().forget(id)
    left = files_of(url)
    for word in ("Name", "Duty"):
        assert [id for id in gone if f"{word}{named[id]}".encode() in left] == []
        assert all(f"{word}{named[id]}".encode() in left for id in named.keys() - set(gone))
    assert {each.id for each in store.persons().all()} == named.keys() - set(gone)
    assert {each.participant for each in store.persons().memberships()} == named.keys() - set(gone)
    store.close()


@pytest.mark.parametrize("seed", [14, 17])
def test_no_copy_is_left_where_rows_were_moved_between_pages(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """With these seeds SQLite 3.40 keeps a copy in a gap of a page, if the tables are not written anew."""
    dice = random.Random(seed)
    monkeypatch.setattr("secrets.choice", dice.choice)
    known, alive, gone = store.persons(), {}, []
    for number in range(200):
        name = f"Name-{number:04}-"
        alive[known.add(f"{name}{'x' * dice.choice([0, 5, 85])}", "Town", consent=False).id] = name
        if dice.random() < 0.5:
            known.agree(dice.choice(sorted(alive)), consent=True)
        if dice.random() < 0.5:
            who = dice.choice(sorted(alive))
            known.forget(who)
            gone.append(alive.pop(who))
    left = files_of(url)
    assert [name for name in gone if name.encode() in left] == []
    assert all(name.encode() in left for name in alive.values())


def test_a_log_that_somebody_reads_is_told_to_hold_the_name_until_it_is_done_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "journal_mode", lambda _: "WAL")
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    store = Store(url)
    new = store.persons().add("Name-0000", "B", consent=False)
    reader = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM person").fetchall()
    with pytest.raises(CyderError, match="may still hold what was erased"):
        store.persons().forget(new.id)
    reader.close()
    store.persons().forget(new.id)
    assert b"Name-0000" not in files_of(url)
    assert store.persons().was_forgotten(new.id)
    store.close()


def test_an_id_is_never_given_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persons, "_LETTERS", "ab")
    known = store.persons()
    gone = {known.add("A", "B", consent=False).id for _ in range(30)}
    for id in gone:
        known.forget(id)
    came = [known.add("C", "D", consent=False).id for _ in range(2**6 - 30)]
    assert len(set(came)) == len(came)
    assert not set(came) & gone
    assert all(map(known.was_forgotten, gone))


def test_a_store_of_the_version_before_gets_the_tables_and_keeps_its_draft(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'cyder.db'}"
    before = create_engine(url)
    with before.begin() as connection:
        schema.make(connection)
        draft_table.make(connection)
        at = "'2026-11-23T06:00:00.000000+00:00'"
        connection.exec_driver_sql(f"INSERT INTO exercise VALUES (1, 'a', '', '', '', x'00', 1, 0, {at}, NULL)")
        connection.exec_driver_sql(f"INSERT INTO draft VALUES (1, 'team1', 1, 'team1', 'stage: first', {at})")
        connection.exec_driver_sql("PRAGMA user_version = 2")
    before.dispose()
    store = Store(url)
    record = store.find("a")
    new = store.persons().add("A", "B", consent=False)
    store.persons().seat(record, "team1", new.id, duty="")
    assert [each.participant for each in store.persons().memberships()] == [new.id]
    assert store.drafts(record).read("team1").text == "stage: first"
    store.close()


def test_an_exercise_is_found_by_its_number_after_it_was_archived(store: Store, record: ExerciseRecord) -> None:
    store.archive(record)
    assert store.record(record.id).archived_at is not None
    with pytest.raises(CyderError, match="no exercise number 99"):
        store.record(99)

"""Exercises are found by name, grow, and are set aside."""

from __future__ import annotations

import logging
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cyder.errors import NotFound, Refused
from cyder.model.ledger import Raised
from cyder.model.report import Report
from cyder.store import ExerciseRecord, Store

Create = Callable[..., ExerciseRecord]


def test_an_exercise_is_found_as_it_was_created(store: Store, record: ExerciseRecord) -> None:
    assert store.find("first-look") == record
    assert record.secret == b"\x00secret\xff"
    assert record.archived_at is None
    assert record.created_at.tzinfo is UTC


def test_an_unknown_name_is_answered_with_the_nearest_one(store: Store, record: ExerciseRecord) -> None:
    with pytest.raises(
        NotFound, match=r"unknown exercise 'first-lok'; did you mean 'first-look'\? \(known: first-look\)"
    ):
        store.find("first-lok")


def test_a_name_is_given_once(store: Store, create: Create) -> None:
    create()
    with pytest.raises(Refused, match="there is an exercise 'first-look' already") as caught:
        create()
    assert "--name" in caught.value.hint
    assert len(store.live()) == 1


def test_a_name_is_free_after_archiving_and_the_old_ledger_stays(store: Store, create: Create) -> None:
    old = create()
    entry = store.ledger(old).append(Raised(), author="up")
    store.archive(old)
    store.archive(old)
    with pytest.raises(NotFound):
        store.find("first-look")
    new = create()
    assert new.id != old.id
    assert store.live() == [new]
    assert store.ledger(new).entries() == []
    assert store.ledger(old).entries() == [entry]


def test_an_exercise_gets_more_teams_and_never_fewer(store: Store, record: ExerciseRecord) -> None:
    grown = store.grow(record, 4)
    assert grown.teams == 4
    assert store.find("first-look") == grown
    assert store.grow(grown, 4) == grown
    with pytest.raises(Refused, match="has 4 teams; it can grow, not shrink to 3"):
        store.grow(record, 3)
    assert store.find("first-look").teams == 4


def test_an_archived_exercise_takes_neither_teams_nor_reports(store: Store, record: ExerciseRecord) -> None:
    store.archive(record)
    with pytest.raises(Refused, match="archived"):
        store.grow(record, 4)
    with pytest.raises(Refused, match="archived"):
        store.file_report(record, "team1", Report(), author="team1", clock=None, key=None)
    assert store.ledger(record).entries() == []


def test_the_secret_is_in_no_repr_and_no_log(store: Store, create: Create, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        record = create("quiet")
    assert "secret" not in repr(record)
    assert "x00secret" not in caplog.text


def test_the_file_can_be_read_by_its_owner_only(store: Store, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "state" / "cyder.db").stat().st_mode) == 0o600


def test_times_are_kept_in_utc_whatever_zone_the_clock_tells(tmp_path: Path) -> None:
    tokyo = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=9)))
    store = Store(f"sqlite:///{tmp_path / 'cyder.db'}", now=lambda: tokyo)
    record = store.create(
        "a", scenario_text="", scenario_name="a.yaml", scenario_digest="", secret=b"s", teams=1, seeded=True
    )
    store.ledger(record).append(Raised(), author="up")
    with store._database.reading() as connection:
        (at,) = connection.exec_driver_sql("SELECT at FROM ledger").one()
    store.close()
    assert at == "2026-11-23T00:30:00.000000+00:00"
    assert record.created_at == tokyo
    assert record.seeded

"""The journal mode depends on the SQLite version alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from cyder.store import Store, journal_mode


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ("3.40.1", "TRUNCATE"),
        ("3.44.5", "TRUNCATE"),
        ("3.44.6", "WAL"),
        ("3.44.7", "WAL"),
        ("3.45.0", "TRUNCATE"),
        ("3.46.1", "TRUNCATE"),
        ("3.50.6", "TRUNCATE"),
        ("3.50.7", "WAL"),
        ("3.51.0", "TRUNCATE"),
        ("3.51.2", "TRUNCATE"),
        ("3.51.3", "WAL"),
        ("3.52.0", "WAL"),
        ("3.100.0", "WAL"),
        ("4.0.0", "WAL"),
    ],
)
def test_wal_is_used_only_where_its_reset_bug_is_fixed(version: str, mode: str) -> None:
    assert journal_mode(version) == mode
    assert journal_mode(tuple(int(part) for part in version.split("."))) == mode


def test_a_store_uses_the_mode_of_this_sqlite(store: Store, url: str) -> None:
    with store._database.reading() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("synchronous", "foreign_keys", "busy_timeout")
        }
    assert mode == journal_mode(sqlite3.sqlite_version).lower()
    assert settings == {"synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_a_store_that_another_sqlite_left_in_wal_is_opened(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'cyder.db'}"
    Store(url).close()
    other = sqlite3.connect(tmp_path / "cyder.db")
    other.execute("PRAGMA journal_mode = WAL")
    other.close()
    store = Store(url)
    assert store.live() == []
    store.close()

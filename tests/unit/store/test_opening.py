"""What is not a store of this version is left alone, with a remedy."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from cyder.errors import BadInput, CyderError, Refused, SetupMissing
from cyder.model.ledger import Raised
from cyder.store import Store
from cyder.store import database as opening
from cyder.store.migrations import VERSION


@pytest.mark.parametrize("mode", ["WAL", "TRUNCATE"])
def test_a_store_of_another_version_is_refused_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(opening, "journal_mode", lambda _: mode)
    path = tmp_path / "cyder.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE kept (x)")
        other.execute("PRAGMA user_version = 7")
    other.close()
    before = path.read_bytes()
    with pytest.raises(Refused, match=f"has schema version 7, this Cyder needs {VERSION}") as caught:
        Store(f"sqlite:///{path}")
    assert "move the file away" in caught.value.hint
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cyder.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (x)")
    other.close()
    with pytest.raises(Refused, match="is not a store of Cyder"):
        Store(f"sqlite:///{path}")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cyder.db"
    path.write_text("Dear diary, " * 500)
    with pytest.raises(Refused, match="file is not a database"):
        Store(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear diary")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true", "no url", ""])
def test_a_store_needs_a_file(url: str) -> None:
    with pytest.raises(BadInput, match="a store is an SQLite file"):
        Store(url)


def test_a_password_in_a_url_is_not_repeated() -> None:
    with pytest.raises(BadInput) as caught:
        Store("postgresql://cyder:hunter2@db.example/cyder")
    assert "hunter2" not in str(caught.value)


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SetupMissing, match=re.escape(str(tmp_path / "file" / "cyder.db"))):
        Store(f"sqlite:///{tmp_path / 'file' / 'cyder.db'}")


def test_a_lock_that_is_never_let_go_ends_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    path = tmp_path / "cyder.db"
    store = Store(f"sqlite:///{path}")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CyderError, match="database is locked") as caught:
        store.create("a", scenario_text="", scenario_name="", scenario_digest="", secret=b"", teams=1, seeded=False)
    assert caught.value.hint
    holder.close()
    store.close()


def test_opening_a_store_again_keeps_what_is_in_it(store: Store, url: str) -> None:
    made = store.create("a", scenario_text="", scenario_name="", scenario_digest="", secret=b"s", teams=1, seeded=False)
    again = Store(url)
    assert again.live() == [made]
    again.close()


def test_a_store_of_the_first_version_is_brought_up_to_date_and_keeps_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "cyder.db"
    store = Store(f"sqlite:///{path}")
    made = store.create("a", scenario_text="", scenario_name="", scenario_digest="", secret=b"s", teams=1, seeded=False)
    entry = store.ledger(made).append(Raised(), author="up")
    store.close()
    with sqlite3.connect(path) as first:
        for added in ("draft", "member", "person", "forgotten"):
            first.execute(f"DROP TABLE {added}")
        first.execute("PRAGMA user_version = 1")
    first.close()
    again = Store(f"sqlite:///{path}")
    assert again.live() == [made]
    assert again.ledger(made).entries() == [entry]
    assert again.drafts(made).save("team1", "stage: first", author="team1", base=0)[1]
    again.close()
    with sqlite3.connect(path) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (VERSION,)
    now.close()

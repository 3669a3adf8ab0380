"""One SQLite file: opened, checked and locked in such a way that what is acknowledged is on disk."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from cyder.errors import BadInput, CyderError, Refused, SetupMissing
from cyder.store.journal import journal_mode
from cyder.store.migrations import VERSION, bring_up_to_date

BUSY_SECONDS = 10.0
_WRITES = "cyder_writes"


class Database:
    """The file of a store. Reads see one moment; writes come one at a time, and are on disk when their block ends."""

    def __init__(self, url: str) -> None:
        self.path = _private_file(url)
        self._engine = _engine(url)
        # Threads of one process queue here, in order, instead of polling the file's lock against each other.
        self._turn = threading.Lock()
        try:
            self._prepare()
        except DatabaseError as error:
            self.close()
            message = f"store {self.path}: {error.orig}"
            raise Refused(message, hint="move the file away, and a new store is made in its place") from error
        except CyderError:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one moment of the store.

        Raises:
            CyderError: the file could not be read, or stayed locked for BUSY_SECONDS.
        """
        with self._in_words(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection that alone may write; on disk when the block ends, undone if it raises.

        Raises:
            CyderError: the file could not be written, or stayed locked for BUSY_SECONDS.
        """
        writer = self._engine.execution_options(**{_WRITES: True})
        with self._in_words(), self._turn, writer.begin() as connection:
            yield connection

    def empty_log(self) -> None:
        """Move everything from SQLite's log into the file; where rollback journals are kept there is nothing to move.

        Raises:
            CyderError: others read or wrote all the time for BUSY_SECONDS.
        """
        raw = self._engine.raw_connection()
        try:
            busy, *_ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.close()
        if busy:
            message = f"store {self.path}: done, but the log beside it is in use and may still hold what was erased"
            raise CyderError(message, hint="do it again when nothing else of Cyder runs")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            message = f"store {self.path}: {error.orig}"
            raise CyderError(message, hint="see whether the disk is full or another program holds the file") from error

    def _prepare(self) -> None:
        with self.reading() as connection:
            if _version(connection) == VERSION:
                return
        with self.writing() as connection:
            found = _version(connection)
            if found > VERSION or (not found and inspect(connection).get_table_names()):
                raise _foreign(self.path, found)
            if found != VERSION:
                bring_up_to_date(connection, found)


def _foreign(path: Path, found: int) -> Refused:
    what = f"has schema version {found}, this Cyder needs {VERSION}" if found else "is not a store of Cyder"
    return Refused(
        f"store {path}: the file {what}",
        hint="use the Cyder that made it, or move the file away, and a new store is made in its place",
    )


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _private_file(url: str) -> Path:
    """Return the path in a URL; the file exists then, readable by its owner only, because it holds secrets."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    name = parsed.database if parsed and parsed.get_backend_name() == "sqlite" else None
    if not name or name == ":memory:" or name.startswith("file:"):
        shown = parsed.render_as_string() if parsed else url
        message = f"store '{shown}': a store is an SQLite file"
        raise BadInput(message, hint="write it as sqlite:////var/lib/cyder/cyder.db")
    path = Path(name)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        message = f"store {path}: {error.strerror}"
        raise SetupMissing(message, hint="name a directory that you may write in") from error
    return path


def _engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # None: the sqlite3 module begins no transactions of its own, _begin does.
    connection.isolation_level = None
    (version,), (pages,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "page_count"))
    # The mode is written into the file: one that is not ours stays as it is, and is refused later.
    if 0 < version <= VERSION or not pages:
        connection.execute(f"PRAGMA journal_mode = {journal_mode(sqlite3.sqlite_version_info)}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten: see person_tables.
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another writes, without waiting.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

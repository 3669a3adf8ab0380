"""The tables: exercises as they stand, and one ledger that the database itself keeps from being changed."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData()

exercise = Table(
    "exercise",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scenario_text", Text, nullable=False),
    Column("scenario_name", Text, nullable=False),
    Column("scenario_digest", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("teams", Integer, nullable=False),
    Column("seeded", Boolean, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("archived_at", Text),
    # An id is never given again, or a new exercise could inherit an old one's ledger.
    sqlite_autoincrement=True,
)
Index("live_name", exercise.c.name, unique=True, sqlite_where=text("archived_at IS NULL"))

ledger = Table(
    "ledger",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("exercise", ForeignKey("exercise.id"), nullable=False),
    Column("team", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("clock", Float),
    Column("author", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("ledger_of_exercise", ledger.c.exercise, ledger.c.seq)

idempotency = Table(
    "idempotency",
    metadata,
    Column("exercise", ForeignKey("exercise.id"), primary_key=True),
    Column("team", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("seq", ForeignKey("ledger.seq"), nullable=False),
)


_FORBIDDEN = {
    "ledger_no_update": "BEFORE UPDATE ON ledger",
    "ledger_no_delete": "BEFORE DELETE ON ledger",
    # INSERT OR REPLACE deletes without asking the delete trigger.
    "ledger_no_replace": "BEFORE INSERT ON ledger WHEN EXISTS (SELECT 1 FROM ledger WHERE seq = NEW.seq)",
}


def make(connection: Connection) -> None:
    """Make the tables and triggers of the first version in an empty file."""
    metadata.create_all(connection, tables=[exercise, ledger, idempotency], checkfirst=False)
    for name, when in _FORBIDDEN.items():
        refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {when} {refuse}")

"""The tables of persons and their teams: everything in them can be erased, and nothing else refers to them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Table, Text, insert, select

from cyder.store import schema

person = Table(
    "person",
    schema.metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("consent", Boolean, nullable=False),
    Column("consent_at", Text),
    Column("created_at", Text, nullable=False),
)

member = Table(
    "member",
    schema.metadata,
    Column("exercise", ForeignKey(schema.exercise.c.id), primary_key=True),
    Column("person", ForeignKey(person.c.id), primary_key=True),
    Column("team", Text, nullable=False),
    Column("duty", Text, nullable=False),
)

# An id that ledgers may still hold never comes to mean somebody else.
forgotten = Table("forgotten", schema.metadata, Column("id", Text, primary_key=True))


def make(connection: Connection) -> None:
    """Make them."""
    for table in (person, member, forgotten):
        table.create(connection, checkfirst=False)


def write_anew(connection: Connection) -> None:
    """Make the tables of names again with the rows that they hold.

    SQLite blanks a deleted row, but not the copies that it left in gaps of its pages when it moved rows from one to
    the next; the pages of a dropped table it blanks from end to end.
    """
    kept = {table: connection.execute(select(table)).mappings().all() for table in (person, member)}
    for table in (member, person):
        table.drop(connection, checkfirst=False)
    for table, rows in kept.items():
        table.create(connection, checkfirst=False)
        if rows:
            connection.execute(insert(table), [dict(row) for row in rows])

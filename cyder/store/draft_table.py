"""The table of drafts."""

from __future__ import annotations

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, Text

from cyder.store import schema

draft = Table(
    "draft",
    schema.metadata,
    Column("exercise", ForeignKey(schema.exercise.c.id), primary_key=True),
    Column("team", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)


def make(connection: Connection) -> None:
    """Make it."""
    draft.create(connection, checkfirst=False)

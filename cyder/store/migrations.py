"""What was added to the tables since the first version; each step takes a file from its version to the next."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from cyder.store import draft_table, person_tables, schema

Step = Callable[[Connection], None]

STEPS: tuple[Step, ...] = (draft_table.make, person_tables.make)
VERSION = 1 + len(STEPS)
"""Stands in the file as `PRAGMA user_version`."""


def bring_up_to_date(connection: Connection, found: int) -> None:
    """Take a file from the version it has to this one; 0 is a file in which nothing is yet."""
    if not found:
        schema.make(connection)
    for step in STEPS[max(found, 1) - 1 :]:
        step(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")

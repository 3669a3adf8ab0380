"""The ledger of one exercise, in the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, insert, select

from cyder.model.ledger import Body, Entry
from cyder.store import schema
from cyder.store.database import Database
from cyder.store.records import Now, timestamp

_BODY: TypeAdapter[Body] = TypeAdapter(Body)


@dataclass(frozen=True)
class StoreLedger:
    """Entries of one exercise, each on disk before `append` returns."""

    database: Database
    exercise: int
    name: str
    now: Now

    def append(self, body: Body, *, team: str = "", author: str, clock: float | None = None) -> Entry:
        """Write one entry down and return it with its number and time.

        Raises:
            CyderError: the store could not be written.
            ValueError: the body could not be read back; nothing was written.
        """
        with self.database.writing() as connection:
            return self.write(connection, body, team=team, author=author, clock=clock)

    def entries(self, *, team: str | None = None, after: int = 0) -> list[Entry]:
        """Return entries numbered above `after`, oldest first; with a team, its own and those of all teams."""
        table = schema.ledger.c
        query = select(schema.ledger).where(table.exercise == self.exercise, table.seq > after).order_by(table.seq)
        if team is not None:
            query = query.where(table.team.in_((team, "")))
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return [self.entry(row) for row in rows]

    def write(self, connection: Connection, body: Body, *, team: str, author: str, clock: float | None) -> Entry:
        """Write one entry within a transaction that somebody else ends."""
        at = self.now()
        values = {"team": team, "at": timestamp(at), "clock": clock, "author": author}
        row = {"exercise": self.exercise, "kind": body.kind, "body": _as_json(body)}
        done = connection.execute(insert(schema.ledger).values(**values, **row))
        (seq,) = done.inserted_primary_key or (0,)
        return Entry(seq=seq, exercise=self.name, team=team, at=at, clock=clock, author=author, body=body)

    def entry(self, row: Row[Any]) -> Entry:
        """Return the entry of a row of the table `ledger`."""
        return Entry(
            seq=row.seq,
            exercise=self.name,
            team=row.team,
            at=datetime.fromisoformat(row.at),
            clock=row.clock,
            author=row.author,
            body=_BODY.validate_json(row.body),
        )


def _as_json(body: Body) -> str:
    """Return a body as JSON. One entry that cannot be read would make the whole ledger unreadable: it is refused."""
    text = _BODY.dump_json(body, by_alias=True).decode()
    if _BODY.validate_json(text) != body:
        message = f"this {body.kind} entry does not survive being written as JSON"
        raise ValueError(message)
    return text

"""Drafts of reports: one per team, outside the ledger, because nothing has been said yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from cyder.model.draft import Draft
from cyder.store.database import Database
from cyder.store.draft_table import draft
from cyder.store.records import Now, timestamp


@dataclass(frozen=True)
class Drafts:
    """The drafts of one exercise."""

    database: Database
    exercise: int
    now: Now

    def read(self, team: str) -> Draft:
        """Return a team's draft as it was last saved; blank, of revision 0, if it never was."""
        with self.database.reading() as connection:
            return self._read(connection, team)

    def save(self, team: str, text: str, *, author: str, base: int) -> tuple[Draft, bool]:
        """Save a draft that was made from revision `base`; return it, and True.

        If somebody else has saved since, nothing is written: theirs is returned, and False. An empty text discards
        the draft, and counts as a revision too.
        """
        with self.database.writing() as connection:
            found = self._read(connection, team)
            if found.revision != base:
                return found, False
            at = self.now()
            row = {"revision": base + 1, "author": author, "text": text, "saved_at": timestamp(at)}
            where = (draft.c.exercise == self.exercise, draft.c.team == team)
            if base:
                connection.execute(update(draft).where(*where).values(**row))
            else:
                connection.execute(insert(draft).values(exercise=self.exercise, team=team, **row))
        return Draft(text=text, revision=base + 1, author=author, saved_at=at), True

    def _read(self, connection: Connection, team: str) -> Draft:
        where = (draft.c.exercise == self.exercise, draft.c.team == team)
        row = connection.execute(select(draft).where(*where)).first()
        if row is None:
            return Draft()
        at = datetime.fromisoformat(row.saved_at)
        return Draft(text=row.text, revision=row.revision, author=row.author, saved_at=at)

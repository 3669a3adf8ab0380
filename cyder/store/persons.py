"""Who takes part and in which teams: beside the ledger, so that names can be erased and every score stays."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, union, update

from cyder.model.participants import Membership, Participant
from cyder.store import schema
from cyder.store.database import Database
from cyder.store.person_tables import forgotten, member, person, write_anew
from cyder.store.records import ExerciseRecord, Now, timestamp

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""What is not taken for something else when it is read out or copied by hand."""
_TAKEN = union(select(person.c.id), select(forgotten.c.id))


@dataclass(frozen=True)
class Persons:
    """All participants of a store, and where each was."""

    database: Database
    now: Now

    def all(self) -> list[Participant]:
        """Return those who are known, in the order in which they came."""
        with self.database.reading() as connection:
            rows = connection.execute(select(person).order_by(person.c.created_at, person.c.id))
            return [_participant(row) for row in rows]

    def was_forgotten(self, id: str) -> bool:
        """Return whether somebody with this id was erased."""
        with self.database.reading() as connection:
            return connection.execute(select(forgotten).where(forgotten.c.id == id)).first() is not None

    def add(self, name: str, organisation: str, *, consent: bool) -> Participant:
        """Give somebody an id that nobody has or had, and write them down."""
        at = self.now()
        with self.database.writing() as connection:
            taken = set(connection.execute(_TAKEN).scalars())
            new = Participant(
                id=_fresh(taken),
                name=name,
                organisation=organisation,
                consent=consent,
                consent_at=at if consent else None,
                created_at=at,
            )
            dates = {"created_at": timestamp(at), "consent_at": timestamp(at) if consent else None}
            connection.execute(insert(person).values(**new.model_dump() | dates))
        return new

    def seat(self, record: ExerciseRecord, team: str, id: str, *, duty: str) -> str:
        """Put somebody into a team of an exercise; return the team in which they were there before, or nothing."""
        where = (member.c.exercise == record.id, member.c.person == id)
        with self.database.writing() as connection:
            before = connection.execute(select(member.c.team).where(*where)).scalar()
            connection.execute(delete(member).where(*where))
            connection.execute(insert(member).values(exercise=record.id, person=id, team=team, duty=duty))
        return before or ""

    def memberships(self) -> list[Membership]:
        """Return who is or was in which team, oldest exercise first."""
        with self.database.reading() as connection:
            return [Membership(**row._mapping) for row in connection.execute(_memberships())]

    def agree(self, id: str, *, consent: bool) -> None:
        """Write down whether somebody agrees to a history of their own."""
        changed = update(person).where(person.c.id == id)
        with self.database.writing() as connection:
            connection.execute(changed.values(consent=consent, consent_at=timestamp(self.now())))

    def forget(self, id: str) -> None:
        """Erase somebody, so that the file holds nothing of their name; their id is never given again.

        Raises:
            CyderError: they are erased, but SQLite's log is in use and may hold the name until it is emptied.
        """
        with self.database.writing() as connection:
            connection.execute(delete(member).where(member.c.person == id))
            if connection.execute(delete(person).where(person.c.id == id)).rowcount:
                connection.execute(insert(forgotten).values(id=id))
            write_anew(connection)
        self.database.empty_log()


def _fresh(taken: set[str]) -> str:
    while (id := "m-" + "".join(secrets.choice(_LETTERS) for _ in range(6))) in taken:
        pass
    return id


def _memberships() -> Select[Any]:
    names = schema.exercise.c
    columns = (member.c.exercise, names.name.label("exercise_name"), member.c.team)
    chosen = select(*columns, member.c.person.label("participant"), member.c.duty)
    joined = chosen.join(schema.exercise, names.id == member.c.exercise)
    return joined.order_by(member.c.exercise, member.c.team, member.c.person)


def _participant(row: Row[Any]) -> Participant:
    columns = dict(row._mapping)
    said = columns.pop("consent_at")
    dates = {
        "created_at": datetime.fromisoformat(columns.pop("created_at")),
        "consent_at": datetime.fromisoformat(said) if said else None,
    }
    return Participant(**columns, **dates)

"""What can be asked of the store: exercises by name, their ledgers, and reports filed exactly once."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Row, Select, insert, select, update

from cyder.errors import NotFound, Refused
from cyder.model.ledger import Entry, Filed
from cyder.model.report import Report
from cyder.store import schema
from cyder.store.database import Database
from cyder.store.drafts import Drafts
from cyder.store.ledger import StoreLedger
from cyder.store.persons import Persons
from cyder.store.records import ExerciseRecord, Now, timestamp, utc_now

_LIVE = select(schema.exercise).where(schema.exercise.c.archived_at.is_(None))


class Store:
    """Exercises and ledgers in one SQLite file, safe for many threads and processes at once.

    `url` is SQLAlchemy's: sqlite:////var/lib/cyder/cyder.db. The file and its directory are made if missing. `now`
    is the wall clock that entries are dated by.
    """

    def __init__(self, url: str, *, now: Now = utc_now) -> None:
        self._database = Database(url)
        self._now = now

    def create(
        self,
        name: str,
        *,
        scenario_text: str,
        scenario_name: str,
        scenario_digest: str,
        secret: bytes,
        teams: int,
        seeded: bool,
    ) -> ExerciseRecord:
        """Write a new exercise down and return it.

        Raises:
            Refused: a live exercise bears that name.
        """
        values = {
            "name": name,
            "scenario_text": scenario_text,
            "scenario_name": scenario_name,
            "scenario_digest": scenario_digest,
            "secret": secret,
            "teams": teams,
            "seeded": seeded,
            "created_at": timestamp(self._now()),
        }
        with self._database.writing() as connection:
            if connection.execute(_LIVE.where(schema.exercise.c.name == name)).first():
                message = f"there is an exercise '{name}' already"
                raise Refused(message, hint=f"take another name with --name, or end it with: cyder down {name}")
            row = connection.execute(insert(schema.exercise).values(**values).returning(schema.exercise)).one()
            return ExerciseRecord.of(row)

    def find(self, name: str) -> ExerciseRecord:
        """Return the live exercise of that name.

        Raises:
            NotFound: there is none.
        """
        live = {record.name: record for record in self.live()}
        if name not in live:
            raise NotFound.named("exercise", name, live, hint="see which there are with: cyder status")
        return live[name]

    def live(self) -> list[ExerciseRecord]:
        """Return the exercises that are not archived, oldest first."""
        with self._database.reading() as connection:
            return [ExerciseRecord.of(row) for row in connection.execute(_LIVE.order_by(schema.exercise.c.id))]

    def record(self, id: int) -> ExerciseRecord:
        """Return an exercise by its number, archived or not.

        Raises:
            NotFound: there is none of that number.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(schema.exercise).where(schema.exercise.c.id == id)).first()
        if row is None:
            raise NotFound(f"there is no exercise number {id}")
        return ExerciseRecord.of(row)

    def grow(self, record: ExerciseRecord, teams: int) -> ExerciseRecord:
        """Give an exercise more teams and return it as it then is; the same number changes nothing.

        Raises:
            Refused: that would be fewer, or the exercise is archived.
        """
        with self._database.writing() as connection:
            present = _live_row(connection, record)
            if teams < present.teams:
                message = f"exercise '{record.name}' has {present.teams} teams; it can grow, not shrink to {teams}"
                raise Refused(message, hint="a smaller one needs a name of its own: cyder up SCENARIO --name NAME")
            where = schema.exercise.c.id == record.id
            changed = update(schema.exercise).where(where).values(teams=teams).returning(schema.exercise)
            return ExerciseRecord.of(connection.execute(changed).one())

    def archive(self, record: ExerciseRecord) -> None:
        """Set an exercise aside: its name becomes free, its ledger stays. Doing it again changes nothing."""
        where = (schema.exercise.c.id == record.id, schema.exercise.c.archived_at.is_(None))
        with self._database.writing() as connection:
            connection.execute(update(schema.exercise).where(*where).values(archived_at=timestamp(self._now())))

    def ledger(self, record: ExerciseRecord) -> StoreLedger:
        """Return the ledger of an exercise, archived or not."""
        return StoreLedger(self._database, record.id, record.name, self._now)

    def drafts(self, record: ExerciseRecord) -> Drafts:
        """Return the drafts of an exercise's teams."""
        return Drafts(self._database, record.id, self._now)

    def persons(self) -> Persons:
        """Return who takes part, in whichever exercise."""
        return Persons(self._database, self._now)

    def file_report(
        self,
        record: ExerciseRecord,
        team: str,
        report: Report,
        *,
        author: str,
        clock: float | None,
        key: str | None,
        check: Callable[[], None] | None = None,
    ) -> tuple[Entry, bool]:
        """File the next version of a team's report; return its entry, and whether that key had filed it before.

        Number, entry and key are written in one transaction, so that of any number of submissions at once each gets
        its own version, and a repeated one gets its first. `check` is asked within it, while nobody else can write,
        and may raise: then nothing is filed. A repeated submission is not asked about.

        Raises:
            Refused: the exercise is archived, or the key has filed another report.
        """
        ledger = self.ledger(record)
        with self._database.writing() as connection:
            _live_row(connection, record)
            if key is not None and (earlier := connection.execute(_keyed(record, team, key)).first()):
                return _same(ledger.entry(earlier), report), True
            if check is not None:
                check()
            last = connection.execute(_reports(record, team)).first()
            body = Filed(version=_version_of(ledger, last) + 1, report=report)
            entry = ledger.write(connection, body, team=team, author=author, clock=clock)
            if key is not None:
                values = {"exercise": record.id, "team": team, "key": key, "seq": entry.seq}
                connection.execute(insert(schema.idempotency).values(**values))
        return entry, False

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _live_row(connection: Connection, record: ExerciseRecord) -> Row[tuple[object, ...]]:
    row = connection.execute(_LIVE.where(schema.exercise.c.id == record.id)).first()
    if row is None:
        message = f"exercise '{record.name}' was taken down and archived"
        raise Refused(message, hint="see which there are with: cyder status")
    return row


def _same(earlier: Entry, report: Report) -> Entry:
    """Return an entry that holds this very report; another text under its key would be lost without a word."""
    if not isinstance(earlier.body, Filed) or earlier.body.report != report:
        raise Refused("this key has filed another report already", hint="give a changed report a key of its own")
    return earlier


def _keyed(record: ExerciseRecord, team: str, key: str) -> Select[tuple[object, ...]]:
    table = schema.idempotency.c
    where = (table.exercise == record.id, table.team == team, table.key == key)
    return select(schema.ledger).join(schema.idempotency, table.seq == schema.ledger.c.seq).where(*where)


def _reports(record: ExerciseRecord, team: str) -> Select[tuple[object, ...]]:
    """Return the query for a team's reports, latest first."""
    table = schema.ledger.c
    where = (table.exercise == record.id, table.team == team, table.kind == "filed")
    return select(schema.ledger).where(*where).order_by(table.seq.desc()).limit(1)


def _version_of(ledger: StoreLedger, row: Row[tuple[object, ...]] | None) -> int:
    body = ledger.entry(row).body if row else None
    return body.version if isinstance(body, Filed) else 0

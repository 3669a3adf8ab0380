"""The town's register as SQL: tables, who may do what with them, and their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cyder.contracts.passwords import pbkdf2
from cyder.model.people import Person
from cyder.model.residents import Resident
from cyder.model.seed import Seed
from cyder.roles.db.access import MONITOR

_TABLES = """\
CREATE TABLE residents (
  number text PRIMARY KEY, household text NOT NULL, relation text NOT NULL, individual_number text NOT NULL,
  kanji text NOT NULL, kana text NOT NULL, romaji text NOT NULL, sex text NOT NULL, born date NOT NULL,
  postcode text NOT NULL, address text NOT NULL, address_en text NOT NULL, phone text NOT NULL, email text);
CREATE INDEX ON residents (household);
CREATE TABLE portal_accounts (
  resident text PRIMARY KEY REFERENCES residents, password text NOT NULL, disabled boolean NOT NULL DEFAULT false);
CREATE TABLE fees (
  id serial PRIMARY KEY, resident text NOT NULL REFERENCES residents, kind text NOT NULL, year int NOT NULL,
  instalment int NOT NULL, amount int NOT NULL, due date NOT NULL, paid date);
CREATE INDEX ON fees (resident);
CREATE TABLE certificates (
  number text PRIMARY KEY, resident text NOT NULL REFERENCES residents, kind text NOT NULL, issued date NOT NULL,
  place text NOT NULL, fee int NOT NULL);
CREATE TABLE applications (
  receipt text PRIMARY KEY, resident text NOT NULL REFERENCES residents, kind text NOT NULL, copies int NOT NULL,
  purpose text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), state text NOT NULL DEFAULT 'accepted');
CREATE TABLE cases (
  number text PRIMARY KEY, officer text NOT NULL, resident text NOT NULL REFERENCES residents, subject text NOT NULL,
  opened date NOT NULL);
GRANT SELECT ON residents, fees, certificates, cases TO app, officers;
GRANT SELECT, UPDATE ON portal_accounts TO app;
GRANT SELECT, INSERT ON applications TO app;
GRANT SELECT ON applications TO officers;
GRANT UPDATE (paid) ON fees TO officers;
CREATE VIEW monitoring AS SELECT count(*) AS residents FROM residents;
"""

_SUBJECTS = (
    "住所異動の確認",
    "証明書交付の照会",
    "税額の問い合わせ",
    "国保資格の確認",
    "介護認定の相談",
    "児童手当の審査",
    "転出証明の再発行",
)
_CASES_PER_HUNDRED = 12


def sql(residents: Sequence[Resident], officers: Sequence[Person], seed: Seed) -> str:
    """Return the SQL that makes and fills the tables; the same for the same people and seed."""
    return f"{_TABLES}GRANT SELECT ON monitoring TO {MONITOR};\n" + "".join(
        (
            _copy("residents", (_resident(who) for who in residents)),
            _copy("portal_accounts (resident, password)", _accounts(residents, seed)),
            _copy("fees (resident, kind, year, instalment, amount, due, paid)", _fees(residents)),
            _copy("certificates", _certificates(residents)),
            _copy("cases", _cases(residents, officers, seed)),
        )
    )


Row = Iterable[object]


def _copy(table: str, rows: Iterable[Row]) -> str:
    """Return a COPY in PostgreSQL's text form: tabs between fields, \\N for nothing."""
    lines = ("\t".join("\\N" if field is None else _escaped(str(field)) for field in row) + "\n" for row in rows)
    return f"COPY {table} FROM stdin;\n{''.join(lines)}\\.\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def _resident(who: Resident) -> Row:
    name = who.name
    head = (who.number, who.household, who.relation, who.individual_number, name.kanji, name.kana, name.romaji)
    return (*head, who.sex, who.born, who.postcode, who.address.ja, who.address.en, who.phone, who.email)


def _accounts(residents: Sequence[Resident], seed: Seed) -> Iterable[Row]:
    for who in residents:
        if who.portal_password:
            yield who.number, pbkdf2(who.portal_password, seed.token(f"salt/{who.number}")[:16])


def _fees(residents: Sequence[Resident]) -> Iterable[Row]:
    for who in residents:
        for fee in who.fees:
            yield who.number, fee.kind, fee.year, fee.instalment, fee.amount, fee.due, fee.paid


def _certificates(residents: Sequence[Resident]) -> Iterable[Row]:
    for who in residents:
        for paper in who.certificates:
            yield paper.number, who.number, paper.kind, paper.issued, paper.place, paper.fee


def _cases(residents: Sequence[Resident], officers: Sequence[Person], seed: Seed) -> Iterable[Row]:
    """Return what officers have been asked to look into, and so may look up."""
    for index in range(max(1, len(residents) * _CASES_PER_HUNDRED // 100) if officers else 0):
        case = seed.child(f"case/{index}")
        officer, who = case.pick("officer", officers), case.pick("resident", residents)
        opened = f"2026-{1 + case.number('month', 10):02}-{1 + case.number('day', 28):02}"
        yield f"R8-{index + 1:04}", officer.account, who.number, case.pick("subject", _SUBJECTS), opened

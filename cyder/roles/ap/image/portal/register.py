"""What the portal asks the database: each function is one question."""

import secrets
from contextlib import contextmanager

import psycopg
from psycopg.rows import dict_row


class Register:
    """The residents' register. Each request connects anew, so that a database that was away is found again."""

    def __init__(self, where):
        self._where = {**where, "connect_timeout": 3, "application_name": "portal"}

    @contextmanager
    def _asked(self):
        with psycopg.connect(**self._where, row_factory=dict_row) as connection:
            yield connection

    def password(self, number):
        """Return the hash of a resident's password, or None: no account, or one that is disabled."""
        with self._asked() as asked:
            row = asked.execute(
                "SELECT password FROM portal_accounts WHERE resident = %s AND NOT disabled", [number]
            ).fetchone()
        return row and row["password"]

    def resident(self, number):
        """Return one resident, or None."""
        with self._asked() as asked:
            return asked.execute("SELECT * FROM residents WHERE number = %s", [number]).fetchone()

    def fees(self, number):
        """Return a resident's taxes and charges, the latest due first."""
        with self._asked() as asked:
            return asked.execute(
                "SELECT * FROM fees WHERE resident = %s ORDER BY due DESC LIMIT 20", [number]
            ).fetchall()

    def applications(self, number):
        """Return what a resident has applied for, the latest first."""
        with self._asked() as asked:
            said = "SELECT * FROM applications WHERE resident = %s ORDER BY applied_at DESC LIMIT 50"
            return asked.execute(said, [number]).fetchall()

    def apply(self, number, kind, copies, purpose):
        """Take an application and return its receipt number."""
        receipt = f"A{secrets.randbelow(10**8):08}"
        with self._asked() as asked:
            said = "INSERT INTO applications (receipt, resident, kind, copies, purpose) VALUES (%s, %s, %s, %s, %s)"
            asked.execute(said, [receipt, number, kind, copies, purpose])
        return receipt

    def search(self, words):
        """Return up to 50 residents whose number, name or kana has these words."""
        like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        with self._asked() as asked:
            said = (
                "SELECT number, kanji, kana, romaji, born, address, household FROM residents WHERE number LIKE %(like)s"
                " OR replace(kanji, ' ', '') LIKE replace(%(like)s, ' ', '')"
                " OR kana LIKE %(like)s OR romaji ILIKE %(like)s"
                " ORDER BY number LIMIT 50"
            )
            return asked.execute(said, {"like": like}).fetchall()

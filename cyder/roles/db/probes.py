"""Questions to the database: does an account get an answer, may it change fees, are fees as they were."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer
from cyder.roles.db.access import MONITOR

POSTGRESQL = 5432
PATIENCE = 10.0


def psql(
    where: str, account: str, password: str, *options: str, application: str = "psql", patience: int = 5
) -> list[str]:
    """Return psql's command for the register: bare rows, no start-up file, `patience` seconds to connect."""
    server = f"host={where} dbname=residents user={account} connect_timeout={patience} application_name={application}"
    return ["env", f"PGPASSWORD={password}", "psql", "-X", "-A", "-t", *options, server]


class Queries(Probe):
    """Whether an account logs in to the register and counts the residents. `patience`: seconds to connect."""

    account: str
    password: str
    patience: int = 5

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask once, as `psql` does."""
        where = place(lan, vantage, self.target, POSTGRESQL)
        argv = psql(where, self.account, self.password, patience=self.patience)
        return _residents(*ask(lan, vantage, [*argv, "-c", "SELECT count(*) FROM residents"], timeout=PATIENCE))


class Counted(Probe):
    """Whether the register says to its monitoring how many residents it has, which is all that monitoring may see."""

    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask once, under the name that a program of monitoring gives itself."""
        where = place(lan, vantage, self.target, POSTGRESQL)
        argv = psql(where, MONITOR, self.password, application="check_postgres")
        return _residents(*ask(lan, vantage, [*argv, "-c", "SELECT residents FROM monitoring"], timeout=PATIENCE))


def _residents(result: Result, seconds: float) -> Answer:
    passed = result.ok and result.out.strip().isdigit() and int(result.out) > 0
    words = result.out.strip().splitlines()
    said = f"{result.out.strip()} residents" if passed else f"no answer ({words[-1] if words else result.code})"
    return Answer(passed=passed, said=said, seconds=seconds)


_APPLIES = """\
BEGIN;
INSERT INTO applications (receipt, resident, kind, copies, purpose)
  SELECT '{number}', min(number), 'none', 1, '' FROM residents;
SELECT receipt FROM applications WHERE receipt = '{number}';
ROLLBACK;
"""


class TakesApplication(Probe):
    """Whether an account puts an application into the register and reads it there; it is taken back at once."""

    account: str
    password: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Do so once, under a number that was never used before."""
        where, number = place(lan, vantage, self.target, POSTGRESQL), f"K-{secrets.token_hex(6)}"
        argv = [*psql(where, self.account, self.password), "-c", _APPLIES.format(number=number)]
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        lines = result.out.strip().splitlines() or [f"psql ended with {result.code}"]
        passed = result.ok and number in lines
        return Answer(passed=passed, said=f"application: {'taken and read' if passed else lines[-1]}", seconds=seconds)


WRITE = "UPDATE fees SET paid = paid WHERE false"
"""Asks for the right to change fees, by which not one is changed."""


class Writes(Probe):
    """Whether an account logs in and may change fees. Changes none."""

    account: str
    password: str
    patience: int = 2

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask once, by an UPDATE that fits no row."""
        where = place(lan, vantage, self.target, POSTGRESQL)
        argv = psql(where, self.account, self.password, patience=self.patience)
        result, seconds = ask(lan, vantage, [*argv, "-c", WRITE], timeout=PATIENCE)
        words = result.out.strip().splitlines() or [f"psql ended with {result.code}"]
        return Answer(
            passed=result.ok and words[-1] == "UPDATE 0", said=f"change of fees: {words[-1]}", seconds=seconds
        )


class FeesAltered(Probe):
    """Whether any of these fees, which nobody has paid, is written down as paid. Asked by the server itself."""

    fees: tuple[int, ...]

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Count them as the administrator."""
        result, seconds = ask(lan, vantage, as_administrator(paid_among(self.fees)), timeout=PATIENCE)
        passed = result.ok and result.out.strip() != "0"
        return Answer(passed=passed, said=f"fees altered: {result.out.strip() or 'no answer'}", seconds=seconds)


def paid_among(fees: Sequence[int]) -> str:
    """Return the question how many of these fees are written down as paid."""
    return f"SELECT count(*) FROM fees WHERE id IN ({listed(fees)}) AND paid IS NOT NULL"  # noqa: S608  numbers


def listed(fees: Sequence[int]) -> str:
    """Return fees' ids as SQL lists them."""
    return ", ".join(str(fee) for fee in fees)


def as_administrator(question: str) -> list[str]:
    """Return the command by which the server's own administrator asks."""
    return ["runuser", "-u", "postgres", "--", "psql", "-X", "-A", "-t", "-d", "residents", "-c", question]

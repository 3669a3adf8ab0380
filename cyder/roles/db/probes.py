"""A question to the database: does an account get an answer."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

POSTGRESQL = 5432
PATIENCE = 10.0


class Queries(Probe):
    """Whether an account logs in to the register and counts the residents."""

    account: str
    password: str
    application: str = "psql"

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask once, as `psql` does."""
        where = place(lan, vantage, self.target, POSTGRESQL)
        asked = (
            f"host={where} dbname=residents user={self.account} connect_timeout=5 application_name={self.application}"
        )
        argv = [
            "env",
            f"PGPASSWORD={self.password}",
            "psql",
            "-X",
            "-A",
            "-t",
            asked,
            "-c",
            "SELECT count(*) FROM residents",
        ]
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        passed = result.ok and result.out.strip().isdigit() and int(result.out) > 0
        words = result.out.strip().splitlines()
        said = f"{result.out.strip()} residents" if passed else f"no answer ({words[-1] if words else result.code})"
        return Answer(passed=passed, said=said, seconds=seconds)

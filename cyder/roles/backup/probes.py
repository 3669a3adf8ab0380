"""A question to the backup: does it reach what it is to fetch."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

PATIENCE = 25.0


class ReachesSources(Probe):
    """Whether the shares and the register answer the backup's own key and password. Asked by the machine itself."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """List the shares and log in to the database; nothing is fetched."""
        result, seconds = ask(lan, vantage, ["backup-now", "--check"], timeout=PATIENCE)
        heard = result.out.strip().splitlines() or ["no answer"]
        return Answer(passed=result.ok, said=", ".join(heard) if result.ok else heard[-1], seconds=seconds)

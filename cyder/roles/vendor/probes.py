"""Questions to an update server: does it offer what it should."""

from __future__ import annotations

import hashlib

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

HTTP = 80
_PATIENCE = 5


class OffersUpdate(Probe):
    """Whether a package comes, with the sum that its maker published."""

    name: str
    sha256: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch the package once and compare."""
        url = f"http://{place(lan, vantage, self.target, HTTP)}/{self.name}"
        argv = ["curl", "-s", "-f", "-m", str(_PATIENCE), "--interface", vantage.address, url]
        result, seconds = ask(lan, vantage, argv, timeout=_PATIENCE + 5)
        if not result.ok:
            return Answer(passed=False, said=f"{url}: did not come (curl ended with {result.code})", seconds=seconds)
        passed = hashlib.sha256(result.out.encode()).hexdigest() == self.sha256
        return Answer(passed=passed, said=f"{url}: {'as published' if passed else 'another sum'}", seconds=seconds)

"""Questions to the outside: does it take calls."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

HTTP = 80
_PATIENCE = 5


class TakesCalls(Probe):
    """Whether a call to the outside's web server is answered by it, and not by something on the way."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Call once."""
        where = place(lan, vantage, self.target, HTTP)
        url = f"http://{where}/api/v1/ping"
        argv = ["curl", "-s", "-m", str(_PATIENCE), "--interface", vantage.address, url]
        result, seconds = ask(lan, vantage, argv, timeout=_PATIENCE + 5)
        passed = result.ok and result.out == "ok\n"
        said = f"{where} answered" if passed else f"{where} did not take a call (curl ended with {result.code})"
        return Answer(passed=passed, said=said, seconds=seconds)

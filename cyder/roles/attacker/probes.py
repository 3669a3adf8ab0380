"""Questions to the outside: does it take calls, and from whom."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.contracts.web_probes import Fetches
from cyder.model.evidence import Answer

HTTP = 80
_PATIENCE = 5


class TakesCalls(Probe):
    """Whether a call to the outside's web server is answered by it, and not by something on the way."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Call once."""
        where = place(lan, vantage, self.target, HTTP)
        url = f"http://{where}/api/v1/ping"
        argv = ["curl", "-s", "-m", str(_PATIENCE), "--connect-timeout", "1", "--interface", vantage.address, url]
        result, seconds = ask(lan, vantage, argv, timeout=_PATIENCE + 5)
        passed = result.ok and result.out == "ok\n"
        said = f"{where} answered" if passed else f"{where} did not take a call (curl ended with {result.code})"
        return Answer(passed=passed, said=said, seconds=seconds)


class OthersServed(Probe):
    """Whether an ordinary page comes, and the outside computer answers its neighbours: then nobody else is kept out."""

    page: Fetches

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch the page from where it is asked, and call the target from the asker's card in the target's network."""
        network = lan.topology.node(self.target).interfaces[0].network
        beside = lan.topology.node(vantage.node).address_in(network) or vantage.address
        answers = (
            self.page.check(lan, vantage),
            TakesCalls(target=self.target).check(lan, Vantage(vantage.node, beside)),
        )
        return Answer(
            passed=all(answer.passed for answer in answers),
            said="; ".join(answer.said for answer in answers),
            seconds=max(answer.seconds for answer in answers),
        )

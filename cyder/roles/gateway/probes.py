"""Questions to a gateway: does its firewall stand."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer


class FirewallStands(Probe):
    """Whether the ruleset is loaded, with the set that keeps addresses out. Asked by the gateway itself."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """List the set of blocked addresses."""
        result, seconds = ask(lan, vantage, ["nft", "list", "set", "inet", "filter", "blocked"], timeout=10)
        said = "the ruleset is loaded" if result.ok else f"no ruleset: {result.out.strip()}"
        return Answer(passed=result.ok, said=said, seconds=seconds)

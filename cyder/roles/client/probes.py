"""Questions that a PC answers about itself: who has an account, does it find others by name."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer


class HasAccounts(Probe):
    """Whether everybody who sits at a PC has an account there. Asked by the PC itself."""

    accounts: tuple[str, ...]

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Look all of them up at once."""
        result, seconds = ask(lan, vantage, ["getent", "passwd", *self.accounts], timeout=10)
        there = {line.partition(":")[0] for line in result.out.splitlines()}
        missing = [account for account in self.accounts if account not in there]
        said = f"no account {', '.join(missing)}" if missing else f"accounts: {', '.join(self.accounts)}"
        return Answer(passed=not missing, said=said, seconds=seconds)


class LooksUp(Probe):
    """Whether a machine finds another by name, in the way its own programs do."""

    name: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Resolve the name through the resolver the machine is set to."""
        result, seconds = ask(lan, vantage, ["getent", "ahostsv4", self.name], timeout=10)
        address = result.out.split(maxsplit=1)[0] if result.ok and result.out else ""
        said = f"{self.name} is {address}" if address else f"{self.name} is not known"
        return Answer(passed=bool(address), said=said, seconds=seconds)

"""Questions to the backup: does it reach what it is to fetch, can somebody move its copies."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.contracts.ssh_probes import SSH, by_password, in_words
from cyder.model.evidence import Answer

TOP = "/srv/backup"
PATIENCE = 25.0
MOVED = "moved and put back"


class ReachesSources(Probe):
    """Whether the shares and the register answer the backup's own key and password. Asked by the machine itself."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """List the shares and log in to the database; nothing is fetched."""
        result, seconds = ask(lan, vantage, ["backup-now", "--check"], timeout=PATIENCE)
        heard = result.out.strip().splitlines() or ["no answer"]
        return Answer(passed=result.ok, said=", ".join(heard) if result.ok else heard[-1], seconds=seconds)


class MovesCopies(Probe):
    """Whether an account that logs in by password can give a generation another name, and the old one back.

    `first` is the folder that is tried if it is there; else it is the oldest generation.
    """

    account: str
    password: str
    first: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log in once and try; nothing is deleted."""
        where = place(lan, vantage, self.target, SSH)
        argv = by_password(vantage.address, where, self.account, self.password, there_and_back(self.first))
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        heard = result.out.strip().splitlines() or ["no generation"]
        said = heard[-1][:200] if result.ok else in_words(result)
        return Answer(passed=heard[-1] == MOVED, said=f"{self.account}@{where}: {said}", seconds=seconds)


def there_and_back(first: str) -> str:
    """Return the line of shell that moves one generation and puts it back: `first` if it is there, else the oldest."""
    tried = f"cd {TOP} && for each in {first} [0-9]*-??????; do [ -d $each ] && break; done"
    return f"{tried}; mv -T $each $each.old && mv -T $each.old $each && echo {MOVED}; true"

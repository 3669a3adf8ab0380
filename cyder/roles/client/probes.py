"""Questions that a PC answers about itself: its accounts, what it reaches, what lies and runs in somebody's name."""

from __future__ import annotations

import re
import time

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

_ARRIVAL = 2.0
_PAUSE = 0.1
_BROWSE = """\
. /etc/default/office
set -- $PAGES
exec curl -s -f -m 4 ${PROXY:+-x "$PROXY"} -o /dev/null -w '%{http_code}' "$1"
"""


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


class Browses(Probe):
    """Whether whoever sits at a PC gets a page of the office's: the first of /etc/default/office. Asked by the PC."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Fetch it once, through the proxy where the office has one; four seconds is the limit."""
        result, seconds = ask(lan, vantage, ["sh", "-c", _BROWSE], timeout=9)
        said = f"page of the office: {result.out.strip() if result.ok else 'none'}"
        return Answer(passed=result.ok, said=said, seconds=seconds)


class Keeps(Probe):
    """Whether a file still lies where it was put and its owner can read it: one set aside by root does not count."""

    account: str
    path: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Look as root, and for the owner's right to read; asked by the machine itself."""
        argv = ["find", self.path, "-maxdepth", "0", "-user", self.account, "-perm", "-u+r"]
        result, seconds = ask(lan, vantage, argv, timeout=10)
        passed = result.ok and bool(result.out.strip())
        return Answer(passed=passed, said=f"{self.path} {'is there' if passed else 'is gone'}", seconds=seconds)


class Runs(Probe):
    """Whether a program runs in somebody's name, by its path; what became of its file is another question."""

    account: str
    path: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Look through that account's processes; asked by the machine itself."""
        argv = ["pgrep", "-u", self.account, "-f", "--", rf"{re.escape(self.path)}( |$)"]
        result, seconds = ask(lan, vantage, argv, timeout=10)
        said = f"{self.account} {'runs' if result.ok else 'does not run'} {self.path}"
        return Answer(passed=result.ok, said=said, seconds=seconds)


class Mentions(Probe):
    """Whether one of several files holds a word in a line that is no comment."""

    paths: tuple[str, ...]
    word: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Search them as root; asked by the machine itself. A file that is not there holds nothing."""
        argv = ["grep", "-sE", "--", rf"^\s*([^#[:space:]].*)?{re.escape(self.word)}", *self.paths]
        result, seconds = ask(lan, vantage, argv, timeout=10)
        said = f"the entry {'stands' if result.ok else 'stands no more'} in {' or '.join(self.paths)}"
        return Answer(passed=result.ok, said=said, seconds=seconds)


class MayRun(Probe):
    """Whether sudo lets somebody run a command as root, with a password or without. Asked by the machine itself."""

    account: str
    command: tuple[str, ...]

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask sudo, as root; it neither runs the command nor writes a line."""
        argv = ["sudo", "-n", "-l", "-U", self.account, *self.command]
        result, seconds = ask(lan, vantage, argv, timeout=10)
        said = f"{self.account} {'may' if result.ok else 'may not'} run {' '.join(self.command)}"
        return Answer(passed=result.ok, said=said, seconds=seconds)


class Forwards(Probe):
    """Whether what a machine logs reaches the central log. Asked by the machine itself."""

    collector: str
    log: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Log one line as anybody may, and look for it in the collector's file; two seconds is the limit."""
        began, line = time.perf_counter(), f"link-check {vantage.address} {time.time_ns():x}"
        lan.node(vantage.node).run(["logger", "-t", "logger", line], timeout=10)
        arrived = False
        while not arrived and time.perf_counter() - began < _ARRIVAL:
            arrived = lan.node(self.collector).run(["grep", "-qF", line, self.log], timeout=10).ok
            time.sleep(0 if arrived else _PAUSE)
        said = f"a line of {vantage.node} {'stands' if arrived else 'does not stand'} on {self.collector}"
        return Answer(passed=arrived, said=said, seconds=round(time.perf_counter() - began, 3))

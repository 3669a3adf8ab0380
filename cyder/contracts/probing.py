"""Questions that suit every kind of machine, and how a question is put: one command, timed, from one address."""

from __future__ import annotations

import time
from collections.abc import Sequence

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.provider import Lan
from cyder.errors import NodeUnreachable
from cyder.model.evidence import Answer

_REFUSED = "refused"
_NO_ROUTE = "No route to host"


def ask(lan: Lan, vantage: Vantage, argv: Sequence[str], *, timeout: float) -> tuple[Result, float]:
    """Run a command on the asking node; return what it answered and how many seconds that took.

    Raises:
        NodeUnreachable: the node lacks the program, so that nothing was asked.
    """
    began = time.perf_counter()
    result = lan.node(vantage.node).run(argv, timeout=timeout)
    if result.lacks_tool:
        raise NodeUnreachable(f"{vantage.node} cannot run {argv[0]}")
    return result, round(time.perf_counter() - began, 3)


def place(lan: Lan, vantage: Vantage, target: str, port: int) -> str:
    """Return the address at which the asker, under the address it bears, finds a port of the target.

    Raises:
        KeyError: the asker's address is in none of the LAN's networks.
    """
    network = lan.topology.network_of(vantage.address)
    if network is None:
        raise KeyError(vantage.address)
    return lan.topology.reach(target, port, network)


class Connects(Probe):
    """Whether a TCP port answers. Sends nothing."""

    port: int

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Open a connection from the asker's address and close it; two seconds is the limit."""
        where = place(lan, vantage, self.target, self.port)
        argv = ["nc", "-n", "-v", "-z", "-w", "2", "-s", vantage.address, where, str(self.port)]
        result, seconds = ask(lan, vantage, argv, timeout=10)
        return Answer(passed=result.ok, said=_in_words(result, where, self.port), seconds=seconds)


class Alive(Probe):
    """Whether a machine runs commands and bears its address on a card that is up. Asked by the machine itself."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask the machine for the cards that bear the address."""
        argv = ["ip", "-4", "-brief", "address", "show", "up", "to", vantage.address]
        result, seconds = ask(lan, vantage, argv, timeout=10)
        passed = result.ok and vantage.address in result.out
        said = f"bears {vantage.address}" if passed else f"does not bear {vantage.address}: {result.out.strip()}"
        return Answer(passed=passed, said=said, seconds=seconds)


def _in_words(result: Result, where: str, port: int) -> str:
    if result.ok:
        return f"{where}:{port} answered"
    if _REFUSED in result.out:
        return f"{where}:{port} refused the connection"
    if _NO_ROUTE in result.out:
        return f"no route to {where}:{port}"
    return f"no connection to {where}:{port} within 2 s"

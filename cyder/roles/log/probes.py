"""A question to the central log: does a line that is sent arrive."""

from __future__ import annotations

import time

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

SYSLOG = 514
PATIENCE = 5.0
"""Seconds in which a line must have arrived."""

_PAUSE = 0.1
_WORD = "link-check"


class Collects(Probe):
    """Whether a line sent to the collector stands in one of its files within five seconds."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Send one line by TCP, then look for it on the collector."""
        where = place(lan, vantage, self.target, SYSLOG)
        line = f"{_WORD} {vantage.address} {time.time_ns():x}"
        argv = ["logger", "--server", where, "--port", str(SYSLOG), "--tcp", "--rfc5424", "--tag", "logger", line]
        result, seconds = ask(lan, vantage, argv, timeout=10)
        if not result.ok:
            return Answer(passed=False, said=f"{where}:{SYSLOG} took no line ({result.out.strip()})", seconds=seconds)
        return _found(lan, self.target, line, seconds)


def _found(lan: Lan, target: str, line: str, sent: float) -> Answer:
    began = time.perf_counter()
    while (waited := time.perf_counter() - began) < PATIENCE:
        if lan.node(target).run(["grep", "-rqF", line, "/var/log/hosts"], timeout=10).ok:
            return Answer(passed=True, said="a line sent has arrived", seconds=round(sent + waited, 3))
        time.sleep(_PAUSE)
    return Answer(passed=False, said=f"a line sent has not arrived within {PATIENCE:.0f} s", seconds=sent + PATIENCE)

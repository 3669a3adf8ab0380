"""A question to the workstation: does its capture see the LAN."""

from __future__ import annotations

from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

FOLDER = "/var/captures"


class Captures(Probe):
    """Whether the newest file of the running capture holds a packet. Asked by the workstation itself."""

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Read one packet of the newest file."""
        newest = f'tcpdump -n -c 1 -r "$(ls -t {FOLDER}/*.pcapng | head -n 1)" 2>/dev/null'
        result, seconds = ask(lan, vantage, ["sh", "-c", newest], timeout=10)
        said = result.out.strip().splitlines()
        passed = result.ok and bool(said)
        return Answer(passed=passed, said=said[0] if passed else "the capture has no packet yet", seconds=seconds)

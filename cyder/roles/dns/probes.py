"""Questions to a name server: does it answer, does it hand out a whole zone."""

from __future__ import annotations

import re
import secrets
from typing import Literal

from cyder.contracts.node import Result
from cyder.contracts.probe import Probe, Vantage
from cyder.contracts.probing import ask, place
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer

DOMAIN = 53
PATIENCE = 10.0
"""Seconds after which dig is ended; it gives up by itself after two."""

_STATUS = re.compile(r"status: (\w+),")
_ANSWERS = re.compile(r"ANSWER: (\d+),")
_TROUBLE = re.compile(r"timed out|connection refused|Transfer failed|unreachable|no servers could be reached")
_RECORDS = re.compile(r"XFR size: (\d+) records")
_OWN = re.compile(r"^;; flags: [a-z ]*\baa\b", re.MULTILINE)


def dig(source: str, server: str, *question: str) -> list[str]:
    """Return the argv of one question by dig from one address: one try, two seconds."""
    return ["dig", "+time=2", "+tries=1", "-b", source, f"@{server}", *question]


def transferred(result: Result) -> int:
    """Return how many records an AXFR brought; 0 when it was refused or nothing came."""
    found = _RECORDS.search(result.out)
    return int(found[1]) if found else 0


def reached_zone(result: Result, zone: str) -> bool:
    """Return whether a question below a zone was answered by the zone itself, even if only that there is no such name.

    What the asked server says out of its own head, from a policy or an empty zone of its own, was not asked there.
    """
    below = re.compile(rf"^(\S+\.)?{re.escape(zone)}\.\s+\d+\s+IN\s", re.MULTILINE | re.IGNORECASE)
    return bool(below.search(result.out)) and not _OWN.search(result.out)


def transfer_in_words(result: Result, zone: str) -> str:
    """Say what came of an AXFR."""
    records = transferred(result)
    if records:
        return f"{records} records of {zone}"
    return f"{zone} was not transferred ({_reason(result)})"


class Resolves(Probe):
    """Whether a name server has an answer for a name."""

    name: str
    record: Literal["A", "SOA", "MX", "PTR"] = "A"

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask once; passes on NOERROR with at least one record."""
        where = place(lan, vantage, self.target, DOMAIN)
        result, seconds = ask(lan, vantage, dig(vantage.address, where, self.name, self.record), timeout=PATIENCE)
        status, answers = _STATUS.search(result.out), _ANSWERS.search(result.out)
        if status is None or answers is None:
            said = f"no answer for {self.name} {self.record} ({_reason(result)})"
            return Answer(passed=False, said=said, seconds=seconds)
        passed = status[1] == "NOERROR" and int(answers[1]) > 0
        said = f"{self.name} {self.record}: {status[1]}, {answers[1]} in the answer"
        return Answer(passed=passed, said=said, seconds=seconds)


class KnowsNames(Probe):
    """Whether a name server gives a name's right address, and says of a name that nobody has that there is none."""

    name: str
    address: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask for both at once; the second is another one each time."""
        where = place(lan, vantage, self.target, DOMAIN)
        nobodys = f"pc-{1000 + secrets.randbelow(9000)}.{self.name.partition('.')[2]}"
        argv = [*dig(vantage.address, where, self.name, "A"), *dig(vantage.address, where, nobodys, "A")[1:]]
        result, seconds = ask(lan, vantage, argv, timeout=PATIENCE)
        statuses = _STATUS.findall(result.out)
        right = bool(re.search(rf"\sA\s+{re.escape(self.address)}$", result.out, re.MULTILINE))
        passed = right and statuses == ["NOERROR", "NXDOMAIN"]
        said = f"{self.name} A: {self.address if right else 'not its address'}" if statuses else _reason(result)
        told = f"{said}; {nobodys}: {statuses[1]}" if len(statuses) > 1 else said
        return Answer(passed=passed, said=told, seconds=seconds)


class ReachesZone(Probe):
    """Whether a question below a zone gets there through a name server. The name itself need not exist."""

    zone: str
    label: str = "www"

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask for a TXT record once; passes when the zone itself answered."""
        where = place(lan, vantage, self.target, DOMAIN)
        question = (f"{self.label}.{self.zone}", "TXT")
        result, seconds = ask(lan, vantage, dig(vantage.address, where, *question), timeout=PATIENCE)
        passed, status = reached_zone(result, self.zone), _STATUS.search(result.out)
        word = status[1] if status else _reason(result)
        said = f"{question[0]} TXT at {where}: {word}, {'asked there' if passed else 'not asked there'}"
        return Answer(passed=passed, said=said, seconds=seconds)


class TransfersZone(Probe):
    """Whether a name server hands out a whole zone (AXFR)."""

    zone: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask for the zone once; passes when records came."""
        where = place(lan, vantage, self.target, DOMAIN)
        result, seconds = ask(lan, vantage, dig(vantage.address, where, self.zone, "AXFR"), timeout=PATIENCE)
        said = transfer_in_words(result, self.zone)
        return Answer(passed=transferred(result) > 0, said=said, seconds=seconds)


class Fetches(Probe):
    """Whether a secondary still gets a zone from its primary. Asked by the secondary itself."""

    primary: str
    zone: str

    def check(self, lan: Lan, vantage: Vantage) -> Answer:
        """Ask the primary for the zone once; passes when records came."""
        where = place(lan, vantage, self.primary, DOMAIN)
        result, seconds = ask(lan, vantage, dig(vantage.address, where, self.zone, "AXFR"), timeout=PATIENCE)
        return Answer(passed=transferred(result) > 0, said=transfer_in_words(result, self.zone), seconds=seconds)


def _reason(result: Result) -> str:
    """Return in dig's own words why nothing came."""
    found = _TROUBLE.search(result.out)
    return found[0] if found else f"dig ended with code {result.code}"

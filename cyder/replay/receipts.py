"""Finds an action's own lines in the real logs: no receipt, no success.

Where the LAN has a central log, its copy is read first: a team's root can cut the machine's own, but not that one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cyder.contracts.action import Expected
from cyder.contracts.clock import WallClock
from cyder.contracts.log import Log
from cyder.contracts.provider import Lan
from cyder.contracts.role import Role
from cyder.errors import CyderError
from cyder.model.evidence import Receipt
from cyder.model.topology import NodeSpec

PATIENCE = 8.0
"""Seconds (real) that a daemon has to write its line."""

COLLECTED = "/var/log/hosts/{host}/{name}.log"
"""Where the central log keeps what a machine says."""


@dataclass(frozen=True)
class Copy:
    """One copy of a log: on which node, under which path, and what the copy puts before each line."""

    node: str
    path: str
    prefix: str = ""

    def lines(self, content: str) -> list[str]:
        """Return the lines as the machine itself wrote them."""
        lines = content.splitlines()
        return (
            [line.partition(self.prefix)[2] if self.prefix in line else line for line in lines]
            if self.prefix
            else lines
        )


@dataclass(frozen=True)
class LogReader:
    """Reads logs of one LAN from where they stood at some moment."""

    lan: Lan
    roles: Mapping[str, Role]
    clock: WallClock

    def marks(self, expected: Sequence[Expected]) -> dict[Copy, int]:
        """Return for each copy of each log that will be looked at how long it is now, in bytes.

        A central log that cannot be asked now is left out, and is not looked at later.
        """
        found = {}
        for item in expected:
            for copy in self.copies(item):
                try:
                    found[copy] = len(self._bytes(copy))
                except CyderError:
                    if copy.node == item.node:
                        raise
        return found

    def collect(self, expected: Sequence[Expected], marks: Mapping[Copy, int]) -> tuple[list[Receipt], list[Expected]]:
        """Wait for every expected line; return the receipts in the order of `expected`, and what is still missing."""
        deadline = self.clock.monotonic() + PATIENCE
        while True:
            found = [self._look(item, marks) for item in expected]
            missing = [item for item, lines in zip(expected, found, strict=True) if len(lines) < item.least]
            if not missing or self.clock.monotonic() >= deadline:
                return [receipt for lines in found for receipt in lines], missing
            self.clock.sleep(0.2)

    def where(self, item: Expected) -> str:
        """Return the place of a log as a person writes it: `mail:/var/log/mail.log`."""
        return f"{item.node}:{self._log(item).path}"

    def _log(self, item: Expected) -> Log:
        """Return one of the role's logs by its name, or any file in rsyslog's form by its path."""
        known = self.roles[item.node].logs
        by_path = {log.path: log for log in known.values()}
        if item.log.startswith("/"):
            return by_path.get(item.log, Log(item.log))
        return known[item.log]

    def copies(self, item: Expected) -> Iterator[Copy]:
        """Yield the central log's copy, if there is one, and the machine's own."""
        log, spec = self._log(item), self.lan.topology.node(item.node)
        collector = self._collector(spec)
        if collector and log.central:
            path = COLLECTED.format(host=spec.hostname, name=log.central)
            yield Copy(collector, path, prefix=f" {log.tag}: " if log.tag else "")
        yield Copy(item.node, log.path)

    def _collector(self, spec: NodeSpec) -> str | None:
        """Return the machine to which a machine inside sends its lines."""
        if not self.roles[spec.name].syslog or spec.open == "no":
            return None
        found = (name for name, role in self.roles.items() if "syslog" in role.provides and name != spec.name)
        return next(found, None)

    def _bytes(self, copy: Copy) -> bytes:
        try:
            return self.lan.node(copy.node).read(copy.path)
        except FileNotFoundError:
            return b""  # a daemon makes its log with its first line

    def _look(self, item: Expected, marks: Mapping[Copy, int]) -> list[Receipt]:
        """Return the lines found in the first copy that has enough of them, else the most that any has."""
        best: list[Receipt] = []
        for copy in (copy for copy in self.copies(item) if copy in marks):
            try:
                found = self._in(copy, item, marks[copy])
            except CyderError:
                if copy.node == item.node:
                    raise
                continue  # the central log cannot be asked just now; the machine itself may be
            if len(found) >= item.least:
                return found
            best = max(best, found, key=len)
        return best

    def _in(self, copy: Copy, item: Expected, mark: int) -> list[Receipt]:
        content = self._bytes(copy)
        fresh = content[mark:] if len(content) >= mark else content  # shorter than before: rotated, read from its start
        log, zone = self._log(item), ZoneInfo(self.lan.topology.time_zone)
        receipts = []
        for line in copy.lines(fresh.decode(errors="replace")):
            moment = log.moment(line, zone)
            if moment is not None and re.search(item.pattern, line):
                receipts.append(self._receipt(item, log, line, moment))
        return receipts

    def _receipt(self, item: Expected, log: Log, line: str, moment: datetime) -> Receipt:
        return Receipt(
            node=item.node,
            log=log.path,
            line=line,
            sha256=hashlib.sha256(line.encode()).hexdigest(),
            logged_at=moment,
            first_seen=self.clock.now(),
        )

"""Finds an action's own lines in the real logs: no receipt, no success."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cyder.contracts.action import Expected
from cyder.contracts.clock import WallClock
from cyder.contracts.log import Log
from cyder.contracts.provider import Lan
from cyder.contracts.role import Role
from cyder.model.evidence import Receipt

PATIENCE = 8.0
"""Seconds (real) that a daemon has to write its line."""


@dataclass(frozen=True)
class LogReader:
    """Reads logs of one LAN from where they stood at some moment."""

    lan: Lan
    roles: Mapping[str, Role]
    clock: WallClock

    def marks(self, expected: Sequence[Expected]) -> dict[str, int]:
        """Return for each log that will be looked at how long it is now, in bytes."""
        return {self._path(item): len(self._bytes(item)) for item in expected}

    def collect(self, expected: Sequence[Expected], marks: Mapping[str, int]) -> tuple[list[Receipt], list[Expected]]:
        """Wait for every expected line; return the receipts in the order of `expected`, and what is still missing."""
        deadline = self.clock.monotonic() + PATIENCE
        while True:
            found = [self._look(item, marks.get(self._path(item), 0)) for item in expected]
            missing = [item for item, lines in zip(expected, found, strict=True) if len(lines) < item.least]
            if not missing or self.clock.monotonic() >= deadline:
                return [receipt for lines in found for receipt in lines], missing
            self.clock.sleep(0.2)

    def where(self, item: Expected) -> str:
        """Return the place of a log as a person writes it: `mail:/var/log/mail.log`."""
        return self._path(item)

    def _path(self, item: Expected) -> str:
        return f"{item.node}:{self._log(item).path}"

    def _log(self, item: Expected) -> Log:
        """Return one of the role's logs by its name, or any file in rsyslog's form by its path."""
        return Log(item.log) if item.log.startswith("/") else self.roles[item.node].logs[item.log]

    def _bytes(self, item: Expected) -> bytes:
        try:
            return self.lan.node(item.node).read(self._log(item).path)
        except FileNotFoundError:
            return b""  # a daemon makes its log with its first line

    def _look(self, item: Expected, mark: int) -> list[Receipt]:
        log = self._log(item)
        content = self._bytes(item)
        fresh = content[mark:] if len(content) >= mark else content  # shorter than before: rotated, read from its start
        zone = ZoneInfo(self.lan.topology.time_zone)
        receipts = []
        for line in fresh.decode(errors="replace").splitlines():
            moment = log.moment(line, zone)
            if moment is not None and re.search(item.pattern, line):
                digest = hashlib.sha256(line.encode()).hexdigest()
                receipts.append(
                    Receipt(
                        node=item.node,
                        log=log.path,
                        line=line,
                        sha256=digest,
                        logged_at=moment,
                        first_seen=self.clock.now(),
                    )
                )
        return receipts

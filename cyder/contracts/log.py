"""Log files, and how the lines of each kind say when they were written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

Stamp = Callable[[str], datetime]
"""Reads the moment from a line, with or without an offset; raises ValueError or IndexError where there is none."""


def iso(line: str) -> datetime:
    """`2026-11-23T21:27:49.313605+09:00 mail dovecot: …`: rsyslog, BIND."""
    return datetime.fromisoformat(line.split(maxsplit=1)[0])


def common(line: str) -> datetime:
    """`10.66.0.51 - - [23/Nov/2026:15:18:22 +0900] "GET …`: the Common Log Format of web servers."""
    return datetime.strptime(line.split("[", 1)[1].split("]", 1)[0], "%d/%b/%Y:%H:%M:%S %z")


def slashes(line: str) -> datetime:
    """`2026/11/23 15:18:22 [error] …`: nginx's error log, in the machine's own zone."""
    return datetime.strptime(" ".join(line.split(maxsplit=2)[:2]), "%Y/%m/%d %H:%M:%S")  # noqa: DTZ007  zone is added


def spaced(line: str) -> datetime:
    """`2026-11-23 15:18:22.527 JST …`: PostgreSQL, in the machine's own zone, whatever it calls that."""
    return datetime.fromisoformat(" ".join(line.split(maxsplit=2)[:2]))


def epoch(line: str) -> datetime:
    """`1795414704.527      9 10.66.0.52 TCP_MISS/200 …`: Squid, in seconds since 1970."""
    return datetime.fromtimestamp(float(line.split(maxsplit=1)[0]), UTC)


_STANDARD = {"/var/log/auth.log": "auth", "/var/log/mail.log": "mail", "/var/log/syslog": "syslog"}


@dataclass(frozen=True)
class Log:
    """A log file. `tag` is its name in the central log, if rsyslog must fetch its lines because others write it.

    `program` is its name there if rsyslog writes it itself, for a program with a facility of its own.
    """

    path: str
    stamp: Stamp = iso
    tag: str = ""
    program: str = ""

    @property
    def central(self) -> str:
        """Return under which name the central log has it, empty if it does not."""
        return self.tag or self.program or _STANDARD.get(self.path, "")

    def moment(self, line: str, zone: tzinfo) -> datetime | None:
        """Return when a line says it was written; a time without offset is in `zone`. None: it does not say."""
        try:
            moment = self.stamp(line)
        except (ValueError, IndexError, OverflowError):
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

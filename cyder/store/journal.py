"""Which of SQLite's journals is safe with several writing processes; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

JournalMode = Literal["WAL", "TRUNCATE"]

FIXED = (3, 51, 3)
BACKPORTS = ((3, 44, 6), (3, 50, 7))
"""Versions with the correction of the WAL-reset bug: from FIXED on, and within each backport's own minor version."""


def journal_mode(version: Sequence[int] | str) -> JournalMode:
    """Return the journal mode for an SQLite version, given as `sqlite3.sqlite_version` or `sqlite_version_info`.

    Up to 3.51.2 a checkpoint in one process can lose what another commits at that moment in WAL mode
    (sqlite.org/wal.html, "The WAL-reset bug"), so WAL is taken only where that is corrected.
    """
    parts = version.split(".") if isinstance(version, str) else version
    number = tuple(int(part) for part in parts[:3])
    backported = any(number[:2] == backport[:2] and number >= backport for backport in BACKPORTS)
    return "WAL" if number >= FIXED or backported else "TRUNCATE"

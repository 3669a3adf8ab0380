"""The append-only record of an exercise."""

from __future__ import annotations

from typing import Protocol

from cyder.model.ledger import Body, Entry


class Ledger(Protocol):
    """Entries of one exercise. An entry is on disk before `append` returns."""

    def append(self, body: Body, *, team: str = "", author: str, clock: float | None = None) -> Entry:
        """Write one entry down and return it with its number and time."""
        ...

    def entries(self, *, team: str | None = None, after: int = 0) -> list[Entry]:
        """Return entries numbered above `after`, oldest first; with a team, its own and those of all teams."""
        ...

"""An exercise as the store keeps it, and the way between rows and values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

Now = Callable[[], datetime]
"""Tells the wall clock's time, with its zone."""


def utc_now() -> datetime:
    """Return the machine's time in UTC."""
    return datetime.now(UTC)


def timestamp(moment: datetime) -> str:
    """Return a time as the store writes it: ISO 8601, UTC, microseconds, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class ExerciseRecord:
    """One exercise: what it is played from, for how many teams, since when. Its repr is fit for a log."""

    id: int
    name: str
    scenario_text: str = field(repr=False)
    scenario_name: str
    scenario_digest: str
    secret: bytes = field(repr=False)
    teams: int
    seeded: bool
    created_at: datetime
    archived_at: datetime | None = None

    @classmethod
    def of(cls, row: Row[Any]) -> ExerciseRecord:
        """Return the value of a row of the table `exercise`."""
        columns = dict(row._mapping)
        ended = columns.pop("archived_at")
        return cls(
            **columns | {"created_at": datetime.fromisoformat(columns["created_at"])},
            archived_at=datetime.fromisoformat(ended) if ended else None,
        )

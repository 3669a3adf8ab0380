"""Time, handed in: the real one, or one that a test turns by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class WallClock(Protocol):
    """The time outside the exercise."""

    def now(self) -> datetime:
        """Return the present moment, with its zone."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        ...

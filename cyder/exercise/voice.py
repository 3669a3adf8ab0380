"""How a use case tells whoever started it how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


class Voice(Protocol):
    """Somebody to talk to: a terminal, a log, nobody."""

    def line(self, text: str) -> None:
        """Say one finished thing."""
        ...

    def progress(self, label: str, done: int, total: int, text: str) -> None:
        """Say how far something is: `done` of `total`, and what was done last."""
        ...


class Silence:
    """A voice that says nothing."""

    def line(self, text: str) -> None:
        """Say nothing."""

    def progress(self, label: str, done: int, total: int, text: str) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Shown:
    """What a use case has to show: as text for a person, as data for a program."""

    text: str
    data: Any

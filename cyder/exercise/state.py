"""What state an exercise is in, read from its ledger; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from cyder.model.ledger import Ended, Entry, Lowered, Paused, Raised, Resumed, Started

State = Literal["new", "ready", "running", "paused", "ended"]


def state_of(entries: Sequence[Entry]) -> State:
    """Return the state: new (no LAN yet), ready (LAN up, not begun), running, paused, ended."""
    state: State = "new"
    for entry in entries:
        match entry.body:
            case Raised() if state == "new":
                state = "ready"
            case Lowered() if state == "ready":
                state = "new"
            case Started() | Resumed():
                state = "running"
            case Paused():
                state = "paused"
            case Ended():
                state = "ended"
            case _:
                pass
    return state


def is_up(entries: Sequence[Entry]) -> bool:
    """Return whether the LAN was last raised rather than lowered."""
    marks = [entry.body for entry in entries if isinstance(entry.body, Raised | Lowered)]
    return bool(marks) and isinstance(marks[-1], Raised)


def clock_at(entries: Sequence[Entry], now: datetime) -> float | None:
    """Return where the exercise clock stands at a moment, by the ledger: the last entry that shows it, run on since.

    It is None before the exercise has begun. A clock that jumps is where it last was.
    """
    shown = [entry for entry in entries if entry.clock is not None]
    if not shown or shown[-1].clock is None:
        return None
    speeds = [entry.body.speed for entry in entries if isinstance(entry.body, Started)]
    running = state_of(entries) == "running"
    passed = (now - shown[-1].at).total_seconds() * speeds[-1] if running and speeds else 0.0
    return shown[-1].clock + passed

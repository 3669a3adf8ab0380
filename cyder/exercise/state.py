"""What state an exercise is in, read from its ledger; pure."""

from __future__ import annotations

from collections.abc import Sequence
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

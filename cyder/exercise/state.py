"""What state an exercise is in, read from its ledger; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from cyder.model.ledger import Ended, Entry, Lowered, Paused, Raised, Resumed, SpeedChanged, Started, TeamBegan

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
    """Return where the exercise clock stands at a moment, by the ledger: what entries show of it, run on since.

    It is None before the exercise has begun. A clock that jumps is where it last was.
    """
    clock: float | None = None
    since, speed, running = now, 0.0, False
    offsets: dict[str, float] = {}
    for entry in entries:
        clock = _run_on(clock, since, entry.at, speed if running else 0.0)
        since, turned = entry.at, True
        match entry.body:
            case Started(speed=speed):
                running = True
            case SpeedChanged(speed=speed):
                pass
            case Resumed():
                running = True
            case Paused() | Ended():
                running = False
            case TeamBegan(offset=offset):
                offsets[entry.team], turned = offset, False
            case _:
                turned = False
        if entry.clock is not None:
            shown = entry.clock + offsets.get(entry.team, 0.0)
            # what took a while was written down later than the clock it shows, and does not turn it back
            clock = shown if turned or clock is None else max(clock, shown)
    return _run_on(clock, since, now, speed if running else 0.0)


def _run_on(clock: float | None, since: datetime, now: datetime, speed: float) -> float | None:
    return None if clock is None else clock + speed * (now - since).total_seconds()

"""The exercise clock: runs at a speed, stands while paused, or jumps from one due moment to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cyder.contracts.clock import WallClock
from cyder.model.ledger import Entry, Requested, TeamBegan

JUMP = 0.0
"""The speed at which the clock stands still by itself and jumps whenever nothing is in flight."""


class ExerciseClock:
    """Exercise seconds over a wall clock. 0 is the moment trainees enter; before it, the pre-roll is negative."""

    def __init__(self, wall: WallClock, *, start: float, speed: float) -> None:
        self.wall = wall
        self.speed = speed
        self._offset = start
        self._since = wall.monotonic()
        self._paused = False

    @property
    def paused(self) -> bool:
        """Return whether the clock has been stopped on request."""
        return self._paused

    @property
    def jumps(self) -> bool:
        """Return whether the clock moves by jumping only."""
        return self.speed == JUMP

    def now(self) -> float:
        """Return the exercise time in seconds."""
        if self._paused:
            return self._offset
        return self._offset + (self.wall.monotonic() - self._since) * self.speed

    def pause(self) -> None:
        """Stop the clock where it is."""
        self._offset, self._paused = self.now(), True

    def resume(self) -> None:
        """Let the clock run on from where it stopped."""
        self._since, self._paused = self.wall.monotonic(), False

    def set_speed(self, speed: float) -> None:
        """Run on from here at another speed."""
        self._offset, self._since, self.speed = self.now(), self.wall.monotonic(), speed

    def jump(self, moment: float) -> None:
        """Set the clock forward to a moment; never back."""
        self._offset, self._since = max(moment, self.now()), self.wall.monotonic()


@dataclass(frozen=True)
class TeamClock:
    """One team's own clock: the exercise clock, less the moment at which the team began."""

    exercise: ExerciseClock
    offset: float = 0.0

    @property
    def wall(self) -> WallClock:
        """Return the time outside."""
        return self.exercise.wall

    def now(self) -> float:
        """Return the team's own exercise second."""
        return self.exercise.now() - self.offset


@dataclass
class FakeClock:
    """A wall clock that a test turns by hand; `sleep` turns it, too, so that four hours pass in no time."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 4, 1, 9, tzinfo=UTC))
    seconds: float = 0.0

    def now(self) -> datetime:
        """Return the moment it was set to, and what has been slept since."""
        return self.moment + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """Return the seconds slept."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Turn the clock."""
        self.seconds += seconds


def extended(entries: Sequence[Entry]) -> float:
    """Return by how many seconds the exercise was made longer."""
    asked = (entry.body for entry in entries if isinstance(entry.body, Requested))
    return sum(one.seconds or 0.0 for one in asked if one.request == "extend")


def clock_of(entries: Sequence[Entry], default: float) -> float:
    """Return where the exercise clock stood at the last entry that shows it: where a new conductor goes on."""
    offsets: dict[str, float] = {}
    shown = []
    for entry in entries:
        if isinstance(entry.body, TeamBegan):
            offsets[entry.team] = entry.body.offset
        if entry.clock is not None:
            shown.append(entry.clock + offsets.get(entry.team, 0.0))
    return max(shown, default=default)

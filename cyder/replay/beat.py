"""When services are tried: every so many real seconds, and where the clock jumps, after every moment it stopped at."""

from __future__ import annotations

from dataclasses import dataclass, field

from cyder.contracts.clock import WallClock


@dataclass
class Beat:
    """The rhythm of all teams' rounds. `every` is in real seconds and never scaled: what is tried takes real time."""

    every: float
    wall: WallClock
    _last: dict[str, float] = field(default_factory=dict)
    _moved: set[str] = field(default_factory=set)

    def moved(self, team: str) -> None:
        """Take note that something has happened at a team's place."""
        self._moved.add(team)

    def takes(self, team: str, *, still: bool) -> bool:
        """Return whether a round begins now. `still`: the clock stands, and would jump on if nobody looked."""
        last, now = self._last.get(team), self.wall.monotonic()
        if last is not None and now - last < self.every and not (still and team in self._moved):
            return False
        self._last[team] = now
        self._moved.discard(team)
        return True

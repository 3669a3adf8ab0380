"""When something happened by a team's own clock, which the ledger shows only now and then."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cyder.model.dealings import Served
from cyder.model.ledger import Entry, Paused, Probed, Resumed, SpeedChanged, Started, TeamBegan


@dataclass(frozen=True)
class Stamp:
    """A moment at which the ledger shows the team's clock (exercise seconds), and how fast it ran from there on."""

    at: datetime
    clock: float
    speed: float


@dataclass(frozen=True)
class Clock:
    """A team's own clock as the ledger shows it, oldest stamp first."""

    stamps: tuple[Stamp, ...] = ()

    def at(self, moment: datetime) -> float:
        """Return the exercise seconds at a moment: run on from the stamp before it, never past the one after it."""
        place = bisect_right(self.stamps, moment, key=lambda stamp: stamp.at)
        if not place:
            return self.stamps[0].clock if self.stamps else 0.0
        last = self.stamps[place - 1]
        now = last.clock + (moment - last.at).total_seconds() * last.speed
        return min(now, self.stamps[place].clock) if place < len(self.stamps) else now


def team_clock(entries: Sequence[Entry]) -> Clock:
    """Return the clock of the team whose entries these are, with those that concern all teams among them, by `seq`."""
    return Clock(tuple(_stamps(entries)))


def _stamps(entries: Sequence[Entry]) -> Iterator[Stamp]:
    offset, speed, stands = 0.0, 1.0, False
    for one in entries:
        match one.body:
            case Started(speed=speed):
                stands = False
            case SpeedChanged(speed=speed):
                pass
            case TeamBegan(offset=offset):
                pass
            case Paused():
                stands = True
            case Resumed():
                stands = False
            case Probed() | Served():  # stamped with the moment at which the round began, not with that of its answers
                continue
        if one.clock is not None:
            yield Stamp(one.at, one.clock if one.team else one.clock - offset, 0.0 if stands else speed)

"""What is to be done next, in which order, and where a conductor stops short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Player = Callable[[], float | None]
"""Somebody who works on the exercise while the clock waits: a scripted trainee in a demonstration or rehearsal.

Each call does what can be done now, and returns the team's own second at which there is more to do; None: no more.
"""

EVENT, ROUND, PLAYER, LOOK = range(4)
"""Of one moment, events come first, then probes, then players; then nothing but another look."""


@dataclass(frozen=True, order=True)
class Due:
    """Something to be done at a moment of the exercise clock."""

    moment: float
    order: int
    team: str
    name: str


@dataclass(frozen=True)
class Until:
    """Before which event a conductor stops and leaves everything as it is.

    That is where it had `begun` when it was played before; if it had not, when its turn comes; while that is not known,
    at `now`; in any case before it begins again. All are exercise seconds of a team's own.
    """

    event: str
    begun: float | None
    now: float

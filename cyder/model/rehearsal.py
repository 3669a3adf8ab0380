"""What a rehearsal shows: who earned what, how the answers were found, and which bound does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cyder.model.base import LocalText, Noun

Trainee = Literal["perfect", "idle", "panicking", "clumsy"]
TRAINEES: tuple[Trainee, ...] = ("perfect", "idle", "panicking", "clumsy")
"""Who plays in rehearsals: one finds everything, one does nothing, one unplugs it all, one gets half of it wrong."""


class Find(Noun):
    """Something a player found: under which name, what, and the command and line of output that gave it."""

    name: str
    value: str
    node: str
    command: str
    line: str


class Points(Noun):
    """What a trainee earned of what can be graded without a person; `lost`: what score lines lack, most first."""

    earned: float
    maximum: float
    share: float
    lost: Mapping[str, float] = {}


class Rehearsal(Noun):
    """How one rehearsal went. `seconds` are real; `unsolved` is what the perfect player's score lines miss.

    `broken`: every bound that does not hold, in words, and what broke the rehearsal itself off. `kept`: the exercise
    whose LANs were left up.
    """

    scenario: str
    seed: str | None = None
    seconds: float = 0.0
    scores: Mapping[Trainee, Points] = {}
    answers: tuple[Find, ...] = ()
    unsolved: tuple[LocalText, ...] = ()
    broken: tuple[str, ...] = ()
    kept: str | None = None

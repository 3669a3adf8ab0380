"""What the self-test of actions is about: cases, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cyder.contracts.action import Action, Trial
from cyder.contracts.probe import Typed

GROUND = "town-hall"
"""The shipped scenario on whose LAN actions are tried."""

COLUMNS = ("played", "found", "exposed", "contained", "unplugged", "cleaned")


@dataclass(frozen=True)
class Shown:
    """A command of a defender and what it really printed."""

    command: Typed
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One action with one of its trials, tried at one team's place."""

    action: type[Action]
    number: int

    @property
    def name(self) -> str:
        """Return the action's id, and which of its trials this is."""
        return self.action.id if len(self.action.trials) == 1 else f"{self.action.id}/{self.number + 1}"

    @property
    def trial(self) -> Trial:
        """Return the trial."""
        return self.action.trials[self.number]


@dataclass
class Proof:
    """What came of a case: for each column `ok` or what is wrong; what was typed for each way that held, and for each
    that mended what was broken; what defenders were shown; the log lines that proved it; seconds it took; whether it
    was tried `again`.
    """

    case: Case
    verdicts: dict[str, str] = field(default_factory=dict)
    ways: dict[str, tuple[Typed, ...]] = field(default_factory=dict)
    mends: dict[str, tuple[Typed, ...]] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    seconds: float = 0.0
    again: bool = False

    @property
    def good(self) -> bool:
        """Tell whether every column is `ok`."""
        return all(self.verdicts.get(column) == "ok" for column in COLUMNS)

    @property
    def faults(self) -> list[str]:
        """Return what is wrong, in words."""
        said = [f"{column}: {self.verdicts.get(column, 'not tried')}" for column in COLUMNS]
        return [line for line in said if not line.endswith(": ok")]


def cases(actions: Sequence[type[Action]]) -> list[Case]:
    """Return every trial of every action."""
    return [Case(action, number) for action in actions for number in range(len(action.trials))]

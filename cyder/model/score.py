"""What a team earned, line by line, each line with its reasons in both languages."""

from __future__ import annotations

from typing import Literal

from cyder.model.base import LocalText, Noun

Bucket = Literal["detect", "respond", "recover", "report", "deductions"]
"""The phase of an incident a line belongs to; a profile is the share earned of each."""

Grade = Literal["P", "S", "M", "U"]
"""How an objective was met: performed without challenges, with some, with major ones, or unable to be performed."""

PHASES: tuple[Bucket, ...] = ("detect", "respond", "recover", "report")
"""The phases of a profile, in the order of an incident."""


def grade_of(share: float) -> Grade:
    """Return how something was met by the share earned: P from 90 % on, S from 60 %, M from 25 %, U below."""
    steps: tuple[tuple[float, Grade], ...] = ((0.9, "P"), (0.6, "S"), (0.25, "M"))
    return next((grade for least, grade in steps if share >= least), "U")


class Quote(Noun):
    """The proof behind a line: where it stands and what it says."""

    node: str
    log: str
    line: str


class ScoreLine(Noun):
    """One thing graded. `maximum` is what could be earned: what was prevented or never proven is not in it.

    `formula` is the rule with this team's numbers in it, `inputs` those numbers by name. `by`: `auto`, or who graded.
    """

    id: str
    bucket: Bucket
    title: LocalText
    maximum: float
    earned: float
    reason: LocalText
    formula: str = ""
    inputs: dict[str, float] = {}
    matched: tuple[LocalText, ...] = ()
    missed: tuple[LocalText, ...] = ()
    wrong: tuple[LocalText, ...] = ()
    evidence: tuple[Quote, ...] = ()
    by: str = "auto"

    @property
    def share(self) -> float:
        """Return earned over maximum, 0 where nothing could be graded."""
        return self.earned / self.maximum if self.maximum else 0.0

    @property
    def grade(self) -> Grade | None:
        """Return how it was met; None where nothing is graded."""
        return grade_of(self.share) if self.maximum else None

    @property
    def is_objective(self) -> bool:
        """Return whether it is about an objective."""
        return is_objective(self.id)


def is_objective(line_id: str) -> bool:
    """Return whether a line of that id is about an objective: something to bring about on the LAN."""
    return line_id.partition(":")[0] in ("containment", "eradication", "recovery")


class Scorecard(Noun):
    """One team's lines. Recomputed from the ledger each time; never stored.

    `configuration`: a hash of everything besides the ledger that decided it (the scenario's own text).
    """

    exercise: str
    team: str
    lines: tuple[ScoreLine, ...]
    configuration: str = ""

    @property
    def maximum(self) -> float:
        """Return the gradable points."""
        return sum(line.maximum for line in self.lines)

    @property
    def earned(self) -> float:
        """Return the points earned, never below 0."""
        return max(0.0, sum(line.earned for line in self.lines))

    @property
    def share(self) -> float:
        """Return earned over gradable points, 0 where nothing could be graded."""
        return self.earned / self.maximum if self.maximum else 0.0

    @property
    def profile(self) -> dict[Bucket, float]:
        """Return the share earned in each phase in which something could be graded."""
        mine = {phase: [line for line in self.lines if line.bucket == phase and line.maximum] for phase in PHASES}
        return {
            phase: sum(line.earned for line in lines) / sum(line.maximum for line in lines)
            for phase, lines in mine.items()
            if lines
        }

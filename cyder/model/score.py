"""What a team earned, line by line, each line with its reasons."""

from __future__ import annotations

from cyder.model.base import Noun


class Quote(Noun):
    """The proof behind a line: where it stands and what it says."""

    node: str
    log: str
    line: str


class ScoreLine(Noun):
    """One thing graded. `maximum` is what could be earned: what was prevented or never proven is not in it."""

    id: str
    title: str
    maximum: float
    earned: float
    reason: str
    formula: str = ""
    matched: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()


class Scorecard(Noun):
    """One team's lines. Recomputed from the ledger each time; never stored."""

    exercise: str
    team: str
    lines: tuple[ScoreLine, ...]

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

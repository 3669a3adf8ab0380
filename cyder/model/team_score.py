"""What a team may read of its score: field by field what is shown, never everything but something."""

from __future__ import annotations

from typing import Self

from cyder.model.base import LocalText, Noun
from cyder.model.score import Bucket, Grade, Quote, Scorecard, ScoreLine


class TeamLine(Noun):
    """One thing graded, as its team reads it; `grade` is empty where nothing could be graded."""

    id: str
    bucket: Bucket
    title: LocalText
    maximum: float
    earned: float
    grade: Grade | None
    reason: LocalText
    formula: str
    inputs: dict[str, float]
    matched: tuple[LocalText, ...]
    missed: tuple[LocalText, ...]
    wrong: tuple[LocalText, ...]
    evidence: tuple[Quote, ...]
    by: str

    @classmethod
    def of(cls, line: ScoreLine) -> Self:
        """Return what a team reads of a line."""
        return cls(
            id=line.id,
            bucket=line.bucket,
            title=line.title,
            maximum=line.maximum,
            earned=line.earned,
            grade=line.grade,
            reason=line.reason,
            formula=line.formula,
            inputs=line.inputs,
            matched=line.matched,
            missed=line.missed,
            wrong=line.wrong,
            evidence=line.evidence,
            by=line.by,
        )


class TeamScore(Noun):
    """A team's own lines with their sum, and the share earned in each phase in which something could be graded."""

    exercise: str
    team: str
    maximum: float
    earned: float
    profile: dict[Bucket, float]
    lines: tuple[TeamLine, ...]

    @property
    def share(self) -> float:
        """Return earned over gradable points, 0 where nothing could be graded."""
        return self.earned / self.maximum if self.maximum else 0.0

    @classmethod
    def of(cls, card: Scorecard) -> Self:
        """Return what a team reads of its scorecard."""
        return cls(
            exercise=card.exercise,
            team=card.team,
            maximum=card.maximum,
            earned=card.earned,
            profile=card.profile,
            lines=tuple(map(TeamLine.of, card.lines)),
        )

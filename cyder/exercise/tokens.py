"""Bearer tokens for the API: derived from the exercise's secret, so that nothing more need be kept."""

from __future__ import annotations

import hmac

from cyder.model.seed import Seed
from cyder.store import ExerciseRecord

INSTRUCTOR = "instructor"


def token_for(record: ExerciseRecord, who: str) -> str:
    """Return the token of a team, or of the instructor: `EXERCISE.WHO.32 hex digits`."""
    return f"{record.name}.{who}.{Seed(record.secret).token(f'bearer/{who}')}"


def matches(record: ExerciseRecord, who: str, token: str) -> bool:
    """Return whether a token is this one's, in constant time."""
    return hmac.compare_digest(token_for(record, who).encode(), token.encode(errors="replace"))

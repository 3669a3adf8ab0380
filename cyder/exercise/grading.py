"""Use cases of those who grade: the rubric, marks by people who do not see each other's, and the release of scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.state import state_of
from cyder.model.dealings import Graded, Released
from cyder.model.judging import Criterion, Mark

_BLIND_UNTIL = 2
"""So many must have graded a criterion before one of them may see what the others gave."""

_ANCHORS: tuple[int, ...] = get_args(get_args(Mark)[0])


@dataclass(frozen=True)
class Marked:
    """One mark as it stands: who gave it, for which criterion, and why."""

    team: str
    criterion: str
    grader: str
    mark: int
    comment: str


def rubric(exercise: Exercise) -> dict[str, Criterion]:
    """Return the criteria that people grade, with their anchors."""
    return exercise.scenario.rubric


def grade(exercise: Exercise, team: str, criterion: str, mark: int, *, grader: str, comment: str = "") -> None:
    """Write down one grader's mark for a team; a later one takes its place, and the earlier stays in the ledger.

    Raises:
        NotFound: no such team or criterion.
        BadInput: the mark is none of those that anchors describe, or nobody gives it.
    """
    exercise.resolved(team)
    known = exercise.scenario.rubric
    if criterion not in known:
        raise NotFound.named("criterion", criterion, known, hint="cyder rubric shows them with their anchors")
    if mark not in _ANCHORS:
        raise BadInput(f"{mark} is no mark", hint=f"give one of {', '.join(map(str, _ANCHORS))}: cyder rubric")
    if not grader.strip():
        raise BadInput("a mark is somebody's", hint="say whose with --as NAME")
    given = Graded.model_validate({"criterion": criterion, "mark": mark, "comment": comment})
    exercise.ledger.append(given, team=team, author=grader.strip())


def marks(exercise: Exercise, *, grader: str | None) -> list[Marked]:
    """Return the marks that stand, oldest first: all of them, or those that this grader may see.

    A grader sees the others' marks for a criterion of a team once two have graded it and they are one of the two.
    """
    standing: dict[tuple[str, str, str], Marked] = {}
    for entry in exercise.ledger.entries():
        if isinstance(entry.body, Graded):
            body = entry.body
            key = (entry.team, body.criterion, entry.author)
            standing.pop(key, None)
            standing[key] = Marked(entry.team, body.criterion, entry.author, body.mark, body.comment)
    if grader is None:
        return list(standing.values())
    return [one for one in standing.values() if one.grader == grader or _open_to(grader, one, standing)]


def _open_to(grader: str, one: Marked, standing: dict[tuple[str, str, str], Marked]) -> bool:
    graders = {each.grader for each in standing.values() if (each.team, each.criterion) == (one.team, one.criterion)}
    return grader in graders and len(graders) >= _BLIND_UNTIL


def released(exercise: Exercise) -> bool:
    """Return whether teams may read their scores."""
    return any(isinstance(entry.body, Released) for entry in exercise.ledger.entries())


def release(exercise: Exercise, *, author: str) -> bool:
    """Let teams read their scores; return False where they could already.

    Raises:
        Refused: the exercise is not over.
    """
    if state_of(exercise.ledger.entries()) != "ended":
        raise Refused(
            f"exercise '{exercise.name}' is not over: what teams can still change must not be told them",
            hint=f"end it with: cyder end {exercise.name}",
        )
    if released(exercise):
        return False
    exercise.ledger.append(Released(), author=author)
    return True

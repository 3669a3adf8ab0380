"""Use case: the review of an exercise, the minute it is over."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.errors import CyderError, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.foreseeing import foreseen
from cyder.exercise.reporting import over, scorecard
from cyder.model.review import Clue, Review
from cyder.review.aar import Side, review


def review_of(exercise: Exercise, team: str | None = None, *, so_far: bool = False) -> Review:
    """Return the review of all teams, or what one team may see of it; `so_far`: although it is not over.

    Raises:
        NotFound: there is no such team.
        Refused: the exercise has not begun, or is not over.
    """
    if team is not None:
        exercise.resolved(team)
    if not so_far and not over(exercise):
        message = f"exercise '{exercise.name}' is not over, and a review holds the answers"
        hint = f"`cyder end {exercise.name}` ends it; --so-far reviews what was played: keep that from the teams"
        raise Refused(message, hint=hint)
    sides = [_side(exercise, each) for each in exercise.teams]
    found = review(exercise.ledger.entries(), sides, exercise=exercise.name)
    if found is None:
        raise Refused(f"exercise '{exercise.name}' has not begun", hint=f"cyder start {exercise.name}")
    return found if team is None else found.of(team)


def _side(exercise: Exercise, team: str) -> Side:
    nodes = exercise.resolved(team).topology.nodes
    return Side(
        team=team,
        scenario=exercise.judged(team),
        card=scorecard(exercise, team),
        clues=dict(_clues(exercise, team)),
        open=frozenset(node.name for node in nodes if node.open != "no"),
    )


def _clues(exercise: Exercise, team: str) -> Iterator[tuple[str, Clue]]:
    """Yield what each event is called, and the commands that find it, asked of a LAN in memory: none has to stand."""
    for event, action, scene in foreseen(exercise.furnished(team), exercise.seed(team), exercise.desk.catalogue):
        try:
            looks = tuple(one.look for one in action.sightings(scene))
        except CyderError:
            looks = ()  # it could not be played
        yield event.id, Clue(title=action.title, looks=looks)

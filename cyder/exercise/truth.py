"""Use case: hand the ground truth of a run to other programs; the instructor's, once the exercise is over."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from cyder.errors import Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.reporting import over
from cyder.review.deeds import Run, Sort, run_of
from cyder.review.navigator import layer
from cyder.review.plain import plain
from cyder.review.stix import bundle


class Form(StrEnum):
    """In which form a truth is told."""

    NAVIGATOR = "navigator"
    STIX = "stix"
    JSON = "json"


_FORMS: dict[Form, Callable[[Run], dict[str, Any]]] = {Form.NAVIGATOR: layer, Form.STIX: bundle, Form.JSON: plain}


def truth(exercise: Exercise, team: str | None, form: Form, *, now: bool = False) -> dict[str, Any]:
    """Return what really happened to a team, from the ledger; `now`: although the exercise is not over.

    Raises:
        NotFound: there is no such team.
        Refused: the exercise has not begun, is not over, or there are several teams and none was named.
    """
    run = _run(exercise, _team(exercise, team))
    if run is None:
        raise Refused(
            f"exercise '{exercise.name}' has not begun; nothing is true yet", hint=f"cyder start {exercise.name}"
        )
    if not now and not over(exercise):
        message = f"exercise '{exercise.name}' is not over, and this holds the answers"
        hint = f"`cyder end {exercise.name}` ends it; --now tells what is true so far: keep that from the teams"
        raise Refused(message, hint=hint)
    return _FORMS[form](run)


def written(document: dict[str, Any]) -> str:
    """Return a document as the text of a file: the same document always gives the same bytes."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _team(exercise: Exercise, team: str | None) -> str:
    if team is None and len(exercise.teams) > 1:
        raise Refused(f"whose truth? teams: {', '.join(exercise.teams)}", hint="say which one with --team TEAM")
    chosen = team or exercise.teams[0]
    exercise.resolved(chosen)
    return chosen


def _run(exercise: Exercise, team: str) -> Run | None:
    actions = exercise.desk.catalogue.actions
    sorts = {id: Sort(action.title.en, action.techniques) for id, action in actions.items()}
    return run_of(exercise.ledger.entries(), exercise.scenario, sorts, exercise=exercise.name, team=team)

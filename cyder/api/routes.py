"""The routes: each parses, makes one call, and answers."""

from __future__ import annotations

from fastapi import APIRouter, Response

import cyder
from cyder.api.access import CallerDep, ControlDep, ExerciseDep, PlaceDep, nothing, visible
from cyder.api.answers import MISFIT, NOTHING_HERE, UNAUTHORISED, UNAVAILABLE
from cyder.api.words import Health, TeamName
from cyder.errors import CyderError, NotFound, Refused
from cyder.model.score import Scorecard
from cyder.model.service import ExerciseSummary
from cyder.model.team_score import TeamScore

public = APIRouter(tags=["service"])
router = APIRouter(responses={401: UNAUTHORISED, 422: MISFIT, 503: UNAVAILABLE})


@public.get("/health", responses={503: {"model": Health, "description": "The store cannot be read."}})
def read_health(control: ControlDep, response: Response) -> Health:
    """Say whether the service can do its work; needs no token."""
    try:
        control.exercises()
    except CyderError:
        response.status_code = 503
        return Health(version=cyder.__version__, database="unavailable")
    return Health(version=cyder.__version__, database="ok")


@router.get("/exercises", tags=["exercises"])
def list_exercises(control: ControlDep, caller: CallerDep) -> list[ExerciseSummary]:
    """List the exercises that the token is for; a team sees only itself among the teams."""
    return visible(control, caller)


@router.get("/exercises/{exercise}/teams", tags=["exercises"], responses={404: NOTHING_HERE})
def list_teams(exercise: ExerciseDep) -> list[TeamName]:
    """List the teams of an exercise that the token may act for."""
    return [TeamName(name=team) for team in exercise.teams]


@router.get("/exercises/{exercise}/teams/{team}/score", tags=["scores"], responses={404: NOTHING_HERE})
def read_score(place: PlaceDep, control: ControlDep) -> TeamScore | Scorecard:
    """Return a team's score, line by line with reasons; 404 before.

    A team reads its own once the exercise is over and scores are released; an instructor the whole scorecard of each
    team once the exercise is over.
    """
    if place.caller.kind == "team":
        try:
            return control.team_score(place.exercise, place.team)
        except (NotFound, Refused):
            raise nothing() from None
    try:
        return control.score(place.exercise, place.team)
    except Refused as error:
        raise NotFound(error.message, hint=error.hint) from None

"""The routes: each parses, makes one call, and answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

import cyder
from cyder.api.access import CallerDep, ControlDep, ExerciseDep, PlaceDep, nothing, visible
from cyder.api.words import Failure, Health, Misfits, TeamName
from cyder.errors import CyderError, NotFound, Refused
from cyder.model.report import Acknowledgement, Report
from cyder.model.score import Scorecard
from cyder.model.service import ExerciseSummary, FiledReport

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=100,
        pattern=r"^[!-~]+$",
        description="Chosen by the client, another one for every report: sending a report again with its key, because "
        "the answer was lost, files it once and is acknowledged as the first time.",
    ),
]

_UNAUTHORISED = {"model": Failure, "description": "No token, or nobody's."}
_NOTHING = {"model": Failure, "description": "It does not exist, is not the caller's, or is not there yet."}
_MISFIT = {"model": Misfits, "description": "The request cannot be understood; nothing was filed."}
_UNAVAILABLE = {"model": Failure, "description": "The store cannot be reached; try again."}

public = APIRouter(tags=["service"])
router = APIRouter(responses={401: _UNAUTHORISED, 422: _MISFIT, 503: _UNAVAILABLE})


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


@router.get("/exercises/{exercise}/teams", tags=["exercises"], responses={404: _NOTHING})
def list_teams(exercise: ExerciseDep) -> list[TeamName]:
    """List the teams of an exercise that the token may act for."""
    return [TeamName(name=team) for team in exercise.teams]


@router.post(
    "/exercises/{exercise}/teams/{team}/reports",
    tags=["reports"],
    status_code=201,
    responses={
        404: _NOTHING,
        409: {"model": Failure, "description": "No report can be filed now: not begun, or over."},
        413: {"model": Failure, "description": "The report is too long."},
    },
)
def submit_report(
    place: PlaceDep, report: Report, control: ControlDep, idempotency_key: IdempotencyKey = None
) -> Acknowledgement:
    """File the next version of a team's report; answers with an acknowledgement, never with a score.

    Once acknowledged, the report is on disk. Every time in it carries its offset.
    """
    return control.submit_report(place.exercise, place.team, report, author=place.author, key=idempotency_key)


@router.get("/exercises/{exercise}/teams/{team}/reports", tags=["reports"], responses={404: _NOTHING})
def list_reports(place: PlaceDep, control: ControlDep) -> list[FiledReport]:
    """Return a team's own reports, all versions, oldest first."""
    return control.reports(place.exercise, place.team)


@router.get("/exercises/{exercise}/teams/{team}/score", tags=["scores"], responses={404: _NOTHING})
def read_score(place: PlaceDep, control: ControlDep) -> Scorecard:
    """Return a team's score, line by line with reasons, once the exercise is over; 404 before."""
    try:
        return control.score(place.exercise, place.team)
    except (NotFound, Refused) as error:
        if place.caller.kind == "team":
            raise nothing() from None
        raise NotFound(error.message, hint=error.hint) from None

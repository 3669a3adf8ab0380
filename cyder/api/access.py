"""Who asks, and what is theirs: bearer tokens, and one answer for whatever is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Path, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from cyder.api.port import ControlPort
from cyder.errors import NotFound
from cyder.model.service import Caller, ExerciseSummary

NOTHING = "there is nothing here for this token, or nothing yet"
NOTHING_HINT = "GET /exercises says which exercise and team the token is for; scores can be read when they are released"
TOKEN_HINT = "the instructor has the tokens; send one as 'Authorization: Bearer TOKEN'"  # noqa: S105  a sentence

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="The token of one team, or of an exercise's instructor. The instructor sees them with `cyder tokens`.",
)


def control_of(request: Request) -> ControlPort:
    """Return the use cases that this application was made for."""
    control: ControlPort = request.app.state.control
    return control


ControlDep = Annotated[ControlPort, Depends(control_of)]


def caller_of(control: ControlDep, sent: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]) -> Caller:
    """Return who sent the request.

    Raises:
        HTTPException: 401, no token or nobody's.
    """
    if sent is None:
        raise _unauthorised("this needs a token")
    # Tokens are ASCII: anything else is nobody's, and never reaches a comparison that could choke on it.
    caller = control.who(sent.credentials) if sent.credentials.isascii() else None
    if caller is None:
        raise _unauthorised("this token is nobody's")
    return caller


CallerDep = Annotated[Caller, Depends(caller_of)]


def nothing() -> NotFound:
    """Return the one answer to whatever does not exist, is another's, or is not due: they must look the same."""
    return NotFound(NOTHING, hint=NOTHING_HINT)


def visible(control: ControlPort, caller: Caller) -> list[ExerciseSummary]:
    """Return the exercises of a caller; a team sees itself as the only one."""
    found = [exercise for exercise in control.exercises() if caller.may_see(exercise.name)]
    if caller.kind == "instructor":
        return found
    return [
        exercise.model_copy(update={"teams": tuple(team for team in exercise.teams if team == caller.team)})
        for exercise in found
    ]


def exercise_of(
    control: ControlDep, caller: CallerDep, exercise: Annotated[str, Path(description="The exercise's name.")]
) -> ExerciseSummary:
    """Return the exercise in the path, as the caller may see it.

    Raises:
        NotFound: it is not the caller's.
    """
    for found in visible(control, caller):
        if found.name == exercise:
            return found
    raise nothing()


@dataclass(frozen=True)
class Place:
    """A team that the caller speaks for."""

    exercise: str
    team: str
    caller: Caller

    @property
    def author(self) -> str:
        """Return by whose hand things happen here, as the ledger writes it."""
        return self.caller.team or self.caller.kind


def place_of(
    control: ControlDep,
    caller: CallerDep,
    exercise: Annotated[str, Path(description="The exercise's name.")],
    team: Annotated[str, Path(description="The team's name.")],
) -> Place:
    """Return the team in the path.

    Raises:
        NotFound: it is not the caller's, or, for an instructor, there is none of that name.
    """
    if not caller.speaks_for(exercise, team):
        raise nothing()
    if caller.kind == "instructor":
        known = exercise_of(control, caller, exercise).teams
        if team not in known:
            raise NotFound.named("team", team[:40], known)
    return Place(exercise, team, caller)


ExerciseDep = Annotated[ExerciseSummary, Depends(exercise_of)]
PlaceDep = Annotated[Place, Depends(place_of)]


def conducted_exercise(exercise: ExerciseDep, caller: CallerDep) -> ExerciseSummary:
    """Return the exercise in the path, for its instructor only.

    Raises:
        NotFound: it is not the caller's, or the caller is a team.
    """
    if caller.kind != "instructor":
        raise nothing()
    return exercise


def judged_place(place: PlaceDep) -> Place:
    """Return the team in the path, for its instructor only.

    Raises:
        NotFound: it is not the caller's, or the caller is a team.
    """
    if place.caller.kind != "instructor":
        raise nothing()
    return place


ConductedDep = Annotated[ExerciseSummary, Depends(conducted_exercise)]
JudgedDep = Annotated[Place, Depends(judged_place)]


def _unauthorised(message: str) -> HTTPException:
    return HTTPException(401, message, headers={"WWW-Authenticate": "Bearer"})

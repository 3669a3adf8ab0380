"""The routes of applications: a team asks, an instructor answers; and a team tells a new password."""

from __future__ import annotations

from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Path, Request

from cyder.api.access import CallerDep, ExerciseDep, PlaceDep, nothing
from cyder.api.words import Failure, Misfits
from cyder.model.applications import Application, Decision, IsolationWish, MaintenanceWish, NewPassword


class ApplicationsPort(Protocol):
    """The use cases behind these routes. Every method may be called from several threads at once."""

    def applications(self, exercise: str, team: str | None) -> list[Application]:
        """Return what was applied for, by one team or by all, oldest first."""
        ...

    def apply_for_maintenance(self, exercise: str, team: str, wish: MaintenanceWish, *, author: str) -> Application:
        """Ask for maintenance; granted at once while the total allowed is not used up."""
        ...

    def apply_for_isolation(self, exercise: str, team: str, wish: IsolationWish, *, author: str) -> Application:
        """Ask that a node be taken off the network."""
        ...

    def decide(self, exercise: str, number: int, decision: Decision) -> Application:
        """Answer an application; granted isolation is carried out."""
        ...

    def tell_password(self, exercise: str, team: str, told: NewPassword, *, author: str) -> None:
        """Tell the password that the team gave an account."""
        ...


def _port(request: Request) -> ApplicationsPort:
    control: ApplicationsPort = request.app.state.control
    return control


PortDep = Annotated[ApplicationsPort, Depends(_port)]

router = APIRouter(
    tags=["applications"],
    responses={
        401: {"model": Failure, "description": "No token, or nobody's."},
        404: {"model": Failure, "description": "It does not exist, or is not the caller's."},
        409: {"model": Failure, "description": "Not now: not begun, over, or answered already."},
        422: {"model": Misfits, "description": "The request cannot be understood; nothing was written."},
        503: {"model": Failure, "description": "The store cannot be reached; try again."},
    },
)
_TEAM = "/exercises/{exercise}/teams/{team}"


@router.get(f"{_TEAM}/applications")
def list_applications(place: PlaceDep, port: PortDep) -> list[Application]:
    """Return what a team applied for, with the answers, oldest first."""
    return port.applications(place.exercise, place.team)


@router.post(f"{_TEAM}/maintenance", status_code=201)
def apply_for_maintenance(place: PlaceDep, wish: MaintenanceWish, port: PortDep) -> Application:
    """Ask for maintenance of a service: while it is granted and lasts, an outage counts for nothing."""
    return port.apply_for_maintenance(place.exercise, place.team, wish, author=place.author)


@router.post(f"{_TEAM}/isolation", status_code=201)
def apply_for_isolation(place: PlaceDep, wish: IsolationWish, port: PortDep) -> Application:
    """Ask the instructor to take a node off the network."""
    return port.apply_for_isolation(place.exercise, place.team, wish, author=place.author)


@router.post(f"{_TEAM}/passwords", status_code=204)
def tell_password(place: PlaceDep, told: NewPassword, port: PortDep) -> None:
    """Tell the password that the team gave an account, so that checks of the service can go on."""
    port.tell_password(place.exercise, place.team, told, author=place.author)


@router.get("/exercises/{exercise}/applications")
def list_all_applications(exercise: ExerciseDep, caller: CallerDep, port: PortDep) -> list[Application]:
    """Return what all teams applied for; for instructors."""
    if caller.kind != "instructor":
        raise nothing()
    return port.applications(exercise.name, None)


@router.post("/exercises/{exercise}/applications/{number}/decision")
def decide(
    exercise: ExerciseDep,
    caller: CallerDep,
    number: Annotated[int, Path(description="The application's number.")],
    decision: Decision,
    port: PortDep,
) -> Application:
    """Answer an application; a node whose isolation is granted is taken off the network. For instructors."""
    if caller.kind != "instructor":
        raise nothing()
    return port.decide(exercise.name, number, decision)

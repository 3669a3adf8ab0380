"""The routes of whoever conducts: events and how they stand, and the clock. All of them are for instructors."""

from __future__ import annotations

from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Path, Query, Request

from cyder.api.access import ConductedDep
from cyder.api.answers import CONFLICT, MISFIT, NOTHING_HERE, UNAUTHORISED, UNAVAILABLE
from cyder.api.bodies import EventRequest, MoreTime, Pace, Requested
from cyder.exercise.steering import EventState
from cyder.model.base import LocalText
from cyder.model.ledger import RequestKind


class ConductingPort(Protocol):
    """The use cases behind these routes. Every method may be called from several threads at once."""

    def events(self, exercise: str, team: str | None) -> list[EventState]:
        """Return how every phase and event stands, of one team or of all.

        Raises:
            NotFound: there is no such team.
        """
        ...

    def ask_about_event(
        self,
        exercise: str,
        request: RequestKind,
        event: str,
        *,
        team: str | None,
        seconds: float | None,
        text: LocalText | None,
        reason: str,
    ) -> bool:
        """Ask for something about one event; return whether somebody conducts.

        Raises:
            NotFound: no such team or event.
            BadInput: it cannot be done to this event.
            Refused: the exercise is over, or the event is.
        """
        ...

    def ask_about_clock(self, exercise: str, request: RequestKind, value: float | None) -> None:
        """Ask that the clock stand, run on or end; or, with a value, for seconds more or another speed.

        Raises:
            Refused: nobody conducts the exercise.
        """
        ...


def _port(request: Request) -> ConductingPort:
    control: ConductingPort = request.app.state.control
    return control


PortDep = Annotated[ConductingPort, Depends(_port)]
router = APIRouter(
    tags=["conducting"],
    responses={401: UNAUTHORISED, 404: NOTHING_HERE, 409: CONFLICT, 422: MISFIT, 503: UNAVAILABLE},
)
_ALL = "/exercises/{exercise}"


@router.get(f"{_ALL}/events")
def list_events(
    exercise: ConductedDep,
    port: PortDep,
    team: Annotated[str | None, Query(max_length=100, description="Of one team only.")] = None,
) -> list[EventState]:
    """Return how every phase and event stands, team by team, in the order of their moments."""
    return port.events(exercise.name, team)


@router.post(
    f"{_ALL}/events/{{event}}",
    status_code=202,
    responses={400: CONFLICT | {"description": "It cannot be done to this event; the answer says why."}},
)
def ask_about_event(
    exercise: ConductedDep,
    event: Annotated[str, Path(max_length=100, description="The event's id.")],
    wish: EventRequest,
    port: PortDep,
) -> Requested:
    """Let an event begin now, not take place, wait or come later; change an inject's text; take one from the score."""
    done = port.ask_about_event(
        exercise.name, wish.request, event, team=wish.team, seconds=wish.seconds, text=wish.text, reason=wish.reason
    )
    return Requested(conducted=done)


@router.post(f"{_ALL}/pause", status_code=202)
def pause(exercise: ConductedDep, port: PortDep) -> Requested:
    """Stop the exercise clock."""
    return _asked(port, exercise.name, "pause")


@router.post(f"{_ALL}/resume", status_code=202)
def resume(exercise: ConductedDep, port: PortDep) -> Requested:
    """Let the exercise clock run on."""
    return _asked(port, exercise.name, "resume")


@router.post(f"{_ALL}/end", status_code=202)
def end(exercise: ConductedDep, port: PortDep) -> Requested:
    """End an exercise before its time; what was played is cleaned up and scored."""
    return _asked(port, exercise.name, "end")


@router.post(f"{_ALL}/speed", status_code=202)
def speed(exercise: ConductedDep, pace: Pace, port: PortDep) -> Requested:
    """Let the exercise clock run at another speed; actions and probes keep real time."""
    return _asked(port, exercise.name, "speed", pace.speed)


@router.post(f"{_ALL}/extend", status_code=202)
def extend(exercise: ConductedDep, more: MoreTime, port: PortDep) -> Requested:
    """Make an exercise longer, for all teams."""
    return _asked(port, exercise.name, "extend", more.seconds)


def _asked(port: ConductingPort, exercise: str, request: RequestKind, value: float | None = None) -> Requested:
    port.ask_about_clock(exercise, request, value)
    return Requested(conducted=True)

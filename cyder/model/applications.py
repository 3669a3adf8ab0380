"""What a team applies for: maintenance of a service, or that somebody take a node off the network."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from cyder.model.base import Noun

About = Literal["maintenance", "isolation"]
ApplicationState = Literal["waiting", "granted", "refused"]


class Application(Noun):
    """One application as it stands. `number` names it; `subject` is a service or a node; `answer` says why."""

    number: int
    team: str
    about: About
    subject: str
    seconds: float = 0.0
    reason: str
    at: AwareDatetime
    state: ApplicationState = "waiting"
    answer: str = ""


class MaintenanceWish(Noun):
    """A team asks for maintenance of a service, for so many seconds."""

    service: Annotated[str, Field(max_length=40)]
    seconds: Annotated[float, Field(gt=0, le=24 * 3600)]
    reason: Annotated[str, Field(min_length=1, max_length=2_000)]


class IsolationWish(Noun):
    """A team asks that somebody take a node off the network."""

    node: Annotated[str, Field(max_length=40)]
    reason: Annotated[str, Field(min_length=1, max_length=2_000)]


class NewPassword(Noun):
    """A team tells the password that it gave an account on a node."""

    node: Annotated[str, Field(max_length=40)]
    account: Annotated[str, Field(min_length=1, max_length=100)]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class Decision(Noun):
    """The answer to an application."""

    granted: bool
    reason: Annotated[str, Field(max_length=2_000)] = ""

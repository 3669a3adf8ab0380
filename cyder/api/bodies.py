"""What people send: the bodies of requests that are neither reports nor applications."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from cyder.model.base import LocalText, Noun
from cyder.model.judging import Mark
from cyder.model.ledger import LONGEST_TEXT

Name = Annotated[str, Field(min_length=1, max_length=100)]
Person = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"\S")]
Speech = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=5_000, pattern=r"\S")]
Length = Annotated[float, Field(gt=0, le=24 * 3600, allow_inf_nan=False)]


class HintName(Noun):
    """Which hint a team takes."""

    hint: Name


class Answer(Noun):
    """A team answers something it was told; `event` as the inbox names it."""

    event: Name
    text: Speech


class Question(Noun):
    """A team turns to one of its contacts."""

    contact: Name
    text: Speech


class CommentText(Noun):
    """A comment on one field of a version, `timeline[0].at`."""

    version: Annotated[int, Field(ge=1, le=1_000_000)]
    field: Name
    text: Reason
    author: Person = "instructor"


class AppealText(Noun):
    """Why a team does not agree with a score line."""

    line: Name
    text: Reason


class Adjustment(Noun):
    """Points added to a line, or taken away below 0; `appeal` is the number of the one that is answered."""

    line: Name
    points: Annotated[float, Field(ge=-10_000, le=10_000, allow_inf_nan=False)]
    reason: Reason
    appeal: Annotated[int | None, Field(ge=1, le=2**53)] = None
    author: Person = "instructor"


class GivenMark(Noun):
    """A mark that a grader gives for a criterion of the rubric, and why."""

    criterion: Name
    mark: Mark
    grader: Person
    comment: Annotated[str, Field(max_length=5_000)] = ""


class EventRequest(Noun):
    """What shall become of an event: `delay` by seconds, `edit` to a text, `void` for a reason; others need no more.

    Without a team it is for all teams; `void` always is.
    """

    request: Literal["fire", "skip", "hold", "release", "delay", "edit", "void"]
    team: Name | None = None
    seconds: Length | None = None
    text: LocalText | None = None
    reason: Annotated[str, Field(max_length=5_000)] = ""

    @model_validator(mode="after")
    def _says_all_it_needs(self) -> Self:
        needs: dict[str, tuple[str, object]] = {
            "delay": ("seconds", self.seconds),
            "edit": ("text", self.text),
            "void": ("reason", self.reason.strip()),
        }
        name, given = needs.get(self.request, ("", True))
        if not given:
            message = f"'{self.request}' needs '{name}' as well"
            raise ValueError(message)
        if self.request == "void" and self.team is not None:
            message = "what is void counts for no team: leave 'team' out"
            raise ValueError(message)
        return self


class Pace(Noun):
    """At how many exercise seconds per second the clock shall run; 0 jumps from event to event."""

    speed: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class MoreTime(Noun):
    """By how many seconds an exercise shall be longer."""

    seconds: Length


class Requested(Noun):
    """A request was written down; a conductor obeys within half a second, one that begins later as soon as it does."""

    conducted: bool = Field(description="Whether somebody conducts the exercise now.")

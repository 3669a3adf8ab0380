"""What the API says beside its nouns: errors, problems with a report, health, teams."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cyder.model.base import Noun


class Failure(Noun):
    """Why a request was not carried out, and what to do next."""

    error: str = Field(description="What is wrong, in one sentence.")
    hint: str = Field(default="", description="What to do about it.")


class Misfit(Noun):
    """One thing wrong with a request."""

    place: str = Field(description="Where: the field of the report, as in timeline[0].at.")
    message: str = Field(description="What is wrong there.")


class Misfits(Failure):
    """A request that cannot be understood, with everything that is wrong with it."""

    problems: tuple[Misfit, ...]


class Health(Noun):
    """Whether the service can do its work."""

    version: str = Field(description="The version of Cyder.")
    database: Literal["ok", "unavailable"] = Field(description="Whether the store can be read.")


class TeamName(Noun):
    """One team of an exercise."""

    name: str

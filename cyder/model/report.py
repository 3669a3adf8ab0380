"""What a team reports. The fields are those of a Japanese first report that a machine can grade, and one free text."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from cyder.model.base import Noun
from cyder.model.evidence import IndicatorKind, TimelineKind

Confidence = Literal["confirmed", "probable", "possible"]
ActionKind = Literal[
    "block-network", "isolate-host", "disable-account", "reset-password", "remove-persistence", "stop-service", "notify"
]


class Indicator(Noun):
    """Something by which the attack can be recognised."""

    kind: IndicatorKind
    value: Annotated[str, Field(min_length=1, max_length=500)]
    confidence: Confidence = "confirmed"


class AccountClaim(Noun):
    """An account that was attacked."""

    account: Annotated[str, Field(min_length=1, max_length=200)]
    state: Literal["compromised", "abused", "created", "targeted-only"] = "targeted-only"
    confidence: Confidence = "confirmed"


class Happening(Noun):
    """One thing that happened, when and where. The time carries its offset: 2026-11-23T15:04:05+09:00."""

    type: TimelineKind
    at: AwareDatetime
    host: str = ""


class ActionTaken(Noun):
    """What the team did about it."""

    kind: ActionKind
    target: Annotated[str, Field(min_length=1, max_length=200)]
    at: AwareDatetime | None = None


class Report(Noun):
    """One version of a team's report. Blank fields are neutral; a version is never changed, only followed."""

    stage: Literal["first", "interim", "final"] = "first"
    summary: Annotated[str, Field(max_length=20_000)] = ""
    indicators: Annotated[tuple[Indicator, ...], Field(max_length=60)] = ()
    accounts: Annotated[tuple[AccountClaim, ...], Field(max_length=60)] = ()
    timeline: Annotated[tuple[Happening, ...], Field(max_length=60)] = ()
    actions: Annotated[tuple[ActionTaken, ...], Field(max_length=60)] = ()


class Acknowledgement(Noun):
    """The answer to a report: it arrived. Never a score; warnings name values whose syntax cannot be right."""

    exercise: str
    team: str
    version: int
    received_at: AwareDatetime
    warnings: tuple[str, ...] = ()

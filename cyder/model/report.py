"""What a team reports: the fields of a Japanese incident report, those a machine grades and those a person reads."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from cyder.model.base import Noun
from cyder.model.evidence import IndicatorKind, TimelineKind
from cyder.model.taxonomy import Category

Stage = Literal["first", "interim", "final"]
Status = Literal["investigating", "contained", "recovered", "closed"]
Confidence = Literal["confirmed", "probable", "possible"]
Severity = Literal["low", "moderate", "high", "extreme"]
Vector = Literal[
    "mail-attachment",
    "mail-link",
    "web-drive-by",
    "web-server",
    "stolen-credential",
    "default-credential",
    "insider",
    "supply-chain",
    "removable-media",
    "unknown",
]
Determination = Literal["successful", "failed", "suspected", "false-positive"]
Detection = Literal["user-report", "monitoring-tool", "outside-notice", "log-review", "outage"]
AssetRole = Literal["initial-victim", "pivot", "target", "infrastructure", "not-affected"]
AccountState = Literal["compromised", "abused", "created", "targeted-only"]
IndicatorRole = Literal["c2", "sender", "payload", "exfil", "source", "persistence"]
ReportedKind = Literal[TimelineKind, "detection", "containment", "recovery"]
"""What an entry of the timeline tells of: the attack, or what the team itself did about it."""
Involvement = Literal["none", "suspected", "confirmed"]
DataKind = Literal[
    "resident-register", "tax", "welfare", "staff", "mail", "documents", "credentials", "published-pages", "none"
]
ActionKind = Literal[
    "block-network",
    "isolate-host",
    "disable-account",
    "reset-password",
    "remove-persistence",
    "restore-data",
    "stop-service",
    "notify",
]
RootCause = Literal[
    "weak-password",
    "default-password",
    "password-exposed",
    "user-opened-attachment",
    "user-entered-password",
    "service-open-to-outside",
    "misconfiguration",
    "missing-check-of-update",
    "abuse-of-rights",
    "unknown",
]
Recipient = Literal["ciso", "mayor", "prefecture", "mic", "ppc", "police", "jpcert", "vendor", "residents"]

Words = Annotated[str, Field(max_length=2_000)]
Essay = Annotated[str, Field(max_length=20_000)]
Host = Annotated[str, Field(max_length=200)]
AT_MOST = 60
"""How long every list of a report may be: the same for each, and published, so that it says nothing about the truth."""


class Reporter(Noun):
    """Who writes: a member of the team by the id under which the team knows them, their duty, how to reach them."""

    member: Annotated[str, Field(max_length=100)] = ""
    duty: Annotated[str, Field(max_length=100)] = ""
    contact: Annotated[str, Field(max_length=200)] = ""


class Classification(Noun):
    """What sort of incident it is. `category` is RSIT's, with up to two more beside it."""

    category: Category | None = None
    also: Annotated[tuple[Category, ...], Field(max_length=2)] = ()
    severity: Severity | None = None
    vector: Vector | None = None
    determination: Determination | None = None


class Detected(Noun):
    """When and how the incident was noticed, and by whom."""

    at: AwareDatetime | None = None
    how: Detection | None = None
    by: Annotated[str, Field(max_length=200)] = ""


class Occurred(Noun):
    """From when until when it took place; `ongoing` instead of an end."""

    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    ongoing: bool = False

    @model_validator(mode="after")
    def _has_one_end(self) -> Self:
        if self.ongoing and self.end is not None:
            message = "it cannot be ongoing and have an end; leave one of them out"
            raise ValueError(message)
        if self.start and self.end and self.end < self.start:
            message = f"it ended ({self.end.isoformat()}) before it began ({self.start.isoformat()})"
            raise ValueError(message)
        return self


class Asset(Noun):
    """A machine and its part in the incident; that it was not affected is a statement too."""

    host: Annotated[str, Field(min_length=1, max_length=200)]
    role: AssetRole
    finding: Words = ""
    confidence: Confidence = "confirmed"


class Indicator(Noun):
    """Something by which the attack can be recognised."""

    kind: IndicatorKind
    value: Annotated[str, Field(min_length=1, max_length=500)]
    role: IndicatorRole | None = None
    confidence: Confidence = "confirmed"


class AccountClaim(Noun):
    """An account that was attacked."""

    account: Annotated[str, Field(min_length=1, max_length=200)]
    state: AccountState = "targeted-only"
    confidence: Confidence = "confirmed"


class Happening(Noun):
    """One thing that happened, when and where. The time carries its offset: 2026-11-23T15:04:05+09:00."""

    type: ReportedKind
    at: AwareDatetime
    until: AwareDatetime | None = None
    host: Host = ""
    account: Annotated[str, Field(max_length=200)] = ""
    note: Words = ""


class Records(Noun):
    """How many records are concerned: at least and at most."""

    min: Annotated[int, Field(ge=0, le=100_000_000)]
    max: Annotated[int, Field(ge=0, le=100_000_000)]

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.max < self.min:
            message = f"max ({self.max}) is smaller than min ({self.min})"
            raise ValueError(message)
        return self

    def __str__(self) -> str:
        """Return `240`, or `200–240` where it is not known exactly."""
        return str(self.min) if self.min == self.max else f"{self.min}–{self.max}"


class DataImpact(Noun):
    """Which data were read, changed or lost, and whether the law asks for a report about it."""

    involved: Involvement | None = None
    kinds: Annotated[tuple[DataKind, ...], Field(max_length=9)] = ()
    records: Records | None = None
    legal_report_needed: bool | None = None


class ActionTaken(Noun):
    """What the team did about it."""

    kind: ActionKind
    target: Annotated[str, Field(min_length=1, max_length=200)]
    at: AwareDatetime | None = None
    approved_by: Annotated[str, Field(max_length=200)] = ""
    effect: Words = ""


class Proof(Noun):
    """A log line for a statement of the report: which one (`timeline[2]`), where the line stands, and the line."""

    claim: Annotated[str, Field(pattern=r"^[a-z_]+(\[\d+\])?(\.[a-z_]+)?$", max_length=60)]
    source: Annotated[str, Field(max_length=300)]
    quote: Annotated[str, Field(min_length=1, max_length=2_000)]


class Cause(Noun):
    """Why it could happen."""

    code: RootCause | None = None
    text: Words = ""


class Notification(Noun):
    """Who was told, when, and why."""

    to: Recipient
    at: AwareDatetime | None = None
    why: Words = ""


class Report(Noun):
    """One version of a team's report. Blank fields are neutral; a version is never changed, only followed.

    `time_zone` is the one the times are shown in; each time carries its own offset all the same.
    """

    stage: Stage = "first"
    time_zone: Annotated[str, Field(max_length=60)] = ""
    reporter: Reporter = Reporter()
    status: Status | None = None
    classification: Classification = Classification()
    detected: Detected = Detected()
    occurred: Occurred = Occurred()
    summary: Essay = ""
    assets: Annotated[tuple[Asset, ...], Field(max_length=AT_MOST)] = ()
    accounts: Annotated[tuple[AccountClaim, ...], Field(max_length=AT_MOST)] = ()
    indicators: Annotated[tuple[Indicator, ...], Field(max_length=AT_MOST)] = ()
    timeline: Annotated[tuple[Happening, ...], Field(max_length=AT_MOST)] = ()
    techniques: Annotated[
        tuple[Annotated[str, Field(pattern=r"^T\d{4}(\.\d{3})?$")], ...], Field(max_length=AT_MOST)
    ] = ()
    data_impact: DataImpact = DataImpact()
    actions: Annotated[tuple[ActionTaken, ...], Field(max_length=AT_MOST)] = ()
    evidence: Annotated[tuple[Proof, ...], Field(max_length=AT_MOST)] = ()
    root_cause: Cause = Cause()
    notifications: Annotated[tuple[Notification, ...], Field(max_length=AT_MOST)] = ()
    lessons: Annotated[tuple[Words, ...], Field(max_length=AT_MOST)] = ()


class Acknowledgement(Noun):
    """The answer to a report: it arrived. Never a score; warnings name values whose syntax cannot be right."""

    exercise: str
    team: str
    version: int
    received_at: AwareDatetime
    warnings: tuple[str, ...] = ()

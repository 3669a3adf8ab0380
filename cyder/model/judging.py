"""What an author writes about grading: what is true, what each part is worth, hints, the rubric, services."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from cyder.model.base import LocalText, Noun, Seconds, Slug
from cyder.model.evidence import IndicatorKind
from cyder.model.report import AssetRole, DataKind, Involvement, Records, RootCause, Severity, Vector
from cyder.model.taxonomy import Category

Level = Literal["A", "B", "C"]
Worth = Annotated[int, Field(ge=0, le=1000)]


class Speed(Noun):
    """How soon something is to be done: full credit up to `target`, none from `limit` on, seconds."""

    target: Seconds
    limit: Seconds

    @model_validator(mode="after")
    def _has_time(self) -> Self:
        if not 0 < self.target < self.limit:
            message = f"the target ({self.target:g} s) must be above 0 and below the limit ({self.limit:g} s)"
            raise ValueError(message)
        return self


class Weights(Noun):
    """What each part is worth, in points; containment, eradication and recovery are worth what objectives say.

    What is not written is worth what the `preset` says, or nothing where no preset is named. Without `scoring:` the
    preset of the scenario's level holds. `tolerance` is that of times in the timeline, `detect` and `tell` are how soon
    the first right report and the first report at all are due after the first trace that a trainee could see;
    `maintenance` is how many seconds of maintenance a team may be granted in all.
    """

    preset: Level | None = None
    category: Worth = 0
    vector: Worth = 0
    severity: Worth = 0
    indicators: Worth = 0
    assets: Worth = 0
    accounts: Worth = 0
    data: Worth = 0
    timeline: Worth = 0
    techniques: Worth = 0
    root_cause: Worth = 0
    actions: Worth = 0
    preserved: Worth = 0
    availability: Worth = 0
    detection: Worth = 0
    first_report: Worth = 0
    rubric: Worth = 0
    tolerance: Speed = Speed(target=120, limit=900)
    detect: Speed = Speed(target=600, limit=7200)
    tell: Speed = Speed(target=1800, limit=7200)
    maintenance: Seconds = 1200.0


class AssetTruth(Noun):
    """A machine's part in the story; `by` is the event that made it so: prevented, it is asked of nobody."""

    host: Slug
    role: AssetRole
    by: Slug | None = None


class DataTruth(Noun):
    """Which data are concerned, how many records really, and whether the law asks for a report; `by` as above."""

    involved: Involvement
    kinds: tuple[DataKind, ...] = ()
    records: Records | None = None
    legal: bool | None = None
    by: Slug | None = None


class Value(Noun):
    """Something a report may name."""

    kind: IndicatorKind
    value: str


class Decoy(Value):
    """Something that looks like the attack and is none: naming it is wrong, and the feedback says why."""

    why: LocalText


class Solution(Noun):
    """What a good report says beyond what actions themselves make true. Of several accepted words the first is best."""

    category: tuple[Category, ...] = ()
    vector: tuple[Vector, ...] = ()
    severity: Severity | None = None
    assets: tuple[AssetTruth, ...] = ()
    data: DataTruth | None = None
    root_cause: tuple[RootCause, ...] = ()
    decoys: tuple[Decoy, ...] = ()
    neutral: tuple[Value, ...] = ()


class Hint(Noun):
    """A hint that a team may take. `cost` is the share of the score line `about` that it costs, 0 to 1."""

    title: LocalText
    text: LocalText
    about: Annotated[str, Field(max_length=60)]
    cost: Annotated[float, Field(ge=0, le=1)] = 0.2


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


Mark = Annotated[Literal[0, 25, 50, 75, 100], BeforeValidator(_number)]
"""How well something written for people is done, in per cent; the anchors say what each mark looks like."""


class Criterion(Noun):
    """Something only people can grade: what they look at, and an anchor for each mark."""

    title: LocalText
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0
    anchors: Annotated[dict[Mark, LocalText], Field(min_length=2)]


class Service(Noun):
    """Something that staff need: availability is its transaction, asked from where staff sit."""

    title: LocalText
    node: Slug
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0

"""Use case: an instructor's comments on single fields of a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cyder.errors import NotFound
from cyder.exercise.desk import Exercise
from cyder.model.dealings import Commented
from cyder.model.ledger import Filed
from cyder.model.report import Report


@dataclass(frozen=True)
class Comment:
    """One comment as it stands beside a field."""

    version: int
    field: str
    text: str
    author: str
    at: datetime


def comment(exercise: Exercise, team: str, version: int, field: str, text: str, *, author: str) -> None:
    """Comment on one field (`timeline[0].at`) of a version of a team's report.

    Raises:
        NotFound: the team filed no such version, or its report has no such field.
    """
    exercise.resolved(team)
    entries = exercise.ledger.entries(team=team)
    filed = {entry.body.version: entry.body.report for entry in entries if isinstance(entry.body, Filed)}
    if version not in filed:
        raise NotFound.named(f"version of {team}'s report", str(version), map(str, filed), hint="cyder report list")
    known = list(fields(filed[version]))
    if field not in known:
        raise NotFound.named("field of this report", field, known)
    exercise.ledger.append(Commented(version=version, field=field, text=text), team=team, author=author)


def comments(exercise: Exercise, team: str, version: int | None = None) -> list[Comment]:
    """Return the comments on a team's reports, or on one version of them, oldest first."""
    exercise.resolved(team)
    return [
        Comment(entry.body.version, entry.body.field, entry.body.text, entry.author, entry.at)
        for entry in exercise.ledger.entries(team=team)
        if isinstance(entry.body, Commented) and version in (None, entry.body.version)
    ]


def fields(report: Report) -> Iterator[str]:
    """Yield every place in a report where something stands or may stand: `summary`, `timeline[0]`, `timeline[0].at`."""
    yield from _below(report.model_dump(), "")


def _below(value: object, place: str) -> Iterator[str]:
    if place:
        yield place
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _below(inner, f"{place}.{name}" if place else str(name))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _below(inner, f"{place}[{index}]")

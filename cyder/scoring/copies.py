"""What a report names that is right for another team: told to instructors, who decide; never a matter of points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cyder.model.evidence import IndicatorKind
from cyder.model.ledger import Entry
from cyder.model.report import Report
from cyder.scoring.normalise import Normal, normalise
from cyder.scoring.record import read


@dataclass(frozen=True, order=True)
class Copied:
    """A value in a team's report that is another team's, and not its own."""

    team: str
    value: str
    belongs_to: str


def copies(entries: Sequence[Entry], resolved: Mapping[str, Mapping[str, str]], *, exercise: str) -> tuple[Copied, ...]:
    """Return what teams named, in any version, that is right for others only; `resolved`: each team's own variables."""
    records = {team: read(entries, exercise=exercise, team=team) for team in resolved}
    proven = {
        team: {
            value
            for outcome in record.proven
            for entity in (*outcome.truth.indicators, *outcome.truth.accounts)
            for spelling in entity.spellings
            if isinstance(value := normalise(spelling.kind, spelling.value), Normal)
        }
        for team, record in records.items()
    }

    def right(value: Normal, team: str) -> bool:
        own = (normalise(value.kind, each) for each in resolved[team].values())
        return value in proven[team] or value in own

    return tuple(
        sorted(
            {
                Copied(team, value.value, other)
                for team, record in records.items()
                for version in record.versions
                for value in _named(version.report)
                if not right(value, team)
                for other in resolved
                if right(value, other)
            }
        )
    )


def _named(report: Report) -> Iterator[Normal]:
    told: list[tuple[IndicatorKind, str]] = [(one.kind, one.value) for one in report.indicators]
    told += [("account", one.account) for one in report.accounts]
    for kind, text in told:
        value = normalise(kind, text)
        if isinstance(value, Normal):
            yield value

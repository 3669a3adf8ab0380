"""Values in one team's report that are another team's: a sign that something was copied, for people to judge; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cyder.model.evidence import IndicatorKind
from cyder.model.ledger import Entry, Filed
from cyder.model.report import Report
from cyder.scoring.normalise import Normal, normalise

_KINDS: tuple[IndicatorKind, ...] = ("ip", "domain", "account")
"""What a variable may be; a value is looked for as each of them that it can be."""


@dataclass(frozen=True, order=True)
class Copied:
    """A value as a team reported it first, in which version, and whose it is."""

    team: str
    version: int
    value: str
    belongs_to: str


def copies(entries: Sequence[Entry], values: Mapping[str, Mapping[str, str]]) -> tuple[Copied, ...]:
    """Return every value that a team reported and that is some other team's and not its own.

    `values`: by team, what the scenario's variables stand for. Never changes a score.
    """
    theirs = {team: {normal for value in mine.values() for normal in _spelt(value)} for team, mine in values.items()}
    found: dict[tuple[str, str, str], Copied] = {}
    for entry in sorted(entries, key=lambda one: one.seq):
        if isinstance(entry.body, Filed) and entry.team in theirs:
            for normal in _named(entry.body.report):
                for other, known in theirs.items():
                    if other != entry.team and normal in known and normal not in theirs[entry.team]:
                        one = Copied(entry.team, entry.body.version, normal.value, other)
                        found.setdefault((one.team, one.value, one.belongs_to), one)
    return tuple(sorted(found.values()))


def _spelt(value: str) -> Iterator[Normal]:
    for kind in _KINDS:
        normal = normalise(kind, value)
        if isinstance(normal, Normal):
            yield normal


def _named(report: Report) -> Iterator[Normal]:
    for indicator in report.indicators:
        yield from _valid(indicator.kind, indicator.value)
    for claim in report.accounts:
        yield from _valid("account", claim.account)
    for action in report.actions:
        yield from _spelt(action.target)


def _valid(kind: IndicatorKind, value: str) -> Iterator[Normal]:
    normal = normalise(kind, value)
    if isinstance(normal, Normal):
        yield normal

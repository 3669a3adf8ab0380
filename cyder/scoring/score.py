"""The score of one team: every line, computed from the ledger alone, the same each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cyder.model.ledger import Entry
from cyder.model.scenario import Scenario
from cyder.model.score import Scorecard, ScoreLine
from cyder.scoring import availability
from cyder.scoring.actions import actions_line, false_claims_line, judge
from cyder.scoring.containment import containment_line
from cyder.scoring.naming import accounts, indicators, named_line
from cyder.scoring.record import Record, read
from cyder.scoring.restoring import preserved_line, restoring_line
from cyder.scoring.timeline import timeline_line


def score(entries: Sequence[Entry], scenario: Scenario, *, exercise: str, team: str) -> Scorecard:
    """Return one team's scorecard. Entries of other exercises and teams may be among those given; order is by `seq`.

    `scenario` is the team's: with its own values in `truth` and `hints`.
    """
    record = read(entries, exercise=exercise, team=team)
    return Scorecard(
        exercise=exercise, team=team, lines=tuple(_lines(record, scenario)), configuration=scenario.digest()
    )


def _lines(record: Record, scenario: Scenario) -> Iterator[ScoreLine]:
    weights = scenario.scoring
    what, whom = indicators(record, domain=scenario.organisation.domain), accounts(record)
    can_name, names = bool(what.truth or whom.truth), bool(what.match.right or whom.match.right)
    if weights.indicators:
        yield named_line(what, weights.indicators, record)
    if weights.accounts:
        yield named_line(whom, weights.accounts, record)
    if weights.timeline:
        yield timeline_line(record, weights.timeline, weights.tolerance, names_something=names or not can_name)
    for name, objective in scenario.objectives.items():
        judging = containment_line if objective.kind == "containment" else restoring_line
        yield judging(record, name, objective)
    yield from availability.lines(record.living, scenario)
    if weights.preserved:
        yield preserved_line(record.living, weights.preserved)
    judged = judge(record)
    if weights.actions:
        yield actions_line(judged, record, weights.actions)
    false = false_claims_line(judged)
    if false:
        yield false

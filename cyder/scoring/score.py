"""The score of one team: every line, computed from the ledger alone, the same each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from cyder.model.ledger import Entry
from cyder.model.scenario import Scenario
from cyder.model.score import Scorecard, ScoreLine
from cyder.scoring import availability
from cyder.scoring.actions import Judged, actions_line, false_claims_line, judge
from cyder.scoring.adjustments import adjustment_lines
from cyder.scoring.containment import containment_line
from cyder.scoring.data import data_line
from cyder.scoring.hints import hints_line
from cyder.scoring.naming import accounts, indicators, named_line
from cyder.scoring.record import Record, read
from cyder.scoring.restoring import preserved_line, restoring_line
from cyder.scoring.rubric import rubric_lines
from cyder.scoring.scope import assets_line
from cyder.scoring.speed import detection_line, first_report_line
from cyder.scoring.standing import tempered
from cyder.scoring.techniques import root_cause_line, techniques_line
from cyder.scoring.timeline import timeline_line
from cyder.scoring.triage import category_line, severity_line, vector_line


def score(entries: Sequence[Entry], scenario: Scenario, *, exercise: str, team: str) -> Scorecard:
    """Return one team's scorecard. Entries of other exercises and teams may be among those given; order is by `seq`.

    `scenario` is the team's: with its own values in `truth` and `hints`.
    """
    record = read(entries, exercise=exercise, team=team)
    raw = list(untempered_lines(record, scenario))
    lines = [tempered(one, raw) for one in raw]
    hints = hints_line(record, scenario.hints, lines)
    if hints:
        lines.append(hints)
    lines += adjustment_lines(record, lines)
    return Scorecard(exercise=exercise, team=team, lines=tuple(lines), configuration=scenario.digest())


Part = tuple[float, Callable[[], ScoreLine]]
"""What a part is worth, and how its line is made: what is worth nothing is not shown."""


def untempered_lines(record: Record, scenario: Scenario) -> Iterator[ScoreLine]:
    """Yield every line that the record and the scenario give by themselves, without what depends on other lines."""
    judged = judge(record)
    yield from _shown(_happened(record, scenario))
    for name, objective in scenario.objectives.items():
        judging = containment_line if objective.kind == "containment" else restoring_line
        yield judging(record, name, objective)
    yield from availability.lines(record.living, scenario)
    yield from _shown(_done(record, scenario, judged))
    if scenario.scoring.rubric:
        yield from rubric_lines(record, scenario.rubric, scenario.scoring.rubric)
    false = false_claims_line(judged)
    if false:
        yield false


def _shown(parts: Iterable[Part]) -> Iterator[ScoreLine]:
    return (made() for points, made in parts if points)


def _happened(record: Record, scenario: Scenario) -> Iterator[Part]:
    """Yield what a report says of what happened (D1 to D5)."""
    worth, truth, zone = scenario.scoring, scenario.truth, ZoneInfo(scenario.organisation.time_zone)
    what, whom = indicators(record, truth, domain=scenario.organisation.domain), accounts(record, truth)
    can_name, names = bool(what.truth or whom.truth), bool(what.match.right or whom.match.right)
    beside = names or not can_name
    yield worth.category, lambda: category_line(record, truth, worth.category)
    yield worth.vector, lambda: vector_line(record, truth, worth.vector)
    yield worth.severity, lambda: severity_line(record, truth, worth.severity)
    yield worth.indicators, lambda: named_line(what, worth.indicators, record)
    yield worth.assets, lambda: assets_line(record, truth.assets, scenario.lan, worth.assets)
    yield worth.accounts, lambda: named_line(whom, worth.accounts, record)
    yield worth.data, lambda: data_line(record, truth.data, worth.data)
    yield worth.timeline, lambda: timeline_line(record, worth.timeline, worth.tolerance, zone, names_something=beside)
    yield worth.techniques, lambda: techniques_line(record, worth.techniques)
    yield worth.root_cause, lambda: root_cause_line(record, truth, worth.root_cause)


def _done(record: Record, scenario: Scenario, judged: Judged) -> Iterator[Part]:
    """Yield how soon it was told, and what was done about it."""
    worth = scenario.scoring
    yield worth.detection, lambda: detection_line(record, scenario)
    yield worth.first_report, lambda: first_report_line(record, scenario)
    yield worth.preserved, lambda: preserved_line(record.living, worth.preserved)
    yield worth.actions, lambda: actions_line(judged, record, worth.actions)

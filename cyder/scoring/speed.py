"""The lines for how soon (T1): until something right is in a report, and until there is a report at all."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from cyder.model.base import LocalText
from cyder.model.judging import Speed
from cyder.model.report import Report
from cyder.model.scenario import Scenario
from cyder.model.score import Bucket, ScoreLine
from cyder.scoring.containment import speed_credit
from cyder.scoring.lines import NO_REPORT, lasting, line, number, say, ungraded
from cyder.scoring.match import precision
from cyder.scoring.naming import Real, accounts, indicators
from cyder.scoring.record import Record, Version
from cyder.scoring.scope import names_a_machine

_SURE_ENOUGH = 0.5

Does = Callable[[Report], bool]
"""Whether a report does what is due."""


def first_sign(record: Record, scenario: Scenario) -> float | None:
    """Return when the first line that a trainee could see was written, in the team's own exercise seconds.

    It is 0 for what was there when the team came in, and None where nothing happened that could be seen.
    """
    lan = scenario.lan
    outside = {name for name, entry in lan.nodes.items() if not lan.is_inside(entry)}
    signs = [
        min(each.clock, record.clock.at(found.logged_at))
        for each in record.played
        if each.outcome.scored and each.outcome.kind == "succeeded"
        for found in each.outcome.receipts
        if found.node not in outside
    ]
    return max(0.0, min(signs)) if signs else None


@dataclass(frozen=True)
class Due:
    """Something that a version of the report should do soon: what the line is, its points, and how soon is soon."""

    id: str
    bucket: Bucket
    title: LocalText
    points: float
    soon: Speed
    never: LocalText


def detection_line(record: Record, scenario: Scenario) -> ScoreLine:
    """Return the line: how soon a version named something right, with few enough mistakes beside it."""
    weights = scenario.scoring
    never = say(
        "No version named something right with few enough mistakes beside it.",
        "正しい情報を、誤りを抑えて記載した報告がありませんでした。",
    )
    due = Due("detection", "detect", say("Time to detect", "検知までの時間"), weights.detection, weights.detect, never)
    return _soon(due, record, scenario, _detects(record, scenario))


def first_report_line(record: Record, scenario: Scenario) -> ScoreLine:
    """Return the line: how soon a first report named one thing that is right, whatever stood beside it."""
    weights = scenario.scoring
    never = say(
        "No first report named a machine, an account or an indicator that is right.",
        "機器・アカウント・痕跡情報のいずれかを正しく記載した第一報がありませんでした。",
    )
    due = Due("first-report", "report", say("First report", "第一報"), weights.first_report, weights.tell, never)
    return _soon(due, record, scenario, _tells(record, scenario))


def detected(record: Record, scenario: Scenario) -> Version | None:
    """Return the first version that names something right, with few enough mistakes beside it."""
    return _first(record, first_sign(record, scenario), _detects(record, scenario))


def _detects(record: Record, scenario: Scenario) -> Does:
    """Return what tells whether a report names something right, with few enough mistakes beside it."""
    there = Real.of(record)

    def detects(report: Report) -> bool:
        right, wrong = _named(replace(record, report=report), scenario, there)
        return right > 0 and precision(right, wrong) >= _SURE_ENOUGH

    return detects


def _tells(record: Record, scenario: Scenario) -> Does:
    """Return what tells whether a report is a first report and names one thing that is right."""
    there = Real.of(record)

    def tells(report: Report) -> bool:
        then = replace(record, report=report)
        right = _named(then, scenario, there)[0] > 0 or names_a_machine(then, scenario.truth.assets, scenario.lan)
        return report.stage == "first" and right

    return tells


def _first(record: Record, t0: float | None, does: Does) -> Version | None:
    """Return the first version since the first sign that does it; what came before that is a guess."""
    return None if t0 is None else next((one for one in record.versions if one.clock >= t0 and does(one.report)), None)


def _named(record: Record, scenario: Scenario, there: Real) -> tuple[int, float]:
    """Return how many indicators and accounts a report names rightly, and how many mistakes stand beside them."""
    truth, domain = scenario.truth, scenario.organisation.domain
    named = indicators(record, truth, domain=domain, there=there).match, accounts(record, truth, there=there).match
    return sum(len(one.right) for one in named), math.fsum(one.cost for one in named)


def _soon(due: Due, record: Record, scenario: Scenario, does: Does) -> ScoreLine:
    """Return a line by how long after the first sign the version came that does it."""
    t0 = first_sign(record, scenario)
    if t0 is None:
        return ungraded(due.id, due.bucket, due.title, record.nothing_left())
    done = _first(record, t0, does)
    if done is None:
        reason = due.never if record.versions else NO_REPORT
        return line(due.id, due.bucket, due.title, due.points, 0.0, reason=reason, formula=f"T1: {due.points:g} × 0")
    took, credit = done.clock - t0, speed_credit(done.clock - t0, due.soon.target, due.soon.limit)
    after, target, limit = (lasting(each) for each in (took, due.soon.target, due.soon.limit))
    return line(
        due.id,
        due.bucket,
        due.title,
        due.points,
        credit,
        reason=say(
            f"Version {done.number}, {after.en} after the first sign (target {target.en}, limit {limit.en}).",
            f"最初の兆候から{after.ja}後の第{done.number}版(目標{target.ja}、上限{limit.ja})。",
        ),
        formula=f"T1: {due.points:g} × {number(credit)}",
        inputs={"seconds": took, "target": due.soon.target, "limit": due.soon.limit, "version": done.number},
    )

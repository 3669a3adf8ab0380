"""Use cases: file a report, read scores."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cyder import scoring
from cyder.contracts.moments import with_offset
from cyder.errors import BadInput, NotFound, Problem, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.state import state_of
from cyder.exercise.timing import team_clock
from cyder.model.ledger import Filed
from cyder.model.report import Acknowledgement, Report
from cyder.model.score import Scorecard
from cyder.model.service import FiledReport
from cyder.scenario.read import read_as, read_text

_WORD = re.compile(r"[a-z][a-z0-9-]*")


def report_text(path: Path) -> str:
    """Return the text of a report's file.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read as text.
    """
    try:
        return read_text(path)
    except NotFound as error:
        raise NotFound(error.message, hint="`cyder report template` prints one to fill in") from None


def parse_report(text: str, name: str, zone: ZoneInfo) -> Report:
    """Return a report from YAML or JSON; a time without offset is shown with that of `zone`.

    Raises:
        BadInput: it has problems, each with its place.
    """
    try:
        return read_as(text, name, Report)
    except BadInput as error:
        raise BadInput.of(_corrected(problem, zone) for problem in error.problems) from None


def submit_report(
    exercise: Exercise, team: str, report: Report, *, author: str, key: str | None = None, language: str = "en"
) -> Acknowledgement:
    """File the next version of a team's report; answers that it arrived, never what it is worth.

    Sent again with its key it is answered as the first time, also after the end.

    Raises:
        Refused: the exercise has not begun, or is over.
    """
    exercise.resolved(team)
    store, clock = exercise.desk.store, team_clock(exercise, team)
    entry, _ = store.file_report(
        exercise.record, team, report, author=author, clock=clock, key=key, check=lambda: check_open(exercise)
    )
    ground = replace(ground_of(exercise, team), now=entry.at)
    return Acknowledgement(
        exercise=exercise.name,
        team=team,
        version=getattr(entry.body, "version", 0),
        received_at=entry.at,
        warnings=_advised(report, ground, language),
    )


def check_open(exercise: Exercise) -> None:
    """Make sure that reports can be filed.

    Raises:
        Refused: the exercise has not begun, or is over.
    """
    state = state_of(exercise.ledger.entries())
    if state in {"new", "ready"}:
        raise Refused(f"exercise '{exercise.name}' has not begun", hint=f"cyder start {exercise.name}")
    if state == "ended":
        raise Refused(f"exercise '{exercise.name}' is over; reports are closed", hint="")


def filed_reports(exercise: Exercise, team: str) -> list[FiledReport]:
    """Return a team's versions, oldest first."""
    exercise.resolved(team)
    return [
        FiledReport(version=entry.body.version, received_at=entry.at, report=entry.body.report)
        for entry in exercise.ledger.entries(team=team)
        if isinstance(entry.body, Filed)
    ]


def filed_report(exercise: Exercise, team: str, version: int | None = None) -> FiledReport:
    """Return one version of a team's report; without a number the latest.

    Raises:
        NotFound: there is no such version.
    """
    filed = filed_reports(exercise, team)
    if not filed:
        raise NotFound(f"{team} has filed no report yet", hint="cyder report new")
    if version is None:
        return filed[-1]
    if not 1 <= version <= len(filed):
        raise NotFound(f"{team} has no version {version}", hint=f"there are 1 to {len(filed)}")
    return filed[version - 1]


def advice(exercise: Exercise, team: str, report: Report, language: str) -> tuple[str, ...]:
    """Return what is worth another look before a report is filed, from what the team knows anyway."""
    return _advised(report, ground_of(exercise, team), language)


def ground_of(exercise: Exercise, team: str) -> scoring.Ground:
    """Return what a team knows anyway."""
    begun, hosts = _begun(exercise), _known_hosts(exercise, team)
    return scoring.Ground(now=exercise.desk.clock.now(), zone=exercise.zone, begun=begun, hosts=hosts)


def scorecard(exercise: Exercise, team: str) -> Scorecard:
    """Compute a team's score from the ledger, as it stands."""
    return scoring.score(exercise.ledger.entries(), exercise.judged(team), exercise=exercise.name, team=team)


def over(exercise: Exercise) -> bool:
    """Return whether the exercise is over; teams read their scores once these are released, too."""
    return state_of(exercise.ledger.entries()) == "ended"


def _advised(report: Report, ground: scoring.Ground, language: str) -> tuple[str, ...]:
    return tuple(each.in_language(language) for each in scoring.advice(report, ground))


def _corrected(problem: Problem, zone: ZoneInfo) -> Problem:
    """Return a problem; of a time without offset with the text that would do."""
    if problem.rule != "no-offset":
        return problem
    written = re.match(r"'(.*)'", problem.message)
    return replace(problem, hint=f"write '{with_offset(written[1], zone)}'") if written else problem


def _begun(exercise: Exercise) -> datetime | None:
    """Return since when the LAN stands: nothing of the exercise can be older."""
    entries = exercise.ledger.entries()
    return entries[0].at if entries else None


def _known_hosts(exercise: Exercise, team: str) -> frozenset[str]:
    """Return the machines that a team knows of: those open to it, and those that the brief names."""
    scenario = exercise.scenario
    told = set(_WORD.findall(f"{scenario.brief.en} {scenario.brief.ja}".lower()))
    return frozenset(
        name
        for node in exercise.resolved(team).topology.nodes
        for name in (node.name, node.hostname)
        if node.open != "no" or name in told
    )

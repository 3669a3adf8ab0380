"""The last moment for a report: the end and a report meet in the ledger, and only one of them can be first."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import Refused
from cyder.exercise import reporting
from cyder.exercise.desk import Exercise
from cyder.exercise.reporting import submit_report
from cyder.exercise.timing import team_clock
from cyder.lan.places import Places
from cyder.model.ledger import Ended, Filed, Started
from cyder.model.report import Report
from tests.townhall import desk_in_memory
from tests.unit.exercise.judged import begun

REPORT = Report(summary="somebody guesses passwords")


@pytest.fixture
def running(places: Places, tmp_path: Path) -> Exercise:
    exercise = begun(desk_in_memory(places), tmp_path, teams=1)
    exercise.ledger.append(Started(speed=1.0), author="conductor", clock=0.0)
    return exercise


def ended(exercise: Exercise) -> None:
    exercise.ledger.append(Ended(reason="the clock ran out"), author="conductor")


def versions(exercise: Exercise) -> list[int]:
    return [entry.body.version for entry in exercise.ledger.entries() if isinstance(entry.body, Filed)]


def test_no_report_stands_after_the_end_even_if_the_end_comes_while_it_is_taken_in(
    running: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends_meanwhile(exercise: Exercise, team: str) -> float | None:
        ended(exercise)
        return team_clock(exercise, team)

    monkeypatch.setattr(reporting, "team_clock", ends_meanwhile)
    with pytest.raises(Refused, match="is over; reports are closed"):
        submit_report(running, "team1", REPORT, author="team1")
    assert versions(running) == []


def test_before_the_beginning_no_report_is_taken(places: Places, tmp_path: Path) -> None:
    exercise = begun(desk_in_memory(places), tmp_path, teams=1)
    with pytest.raises(Refused, match="has not begun"):
        submit_report(exercise, "team1", REPORT, author="team1", key="5f3a")


def test_a_report_sent_again_after_the_end_is_acknowledged_as_the_first_time(running: Exercise) -> None:
    first = submit_report(running, "team1", REPORT, author="team1", key="5f3a")
    assert first.warnings
    ended(running)
    running.desk.clock.sleep(60.0)
    assert submit_report(running, "team1", REPORT, author="team1", key="5f3a") == first
    assert versions(running) == [1]


@pytest.mark.parametrize(("key", "report"), [(None, REPORT), ("other", REPORT), ("5f3a", Report(summary="changed"))])
def test_whatever_else_is_sent_after_the_end_is_refused(running: Exercise, key: str | None, report: Report) -> None:
    submit_report(running, "team1", REPORT, author="team1", key="5f3a")
    ended(running)
    with pytest.raises(Refused):
        submit_report(running, "team1", report, author="team1", key=key)
    assert versions(running) == [1]

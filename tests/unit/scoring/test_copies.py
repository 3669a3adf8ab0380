"""Values that are right for another team: told, and never a matter of points."""

from __future__ import annotations

from cyder.model.ledger import Body, Entry
from cyder.model.report import Report
from cyder.scoring.copies import Copied, copies
from tests.unit.scoring.ledgers import EXERCISE, filed, indicator, ledger, outcome, perfect_report, truth

SOURCES = {"team1": "203.0.113.66", "team2": "203.0.113.99", "team3": "203.0.113.42"}
VICTIMS = {"team1": "tanaka", "team2": "suzuki", "team3": "tanaka"}
VALUES = {team: {"source": SOURCES[team], "spare": f"203.0.113.{place}"} for place, team in enumerate(SOURCES)}


def exercise(*filings: tuple[str, Report]) -> list[Entry]:
    """Return the ledger of three teams, each attacked from its own address, and what some of them filed."""
    happened: list[tuple[str, Body]] = [
        *((team, outcome(truth(source, VICTIMS[team]))) for team, source in SOURCES.items()),
        *((team, filed(report, version)) for version, (team, report) in enumerate(filings, start=1)),
    ]
    start, *between, end = ledger(*((0.0, body) for _, body in happened))
    teams = [team for team, _ in happened]
    return [
        start,
        *(one.model_copy(update={"team": team}) for team, one in zip(teams, between, strict=True)),
        end,
    ]


def found(*filings: tuple[str, Report]) -> tuple[Copied, ...]:
    return copies(exercise(*filings), VALUES, exercise=EXERCISE)


def own(team: str) -> Report:
    return perfect_report(SOURCES[team], VICTIMS[team])


def test_teams_that_report_what_is_theirs_copied_nothing() -> None:
    assert found(*((team, own(team)) for team in SOURCES)) == ()


def test_another_teams_report_is_told_value_by_value() -> None:
    assert found(("team1", own("team2"))) == (
        Copied("team1", "203.0.113.99", "team2"),
        Copied("team1", "suzuki", "team2"),
    )


def test_a_value_that_several_share_names_each_of_them() -> None:
    assert found(("team2", own("team3"))) == (
        Copied("team2", "203.0.113.42", "team3"),
        Copied("team2", "tanaka", "team1"),
        Copied("team2", "tanaka", "team3"),
    )


def test_a_value_in_another_spelling_or_only_in_an_early_version_is_told_too() -> None:
    early = Report(indicators=(indicator("203[.]0[.]113[.]99"),))
    assert found(("team1", early), ("team1", own("team1"))) == (Copied("team1", "203.0.113.99", "team2"),)


def test_a_variable_of_another_team_is_told_even_if_no_event_made_it_true() -> None:
    assert found(("team1", Report(indicators=(indicator("203.0.113.2"),)))) == (
        Copied("team1", "203.0.113.2", "team3"),
    )


def test_what_is_nobodys_is_no_copy_and_neither_is_what_cannot_be_read() -> None:
    assert found(("team1", Report(indicators=(indicator("198.51.100.1"), indicator("203.0.113.099"))))) == ()

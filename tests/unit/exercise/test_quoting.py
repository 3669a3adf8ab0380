"""A quoted log line counts when it stands in the team's own logs, and only there."""

from __future__ import annotations

import json

import pytest

from cyder.contracts.node import Result
from cyder.contracts.provider import LanRef
from cyder.errors import CyderError, NotFound
from cyder.exercise.desk import Exercise
from cyder.exercise.library import put_together
from cyder.exercise.quoting import check_quotes, check_quotes_if_possible
from cyder.exercise.reporting import submit_report
from cyder.lan.places import Places
from cyder.model.dealings import QuotesChecked
from cyder.model.ledger import Started
from cyder.model.report import Proof, Report
from cyder.planning.execute import execute
from cyder.planning.plan import plan
from cyder.scenario.load import AS_WRITTEN
from tests.townhall import TownHall, desk_in_memory

LINE = "2026-11-23T15:04:05.123456+09:00 mail dovecot: imap-login: Login aborted: user=<tanaka>, rip=203.0.113.66"
QUERY = "2026-11-24T05:33:22.996Z queries: info: client @0x7f 203.0.113.9#4: query: city.example IN AXFR -T"
COPY = f"2026-11-24T14:33:23+09:00 dns named-queries: {QUERY}"
CENTRAL = "/var/log/hosts/dns/named-queries.log"


class Hall:
    """An exercise in memory that has begun, whose logs a test writes."""

    def __init__(self, places: Places, scenario: str) -> None:
        desk = desk_in_memory(places)
        record = desk.store.create(
            "h",
            scenario_text=json.dumps(put_together(scenario, AS_WRITTEN).data),
            scenario_name=scenario,
            scenario_digest="",
            secret=b"secret",
            teams=2,
            seeded=True,
        )
        self.exercise = Exercise.of(desk, record)
        assert isinstance(desk.provider, TownHall)
        self.provider = desk.provider
        for team in self.exercise.teams:
            lan = self.exercise.lan(team)
            steps = plan(lan.topology, self.provider.observe(lan.ref))
            execute(steps, self.provider, lan.ref, workers=1, done=lambda _: None)
        self.exercise.ledger.append(Started(speed=1.0), author="conductor", clock=0.0)

    def write(self, node: str, path: str, line: str, team: str = "team1") -> None:
        self.provider.append(LanRef("h", team), node, path, f"{line}\n")

    def quote(self, *proofs: tuple[str, str]) -> tuple[int, ...]:
        evidence = tuple(Proof(claim="summary", source=source, quote=line) for source, line in proofs)
        submit_report(self.exercise, "team1", Report(evidence=evidence), author="team1")
        checked = check_quotes(self.exercise, "team1")
        assert checked is not None
        return checked.found

    def checked(self) -> list[QuotesChecked]:
        return [entry.body for entry in self.exercise.ledger.entries() if isinstance(entry.body, QuotesChecked)]


@pytest.fixture
def hall(places: Places) -> Hall:
    return Hall(places, "first-look")


@pytest.fixture
def collecting(places: Places) -> Hall:
    """Return one with a central log."""
    return Hall(places, "town-hall")


def test_a_line_that_stands_in_the_log_is_found_and_one_that_does_not_is_not(hall: Hall) -> None:
    hall.write("mail", "/var/log/mail.log", LINE)
    said = [LINE, LINE.replace("tanaka", "suzuki"), f"  {LINE[:60]}\n", f"{LINE}\n{LINE}", "203.0.113.66"]
    assert hall.quote(*[("mail:/var/log/mail.log", line) for line in said]) == (0, 2)
    assert hall.checked() == [QuotesChecked(version=1, found=(0, 2))]


@pytest.mark.parametrize(
    "source",
    [
        *("", "mail", "mail:", "nowhere:/var/log/mail.log", "intruder:/var/log/mail.log", "mail:/tmp/own.log"),
        *("mail:/var/log/../../tmp/own.log", "mail:var/log/mail.log", "dns:/var/log/mail.log"),
    ],
)
def test_a_line_that_stands_elsewhere_does_not_count(hall: Hall, source: str) -> None:
    for node in ("mail", "intruder"):
        for path in ("/var/log/mail.log", "/tmp/own.log", "/var/log/../../tmp/own.log"):
            hall.write(node, path, LINE)
    assert hall.quote((source, LINE)) == ()


def test_another_teams_line_does_not_count(hall: Hall) -> None:
    hall.write("mail", "/var/log/mail.log", LINE, team="team2")
    assert hall.quote(("mail:/var/log/mail.log", LINE)) == ()


def test_the_central_copy_is_read_where_the_machines_own_was_cut(collecting: Hall) -> None:
    collecting.write("log", CENTRAL, COPY)
    assert collecting.quote(("dns:/var/log/named/queries.log", QUERY), (f"log:{CENTRAL}", QUERY)) == (0, 1)


def test_a_machine_that_cannot_be_asked_leaves_no_entry_and_an_instructor_repeats_it(hall: Hall) -> None:
    hall.write("mail", "/var/log/mail.log", LINE)
    proof = Proof(claim="summary", source="mail:/var/log/mail.log", quote=LINE)
    submit_report(hall.exercise, "team1", Report(evidence=(proof,)), author="team1")
    hall.provider.stop(LanRef("h", "team1"), "mail")
    check_quotes_if_possible(hall.exercise, "team1", 1)
    with pytest.raises(CyderError, match="mail"):
        check_quotes(hall.exercise, "team1", 1)
    assert hall.checked() == []


def test_a_search_that_takes_too_long_finds_nothing_on_a_machine_of_the_teams(hall: Hall) -> None:
    hall.provider.answers = lambda lan, node, argv: Result(124, "")
    assert hall.quote(("mail:/var/log/mail.log", LINE)) == ()


def test_a_central_log_that_takes_too_long_leaves_no_entry(collecting: Hall) -> None:
    collecting.provider.answers = lambda lan, node, argv: Result(124, "")
    with pytest.raises(CyderError, match="could not be searched"):
        collecting.quote(("dns:/var/log/named/queries.log", QUERY))
    assert collecting.checked() == []


def test_a_version_that_is_not_there_is_said_to_be_missing(hall: Hall) -> None:
    submit_report(hall.exercise, "team1", Report(), author="team1")
    with pytest.raises(NotFound, match="team1 has no version 2"):
        check_quotes(hall.exercise, "team1", 2)

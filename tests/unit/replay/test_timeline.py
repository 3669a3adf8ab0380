"""Which event is due, by the ledger alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from cyder.model.base import LocalText, parse_duration, show_duration
from cyder.model.evidence import Finding, Outcome, OutcomeKind
from cyder.model.ledger import Body, Entry, EventOutcome, EventStarted, Injected, Probed
from cyder.model.timeline import ActionEvent, Event, InjectEvent
from cyder.replay.progress import Progress, progress
from cyder.replay.timeline import agenda, begins_at, moment_of, next_round

TEXT = LocalText(en="hello", ja="もしもし")
LURE = ActionEvent(id="lure", at=-60, do="x", source="a", target="b")
THEN = ActionEvent(id="then", after="lure", delay=30, do="x", source="a", target="b", objective="goal")
CALL = InjectEvent(id="call", at=0, inject="phone", sender=TEXT, text=TEXT)


def entry(body: Body, *, clock: float, seq: int = 1, team: str = "team1") -> Entry:
    now = datetime(2026, 4, 1, tzinfo=UTC)
    return Entry(seq=seq, exercise="x", team=team, at=now, clock=clock, author="conductor", body=body)


def ended(event: str, clock: float, *, kind: OutcomeKind = "succeeded", objective: str | None = None) -> Entry:
    outcome = Outcome(event=event, action="x", kind=kind, reason="", objectives=(objective,) if objective else ())
    return entry(EventOutcome(outcome=outcome), clock=clock)


def begins(events: Sequence[Event], seen: Progress, now: float = -100) -> list[tuple[float, str]]:
    return [(moment, event.id) for moment, event in agenda(events, seen, {}, now).begin]


def test_an_event_with_an_offset_is_due_then() -> None:
    assert moment_of(LURE, Progress("team1"), {}) == -60


def test_an_event_after_another_waits_for_its_end_and_then_for_the_delay() -> None:
    assert moment_of(THEN, Progress("team1"), {}) is None
    assert moment_of(THEN, progress([ended("lure", -50)], "team1"), {}) == -20


def test_what_waits_is_listed_earliest_first_and_without_what_has_begun() -> None:
    seen = progress([ended("lure", -50)], "team1")
    assert begins([CALL, THEN, LURE], seen) == [(-20, "then"), (0, "call")]
    begun = progress([entry(EventStarted(event="lure", planned=-60), clock=-60)], "team1")
    assert [event for _, event in begins([CALL, LURE], begun)] == ["call"]


def test_an_inject_is_over_as_soon_as_it_was_told() -> None:
    told = Injected(event="call", channel="phone", sender=TEXT, text=TEXT)
    assert begins([CALL], progress([entry(told, clock=0)], "team1")) == []


def test_another_teams_entries_do_not_count() -> None:
    assert progress([ended("lure", -50)], "team2").ended == {}


def test_an_event_begun_without_an_end_was_interrupted() -> None:
    begun = entry(EventStarted(event="lure", planned=-60), clock=-60)
    assert progress([begun], "team1").interrupted == {"lure"}
    assert progress([begun, ended("lure", -50)], "team1").interrupted == frozenset()


def test_probing_begins_once_an_objective_is_at_stake() -> None:
    goal = frozenset({"goal"})
    assert next_round(progress([], "team1"), goal, 20) is None
    assert next_round(progress([ended("then", 5, objective="goal")], "team1"), goal, 20) == 20


def test_a_blocked_event_puts_nothing_at_stake() -> None:
    blocked = ended("then", 5, kind="blocked", objective="goal")
    assert next_round(progress([blocked], "team1"), frozenset({"goal"}), 20) is None


def test_rounds_come_at_multiples_of_the_period_and_late_ones_are_not_made_up_for() -> None:
    finding = Finding(objective="goal", event="then", held=False, way=None, denied="", allowed="")
    entries = [ended("then", 5, objective="goal"), entry(Probed(finding=finding), clock=47)]
    assert next_round(progress(entries, "team1"), frozenset({"goal"}), 20) == 60


def test_the_clock_starts_at_the_earliest_event_or_at_zero() -> None:
    assert begins_at([CALL, LURE, THEN]) == -60
    assert begins_at([CALL]) == 0


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("5m", 300), ("1h30m", 5400), ("-40m", -2400), ("T+20m", 1200), ("0", 0)]
)
def test_times_are_read_as_people_say_them(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "5", "m5", "5 m", "1h 30m", "soon", "--5m"])
def test_other_times_are_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time; write it as"):
        parse_duration(text)


@pytest.mark.parametrize(("seconds", "text"), [(0, "0s"), (-30, "-30s"), (5400, "1h30m"), (61, "1m1s")])
def test_times_are_shown_as_people_say_them(seconds: float, text: str) -> None:
    assert show_duration(seconds) == text

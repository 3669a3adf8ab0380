"""The state of an exercise, by its ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cyder.exercise.state import State, clock_at, is_up, state_of
from cyder.model.ledger import (
    Body,
    Ended,
    Entry,
    EventStarted,
    Lowered,
    Paused,
    Raised,
    Requested,
    Resumed,
    SpeedChanged,
    Started,
    TeamBegan,
)


def book(*bodies: Body) -> list[Entry]:
    now = datetime(2026, 4, 1, tzinfo=UTC)
    return [Entry(seq=seq, exercise="x", at=now, author="x", body=body) for seq, body in enumerate(bodies, 1)]


@pytest.mark.parametrize(
    ("bodies", "state"),
    [
        ((), "new"),
        ((Raised(),), "ready"),
        ((Raised(), Lowered()), "new"),
        ((Raised(), Started(speed=1)), "running"),
        ((Raised(), Started(speed=1), Requested(request="pause")), "running"),
        ((Raised(), Started(speed=1), Paused()), "paused"),
        ((Raised(), Started(speed=1), Paused(), Resumed()), "running"),
        ((Raised(), Started(speed=1), Ended(reason="")), "ended"),
        ((Raised(), Started(speed=1), Ended(reason=""), Lowered()), "ended"),
    ],
)
def test_the_state_follows_from_the_entries(bodies: tuple[Body, ...], state: State) -> None:
    assert state_of(book(*bodies)) == state


def test_a_lan_is_up_when_it_was_last_raised() -> None:
    assert not is_up(book())
    assert is_up(book(Raised(), Started(speed=1)))
    assert not is_up(book(Raised(), Lowered()))
    assert is_up(book(Raised(), Lowered(), Raised()))


def test_the_clock_is_read_from_the_ledger_and_runs_on_while_the_exercise_does() -> None:
    now = datetime(2026, 4, 1, tzinfo=UTC)
    later = now + timedelta(seconds=10)

    def entry(body: Body, clock: float) -> Entry:
        return Entry(seq=1, exercise="x", at=now, clock=clock, author="x", body=body)

    running = [entry(Started(speed=2), -30)]
    assert clock_at([], later) is None
    assert clock_at(running, later) == -10
    assert clock_at([*running, entry(Paused(), 5)], later) == 5
    assert clock_at([entry(Started(speed=0), -30)], later) == -30
    assert clock_at([*running, entry(SpeedChanged(speed=5), 0)], later) == 50
    assert clock_at([*running, entry(Paused(), 5), entry(SpeedChanged(speed=5), 5)], later) == 5


def test_a_teams_own_time_and_what_was_written_late_do_not_turn_the_clock_back() -> None:
    now = datetime(2026, 4, 1, tzinfo=UTC)

    def entry(body: Body, clock: float | None, seconds: float, team: str = "") -> Entry:
        at = now + timedelta(seconds=seconds)
        return Entry(seq=1, exercise="x", team=team, at=at, clock=clock, author="x", body=body)

    told = EventStarted(event="x", planned=0)
    entries = [
        entry(Started(speed=1), 0, 0),
        entry(TeamBegan(offset=60), -30, 30, team="team2"),
        entry(told, 10, 70, team="team2"),
        entry(told, 40, 80, team="team1"),
        entry(Requested(request="pause"), None, 90),
    ]
    assert clock_at(entries, now + timedelta(seconds=100)) == 100

"""A team's own clock between the entries that show it: running, paused, jumping, begun late, faster."""

from __future__ import annotations

from datetime import timedelta

from cyder.model.ledger import Body, Entry, Paused, Resumed, SpeedChanged, Started, TeamBegan
from cyder.scoring.clocks import team_clock
from tests.unit.scoring.ledgers import EXERCISE, T0, TEAM, outcome, probed


def shown(*entries: tuple[float, float | None, Body], team: str = "") -> list[Entry]:
    """Return entries: wall seconds, what the clock showed, and what happened."""
    return [
        Entry(
            seq=seq,
            exercise=EXERCISE,
            team=team,
            at=T0 + timedelta(seconds=wall),
            clock=clock,
            author="conductor",
            body=body,
        )
        for seq, (wall, clock, body) in enumerate(entries, start=1)
    ]


def after(entries: list[Entry], seconds: float) -> float:
    return team_clock(entries).at(T0 + timedelta(seconds=seconds))


def test_it_runs_on_from_the_last_entry_at_the_speed_in_force() -> None:
    entries = shown((0, 0, Started(speed=2.0)), (100, 200, SpeedChanged(speed=10.0)))
    assert (after(entries, 50), after(entries, 110)) == (100, 300)


def test_it_stands_while_paused() -> None:
    entries = shown((0, 0, Started(speed=1.0)), (60, 60, Paused()), (500, 60, Resumed()))
    assert (after(entries, 30), after(entries, 300), after(entries, 520)) == (30, 60, 80)
    assert after(entries[:2], 300) == 60, "and nothing after it says that it does"


def test_before_anybody_says_how_fast_it_runs_in_real_time() -> None:
    assert after(shown((0, 10, outcome())), 5) == 15


def test_a_clock_that_jumps_stands_between_its_jumps() -> None:
    entries = shown((0, 0, Started(speed=0.0)), (5, 600, outcome()))
    assert (after(entries, 4), after(entries, 6)) == (0, 600)


def test_it_never_runs_past_what_the_next_entry_shows() -> None:
    entries = shown((0, 0, Started(speed=1.0)), (1000, 100, Started(speed=1.0)))
    assert after(entries, 900) == 100


def test_a_team_that_began_late_has_its_own_zero() -> None:
    begun = shown((0, 0, Started(speed=1.0)))
    late = shown((300, 0, TeamBegan(offset=300.0)), team=TEAM)
    everyones = shown((400, 400, SpeedChanged(speed=1.0)))
    assert after([*begun, *late, *everyones], 460) == 160
    assert after([*begun, *late], 360) == 60, "an entry of its own shows its own clock"


def test_a_round_of_probes_shows_when_it_began_and_is_no_stamp() -> None:
    entries = shown((0, 0, Started(speed=1.0)), (90, 60, probed(held=True)))
    assert after(entries, 100) == 100
    assert after([*entries, *shown((200, 150, Paused()))], 300) == 150, "stamps after it count"


def test_before_the_first_entry_it_shows_what_that_shows_and_without_any_0() -> None:
    assert after(shown((60, -300, Started(speed=1.0))), 0) == -300
    assert after([], 10) == 0

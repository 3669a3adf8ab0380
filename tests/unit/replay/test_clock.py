"""The exercise clock over a wall clock that the test turns."""

from __future__ import annotations

from cyder.replay.clock import JUMP, ExerciseClock, FakeClock


def test_the_clock_runs_at_its_speed() -> None:
    wall = FakeClock()
    clock = ExerciseClock(wall, start=-60, speed=10)
    wall.sleep(3)
    assert clock.now() == -30


def test_a_paused_clock_stands_and_goes_on_from_there() -> None:
    wall = FakeClock()
    clock = ExerciseClock(wall, start=0, speed=1)
    wall.sleep(5)
    clock.pause()
    wall.sleep(100)
    assert clock.paused
    assert clock.now() == 5
    clock.resume()
    wall.sleep(2)
    assert clock.now() == 7


def test_a_jumping_clock_stands_still_by_itself_and_never_goes_back() -> None:
    wall = FakeClock()
    clock = ExerciseClock(wall, start=0, speed=JUMP)
    wall.sleep(1000)
    assert clock.now() == 0
    clock.jump(60)
    clock.jump(30)
    assert clock.now() == 60


def test_the_fake_clocks_wall_time_moves_with_its_sleep() -> None:
    wall = FakeClock()
    before = wall.now()
    wall.sleep(90)
    assert (wall.now() - before).total_seconds() == 90

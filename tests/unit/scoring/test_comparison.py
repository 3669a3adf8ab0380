"""Long lists of times: what looking for a shift may cost, and what it finds all the same."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.model.judging import Speed
from cyder.scoring.comparison import Comparison, Tolerance
from tests.unit.scoring.ledgers import moment, told

AT_NORMAL_SPEED = Tolerance.at(1.0, Speed(target=120, limit=900))


def sixty(every: float, noise: float, shift: float) -> Comparison:
    """Return sixty log-ins as they happened, and as they were reported: all late by a shift, and each a little off."""
    chance = Random(1)
    truth = tuple(moment("login", every * place) for place in range(60))
    late = [every * place + shift + chance.uniform(-noise, noise) for place in range(60)]
    return Comparison(tuple(told("login", seconds) for seconds in late), truth, AT_NORMAL_SPEED)


@pytest.mark.parametrize("every", [10, 60, 600, 1300])
@pytest.mark.parametrize("noise", [0, 200, 2000])
def test_sixty_entries_against_sixty_moments_take_less_than_two_seconds(every: float, noise: float) -> None:
    began = time.process_time()
    sixty(every, noise, 5000).best()
    assert time.process_time() - began < 2.0


@pytest.mark.parametrize("every", [10, 60, 600])
def test_the_shift_of_sixty_times_is_found(every: float) -> None:
    found = sixty(every, 0, 45_000).best()
    assert found.shift == pytest.approx(45_000, abs=120)
    assert found.worth == pytest.approx(0.7)


def test_a_shift_is_found_among_times_that_are_a_little_off() -> None:
    assert sixty(600, 200, 45_000).best().worth > 0.65


def test_entries_that_agree_about_one_moment_only_are_not_shifted_onto_it() -> None:
    told_twice = (told("login", 5_000), told("login", 5_010))
    assert Comparison(told_twice, (moment("login", 0),), AT_NORMAL_SPEED).best().shift == 0.0


def test_one_entry_near_two_moments_is_not_shifted_onto_them() -> None:
    beside_each_other = (moment("login", 0), moment("login", 10))
    assert Comparison((told("login", 5_000),), beside_each_other, AT_NORMAL_SPEED).best().shift == 0.0


@given(
    true=st.lists(st.integers(0, 7_200), min_size=1, max_size=6, unique=True),
    off=st.lists(st.integers(-1_000, 1_000), min_size=1, max_size=6),
    extra=st.lists(st.integers(0, 7_200), max_size=3, unique=True),
)
def test_the_shift_of_a_time_zone_is_never_passed_over_where_it_would_pay(
    true: list[int], off: list[int], extra: list[int]
) -> None:
    seconds = sorted({each + by for each, by in zip(true, off, strict=False)} | set(extra))
    truth = tuple(moment("login", each) for each in true)
    plain = Comparison(tuple(told("login", each) for each in seconds), truth, AT_NORMAL_SPEED).best()
    nine_hours_off = Comparison(tuple(told("login", each + 32_400) for each in seconds), truth, AT_NORMAL_SPEED).best()
    if plain.shift == 0.0:
        assert nine_hours_off.worth >= 0.7 * plain.share - 1e-9

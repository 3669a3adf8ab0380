"""Texts with gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.model.seed import Seed
from cyder.staff.draws import Draws
from cyder.staff.wording import Wording
from tests.unit.staff.offices import Always

SEEDS = st.binary(min_size=1, max_size=16).map(Seed)


@given(SEEDS)
def test_a_number_is_within_its_bounds(seed: Seed) -> None:
    assert 3 <= int(Wording(Draws(seed)).fill("{3..9}")) <= 9


@given(SEEDS)
def test_a_number_with_commas_goes_in_steps(seed: Seed) -> None:
    filled = Wording(Draws(seed)).fill("{1,000..9,000/500}")
    assert filled[1] == ","
    assert int(filled.replace(",", "")) in range(1000, 9001, 500)


def test_one_of_several_words_is_taken_and_may_be_none() -> None:
    assert [Wording(Always(place)).fill("{a|b|}") for place in range(3)] == ["a", "b", ""]


@given(SEEDS)
def test_what_has_a_name_stays_the_same(seed: Seed) -> None:
    first, second = Wording(Draws(seed)).fill("{hour=9..17} {hour}").split()
    assert first == second


def test_gaps_in_gaps_are_filled_first() -> None:
    assert Wording(Always(0), author="佐藤").fill("{{author}が行う|誰も行かない}") == "佐藤が行う"


def test_a_known_word_with_braces_is_no_gap() -> None:
    assert Wording(Always(0), office="{x}市").fill("{office}") == "[x]市"


def test_an_unknown_word_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        Wording(Always(0)).fill("{nobody}")

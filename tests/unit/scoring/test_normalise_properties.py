"""However a value is decorated, it folds to itself and to no other."""

from __future__ import annotations

import string
from random import Random

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cyder.model.evidence import IndicatorKind
from cyder.scoring import Normal, normalise
from tests.unit.scoring.decorations import decorated, near
from tests.unit.scoring.values import KINDS, VALUES

seeds = st.integers(min_value=0).map(Random)
values = st.sampled_from(KINDS).flatmap(lambda kind: VALUES[kind].map(lambda value: (kind, value)))
pairs = st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind], VALUES[kind]))

NOISE = st.text(alphabet="a0.:/\\@[](){}<>'\"%¥・。，．ｘ−é見\u200b dothxp=?#-*;「」SHA256sn", max_size=24)


@settings(max_examples=2000)
@given(kind=st.sampled_from(KINDS), text=st.one_of(st.text(max_size=24), NOISE))
@example(kind="file", text="a[[.]]b")
@example(kind="account", text="x[[at]]y")
@example(kind="url", text="http://a.example/%%34%31")
@example(kind="url", text="http://[::ffff:203.0.113.5]/")
@example(kind="account", text="İ")
@example(kind="subject", text="=?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=")
def test_normalising_twice_changes_nothing(kind: IndicatorKind, text: str) -> None:
    found = normalise(kind, text)
    if isinstance(found, Normal):
        assert normalise(kind, found.value) == found


@settings(max_examples=1000)
@given(kind=st.sampled_from(KINDS), text=NOISE)
def test_what_can_be_normalised_can_be_written_in_the_other_width(kind: IndicatorKind, text: str) -> None:
    wide = text.translate({ord(char): ord(char) + 0xFEE0 for char in string.ascii_letters + string.digits + "@.:"})
    found = normalise(kind, text)
    if isinstance(found, Normal):
        assert normalise(kind, wide) == found


@settings(max_examples=2000)
@given(of=values, chance=seeds)
def test_a_decorated_value_folds_to_the_value(of: tuple[IndicatorKind, str], chance: Random) -> None:
    kind, value = of
    assert normalise(kind, decorated(kind, value, chance)) == Normal(kind, value)


@settings(max_examples=1000)
@given(of=pairs, chance=seeds)
def test_two_values_are_one_only_if_they_mean_the_same(of: tuple[IndicatorKind, str, str], chance: Random) -> None:
    kind, one, other = of
    folded = normalise(kind, decorated(kind, one, chance)), normalise(kind, decorated(kind, other, chance))
    assert (folded[0] == folded[1]) == (one == other)


@settings(max_examples=1000)
@given(of=values, chance=seeds)
def test_a_value_wrong_by_one_character_is_never_folded_to_the_right_one(
    of: tuple[IndicatorKind, str], chance: Random
) -> None:
    kind, right = of
    wrong = near(right, chance)
    assume(wrong != right and ".." not in wrong and normalise(kind, wrong) == Normal(kind, wrong))
    assert normalise(kind, decorated(kind, wrong, chance)) == Normal(kind, wrong)

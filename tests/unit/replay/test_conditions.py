"""Conditions are looked at as things are now, and know when they can no longer come about."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cyder.model.timeline import Condition
from cyder.replay.conditions import Facts, Truth, judge, moments

FACTS = Facts(
    kinds={"lure": "succeeded", "guess": "blocked", "call": "told", "chat": "skipped", "coda": "skipped"},
    ended={"lure": 10.0, "guess": 20.0, "call": 30.0, "chat": 35.0},
    contained={"cut-off": 100.0},
    denied={"lure": 80.0},
    reported={"first": 50.0},
    replied={"call": 60.0},
    asked={"vendor": 90.0},
    begun={"spread": 95.0},
)


def said(now: float = 200.0, **words: Any) -> Truth:
    return judge(Condition.model_validate(words), FACTS, now)


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ({"succeeded": "lure"}, Truth(so=True, final=True)),
        ({"blocked": "lure"}, Truth(so=False, final=True)),
        ({"blocked": "guess"}, Truth(so=True, final=True)),
        ({"broken": "guess"}, Truth(so=False, final=True)),
        ({"ended": "call"}, Truth(so=True, final=True)),
        ({"succeeded": "later"}, Truth(so=False)),
        ({"contained": "cut-off"}, Truth(so=True)),
        ({"contained": "other"}, Truth(so=False)),
        ({"contained": "cut-off", "for": "2m"}, Truth(so=False)),
        ({"contained": "cut-off", "for": "100s"}, Truth(so=True)),
        ({"denied": "lure"}, Truth(so=True)),
        ({"denied": "lure", "for": "2m"}, Truth(so=True)),
        ({"denied": "lure", "for": "121s"}, Truth(so=False)),
        ({"denied": "later"}, Truth(so=False)),
        ({"denied": "guess"}, Truth(so=False, final=True)),
        ({"reported": "first"}, Truth(so=True, final=True)),
        ({"reported": "first", "for": "150s"}, Truth(so=True, final=True)),
        ({"reported": "first", "for": "151s"}, Truth(so=False)),
        ({"not": {"reported": "first", "for": "151s"}}, Truth(so=True)),
        ({"reported": "final"}, Truth(so=False)),
        ({"replied": "call"}, Truth(so=True, final=True)),
        ({"replied": "call", "for": "140s"}, Truth(so=True, final=True)),
        ({"replied": "call", "for": "141s"}, Truth(so=False)),
        ({"replied": "chat"}, Truth(so=False, final=True)),
        ({"not": {"replied": "chat"}}, Truth(so=False, final=True)),
        ({"not": {"all": [{"replied": "chat"}, {"reported": "final"}]}}, Truth(so=True)),
        ({"not": {"any": [{"replied": "chat"}, {"reported": "final"}]}}, Truth(so=False, final=True)),
        ({"asked": "vendor"}, Truth(so=True, final=True)),
        ({"asked": "vendor", "for": "2m"}, Truth(so=False)),
        ({"asked": "police"}, Truth(so=False)),
        ({"begun": "spread"}, Truth(so=True, final=True)),
        ({"begun": "spread", "for": "106s"}, Truth(so=False)),
        ({"begun": "coda"}, Truth(so=False, final=True)),
        ({"begun": "later"}, Truth(so=False)),
        ({"passed": "3m"}, Truth(so=True, final=True)),
        ({"passed": "5m"}, Truth(so=False)),
        ({"not": {"reported": "final"}}, Truth(so=True)),
        ({"not": {"reported": "first"}}, Truth(so=False, final=True)),
        ({"all": [{"succeeded": "lure"}, {"reported": "final"}]}, Truth(so=False)),
        ({"all": [{"blocked": "lure"}, {"reported": "final"}]}, Truth(so=False, final=True)),
        ({"any": [{"blocked": "lure"}, {"reported": "final"}]}, Truth(so=False)),
        ({"any": [{"blocked": "lure"}, {"broken": "guess"}]}, Truth(so=False, final=True)),
        ({"any": [{"blocked": "lure"}, {"succeeded": "lure"}]}, Truth(so=True, final=True)),
    ],
    ids=str,
)
def test_a_condition_is_so_or_not_and_final_or_not(words: dict[str, Any], truth: Truth) -> None:
    assert said(**words) == truth


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ({}, "says one thing, not 0"),
        ({"succeeded": "a", "blocked": "b"}, "says one thing, not 2"),
        ({"succeeded": "a", "for": "1m"}, "'for' does not go with 'succeeded'; leave it out, or ask for contained"),
        ({"passed": "5m", "for": "1m"}, "'for' does not go with 'passed'"),
        ({"contained": "a", "for": "-1m"}, "greater than or equal to 0"),
        ({"suceeded": "a"}, "Extra inputs"),
    ],
    ids=str,
)
def test_a_condition_that_says_nothing_or_too_much_is_refused(words: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        Condition.model_validate(words)


def test_when_to_look_again_is_when_time_alone_can_change_it() -> None:
    words = {"any": [{"passed": "5m"}, {"not": {"contained": "cut-off", "for": "2m"}}, {"succeeded": "later"}]}
    assert moments(Condition.model_validate(words), FACTS) == [300.0, 220.0]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ({"denied": "lure", "for": "3m"}, [260.0]),
        ({"denied": "later", "for": "3m"}, []),
        ({"reported": "first", "for": "4m"}, [290.0]),
        ({"replied": "call", "for": "4m"}, [300.0]),
        ({"asked": "vendor", "for": "4m"}, [330.0]),
    ],
    ids=str,
)
def test_what_lasts_is_looked_at_again_once_it_has_lasted_long_enough(words: dict[str, Any], when: list[float]) -> None:
    condition = Condition.model_validate(words)
    assert moments(condition, FACTS) == when
    for moment in when:
        assert not judge(condition, FACTS, moment - 0.001).so
        assert judge(condition, FACTS, moment).so


plain = st.sampled_from(
    [
        {"succeeded": "lure"},
        {"blocked": "lure"},
        {"succeeded": "later"},
        {"contained": "cut-off"},
        {"denied": "lure"},
        {"denied": "later"},
        {"reported": "final"},
        {"reported": "final", "for": "30s"},
        {"replied": "call"},
        {"begun": "coda"},
    ]
)
unasked = st.just({"replied": "chat"})


def composed(leaves: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=8,
    )


@given(composed(plain | unasked), st.booleans(), st.booleans())
def test_what_is_final_stays_so_whatever_happens_later(words: dict[str, Any], later: bool, filed: bool) -> None:  # noqa: FBT001  drawn by hypothesis
    condition = Condition.model_validate(words)
    before = judge(condition, FACTS, 200.0)
    after_all = Facts(
        kinds=FACTS.kinds | ({"later": "succeeded"} if later else {"later": "blocked"}),
        ended=FACTS.ended | {"later": 250.0},
        contained={} if later else dict(FACTS.contained),
        denied={} if later else {"lure": 80.0, "later": 255.0},
        reported=FACTS.reported | ({"final": 260.0} if filed else {}),
        replied=FACTS.replied,
    )
    if before.final:
        assert judge(condition, after_all, 300.0).so == before.so


@given(composed(plain))
def test_not_turns_a_condition_round_and_twice_leaves_it(words: dict[str, Any]) -> None:
    once = judge(Condition.model_validate({"not": words}), FACTS, 200.0)
    plain_truth = judge(Condition.model_validate(words), FACTS, 200.0)
    assert once == Truth(not plain_truth.so, plain_truth.final)


@given(composed(plain | unasked))
def test_a_condition_and_its_contrary_are_never_both_so(words: dict[str, Any]) -> None:
    condition = Condition.model_validate(words)
    assert not (judge(condition, FACTS, 200.0).so and judge(condition, FACTS, 200.0, contrary=True).so)


@given(composed(unasked))
def test_of_an_answer_that_nobody_was_asked_for_nothing_is_ever_so(words: dict[str, Any]) -> None:
    assert said(**words) == Truth(so=False, final=True)

"""Conditions of events as the instructor's guide says them."""

from __future__ import annotations

import pytest

from cyder.exercise.library import opened
from cyder.model.timeline import Condition, Moment
from cyder.review.handouts.moments import conditions, in_words, moment, names_in


@pytest.mark.parametrize(
    ("condition", "en", "ja"),
    [
        ({"reported": "first"}, "the first report was filed", "第一報が提出されている"),
        ({"not": {"replied": "ciso"}}, "'ciso' was not answered", "「ciso」に回答していない"),
        ({"not": {"reported": "final"}}, "the final report was not filed", "確報が提出されていない"),
        ({"not": {"passed": "1h"}}, "the clock does not show T+1h yet", "時計がまだT+1hに達していない"),
        (
            {"not": {"any": [{"blocked": "mail"}, {"broken": "mail"}]}},
            "not ('mail' was blocked or 'mail' could not be played)",
            "次のことが成り立たない(「mail」が阻止された、または「mail」が実行できなかった)",
        ),
        (
            {"all": [{"ended": "one"}, {"any": [{"ended": "two"}, {"skipped": "two"}]}]},
            "'one' has ended and ('two' has ended or 'two' was left out)",
            "「one」が終わっている、かつ(「two」が終わっている、または「two」が省かれた)",
        ),
        (
            {"asked": "owner", "for": "8m"},
            "8m have passed since the team has asked 'owner'",
            "「owner」に問い合わせてから8分たっている",
        ),
        (
            {"any": [{"contained": "cut-off", "lasting": "10m"}, {"passed": "1h"}]},
            "objective 'cut-off' is held for 10m or the clock shows T+1h",
            "目標「cut-off」が達成されている状態が10分続いている、または時計がT+1hに達する",
        ),
    ],
)
def test_a_condition_is_said_in_both_languages(condition: dict[str, object], en: str, ja: str) -> None:
    said = in_words(Condition.model_validate(condition), {})
    assert (said.en, said.ja) == (en, ja)


def test_what_only_waits_for_a_condition_has_no_time() -> None:
    event = Moment.model_validate({"id": "press", "at": 0, "when": {"asked": "press"}})
    assert moment(event).en == "on a condition"
    assert [each.ja for each in conditions(event, {})] == ["次の条件がそろうまで待つ: 「press」に問い合わせている"]


def test_what_follows_another_event_keeps_its_time_beside_its_condition() -> None:
    event = Moment.model_validate({"id": "calls", "after": "opened", "delay": "1m", "when": {"succeeded": "opened"}})
    assert moment(event).en == "1m after 'opened'"
    assert [each.en for each in conditions(event, {})] == ["waits until 'opened' has succeeded"]


def test_contacts_and_objectives_are_called_by_the_names_that_people_know() -> None:
    known = names_in(opened("watering-hole"))
    asked = in_words(Condition.model_validate({"asked": "owner"}), known)
    assert asked.en == "the team has asked 'the chamber of commerce (owner of the site)'"
    held = in_words(Condition.model_validate({"not": {"contained": "quiet"}}), known)
    assert held.ja == "目標「端末と指令サーバーとの通信を断つ」が達成されていない"

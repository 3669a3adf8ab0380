"""Conditions of events as the instructor's guide says them."""

from __future__ import annotations

import pytest

from cyder.model.timeline import Condition
from cyder.review.handouts.moments import in_words


@pytest.mark.parametrize(
    ("condition", "en", "ja"),
    [
        ({"reported": "first"}, "the first report was filed", "第一報が提出されている"),
        ({"not": {"replied": "ciso"}}, "not ('ciso' was answered)", "(「ciso」に回答している)ではない"),
        (
            {"any": [{"contained": "cut-off", "lasting": "10m"}, {"passed": "1h"}]},
            "objective 'cut-off' is held for 10m or the clock shows T+1h",
            "目標「cut-off」が達成されている状態が10分続いている、または時計がT+1hに達する",
        ),
    ],
)
def test_a_condition_is_said_in_both_languages(condition: dict[str, object], en: str, ja: str) -> None:
    said = in_words(Condition.model_validate(condition))
    assert (said.en, said.ja) == (en, ja)

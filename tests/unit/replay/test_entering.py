"""Trainees enter when they are first told something, never before the pre-roll is over."""

from __future__ import annotations

from typing import Any

import pytest

from cyder.model.timeline import InjectEvent
from cyder.replay.timeline import enters_at

TEXT = {"en": "Look.", "ja": "確認を。"}


def told(at: float | None, **fields: Any) -> InjectEvent:
    data = {"id": "call", "inject": "phone", "from": TEXT, "text": TEXT, "at": at, **fields}
    return InjectEvent.model_validate({name: value for name, value in data.items() if value is not None})


@pytest.mark.parametrize(
    ("events", "second"),
    [
        ([], 0.0),
        ([told(300.0), told(60.0)], 60.0),
        ([told(-120.0), told(60.0)], 0.0),
        ([told(30.0, audience=["instructors"]), told(60.0)], 60.0),
        ([told(None, manual=True)], 0.0),
    ],
)
def test_trainees_enter_when_they_are_first_told_something(events: list[InjectEvent], second: float) -> None:
    assert enters_at(events) == second

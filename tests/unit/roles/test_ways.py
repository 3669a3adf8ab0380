"""Every action names the ways that it has, so that a scenario can name them, too."""

from __future__ import annotations

import pytest

from cyder.exercise.claims import Preview
from cyder.exercise.library import catalogue

PREVIEW = Preview()
ACTIONS = catalogue().actions


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_has_the_ways_that_it_names_and_no_other(name: str) -> None:
    action = ACTIONS[name]
    found = set(PREVIEW.claims(action).ways)
    assert action.ways, "a scenario could name none"
    if found:  # what must see a living machine first is held to this by the self-test
        assert found == {*action.ways, *action.mends}

"""Each scenario that ships can be solved, by somebody who knows only what its machines show."""

from __future__ import annotations

import pytest

from cyder.cli.rehearsing import table_of
from cyder.exercise.desk import Desk
from cyder.exercise.library import shipped
from cyder.exercise.rehearsing import rehearse, shared_answers
from cyder.exercise.trainees import TRAINEES
from tests.leftovers import leftovers

pytestmark = pytest.mark.engine
PLAYED = sorted(shipped().keys() - {"town-hall"})
"""town-hall is a place to look round in; it has no tier of its own."""


def test_all_four_trainees_earn_what_they_should(desk: Desk) -> None:
    before = leftovers()
    played = rehearse(desk, "strange-mail", TRAINEES, tier="tiny")
    print(table_of(played))
    assert played.broken == ()
    assert {find.name for find in played.finds} >= {"account", "attachment", "url"}
    assert leftovers() == before


@pytest.mark.rehearse
@pytest.mark.parametrize("scenario", PLAYED)
def test_a_scenario_that_ships_is_solved_and_nothing_is_earned_by_waiting(desk: Desk, scenario: str) -> None:
    played = rehearse(desk, scenario, TRAINEES, tier="tiny")
    print(table_of(played))
    assert played.broken == ()


@pytest.mark.rehearse
@pytest.mark.parametrize("seed", [f"seed-{number}" for number in range(5)])
@pytest.mark.parametrize("scenario", ["strange-mail", "defaced-site", "camera-botnet"])
def test_it_is_solved_under_five_seeds_and_neighbours_share_no_answer(desk: Desk, scenario: str, seed: str) -> None:
    played = rehearse(desk, scenario, ["perfect", "idle"], tier="tiny", seed=seed)
    assert played.broken == ()
    assert shared_answers(played) == []

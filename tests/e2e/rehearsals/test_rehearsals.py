"""Each scenario that ships can be solved, by somebody who knows only what its machines show."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cyder.cli.rehearsing import table_of
from cyder.exercise.library import opened
from cyder.exercise.rehearsing import rehearsable
from cyder.exercise.side_by_side import Wish, side_by_side
from cyder.model.rehearsal import TRAINEES, Rehearsal, Trainee
from tests.leftovers import leftovers

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1800)]
PLAYED = rehearsable()
BY_ALL = ("first-look", "strange-mail", "town-hall")
"""The scenarios that all four trainees play here; `make rehearse` lets all four play every one, under five seeds."""

AT_ONCE = 4
"""Rehearsals wait more than they work: four of them, most of one team, keep two processors busy."""


@pytest.fixture(scope="module")
def rehearsals(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Rehearsal]:
    """Play every scenario once, each in a process of its own, and tell what each earned."""
    before = leftovers()
    wishes = [_wish(name) for name in sorted(PLAYED, key=_work, reverse=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", engine_url)
        patch.setenv("CYDER_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        played = {each.scenario: each for each in side_by_side(wishes, AT_ONCE)}
    print("\n".join(map(table_of, played.values())))
    assert leftovers() == before
    return played


def _work(name: str) -> int:
    """Return about how long a rehearsal takes: the longest begin first, so that none goes on alone in the end."""
    return len(opened(name).players["perfect"]) * len(_cast(name))


def _cast(name: str) -> tuple[Trainee, ...]:
    return TRAINEES if name in BY_ALL else TRAINEES[:1]


def _wish(name: str) -> Wish:
    cast = _cast(name)
    return Wish(name, None, ("--tier", "tiny", *(word for who in cast for word in ("--player", who))))


@pytest.mark.parametrize("scenario", PLAYED)
def test_a_scenario_is_solved_by_somebody_who_only_looks_and_mends(
    rehearsals: Mapping[str, Rehearsal], scenario: str
) -> None:
    played = rehearsals[scenario]
    assert played.broken == ()
    assert played.scores["perfect"].share >= 0.95
    assert played.answers, "nothing was found by looking"


@pytest.mark.parametrize("scenario", BY_ALL)
def test_the_other_trainees_earn_what_they_should(rehearsals: Mapping[str, Rehearsal], scenario: str) -> None:
    scores = rehearsals[scenario].scores
    assert set(scores) == set(TRAINEES)
    assert scores["idle"].share <= 0.05 < scores["clumsy"].share < scores["perfect"].share

"""One real LAN of first-look that all conformance tests share: bringing it up costs more than asking it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cyder.exercise.conducting import stage_of
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.lowering import down
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.replay.clock import ExerciseClock
from cyder.replay.stage import Stage

NAME = "t-conformance"


@pytest.fixture(scope="session")
def exercise(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exercise]:
    folder: Path = tmp_path_factory.mktemp("conformance")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", engine_url)
        desk = Desk(Places(state_dir=folder / "state", run_dir=folder / "run"))
        try:
            yield up(desk, "first-look", teams=1, name=NAME, seed="conformance", voice=Silence())
        finally:
            down(desk, None, everything=False, archive=True, voice=Silence()) if desk.store.live() else None


@pytest.fixture(scope="session")
def stage(exercise: Exercise) -> Stage:
    clock = ExerciseClock(exercise.desk.clock, start=0, speed=1)
    return stage_of(exercise, "team1", exercise.ledger, clock)

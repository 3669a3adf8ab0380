"""Real LANs for end-to-end tests, taken down whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cyder.exercise.desk import Desk
from cyder.exercise.lowering import down
from cyder.exercise.voice import Silence
from cyder.lan.places import Places


@pytest.fixture
def desk(engine_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Return a desk on the real engine with a state of its own; exercises left on it are taken down."""
    monkeypatch.setenv("DOCKER_HOST", engine_url)
    opened = Desk(Places(state_dir=tmp_path / "state", run_dir=tmp_path / "run"))
    yield opened
    for record in opened.store.live():
        down(opened, record.name, everything=False, archive=True, voice=Silence())

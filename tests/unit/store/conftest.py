"""A store in a file of its own, and an exercise in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cyder.store import ExerciseRecord, Store

Create = Callable[..., ExerciseRecord]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'state' / 'cyder.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    yield opened
    opened.close()


@pytest.fixture
def create(store: Store) -> Create:
    """Return a function that makes an exercise of a given name and number of teams."""

    def make(name: str = "first-look", teams: int = 2) -> ExerciseRecord:
        return store.create(
            name,
            scenario_text="scenario: first-look\n",
            scenario_name="first-look.yaml",
            scenario_digest="d" * 64,
            secret=b"\x00secret\xff",
            teams=teams,
            seeded=False,
        )

    return make


@pytest.fixture
def record(create: Create) -> ExerciseRecord:
    return create()

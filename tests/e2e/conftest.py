"""Real LANs for end-to-end tests, taken down whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from cyder.exercise.desk import Desk
from cyder.exercise.lowering import down
from cyder.exercise.voice import Silence
from cyder.lan.docker import DockerProvider
from cyder.lan.places import Places
from cyder.lan.wirer import choose_wirer
from tests.lans import EXERCISE, client_of


@pytest.fixture
def desk(engine_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Return a desk on the real engine with a state of its own; exercises left on it are taken down."""
    monkeypatch.setenv("DOCKER_HOST", engine_url)
    opened = Desk(Places(state_dir=tmp_path / "state", run_dir=tmp_path / "run"))
    yield opened
    for record in opened.store.live():
        down(opened, record.name, everything=False, archive=True, voice=Silence())


@pytest.fixture(scope="session")
def client(engine_url: str) -> Iterator[docker.DockerClient]:
    """Return a client of the real engine."""
    made = client_of(engine_url)
    yield made
    made.close()


@pytest.fixture
def provider(client: docker.DockerClient) -> Iterator[DockerProvider]:
    """Return a provider on the real engine; what a test leaves of its exercise is destroyed."""
    made = DockerProvider(client, choose_wirer(client))
    yield made
    for lan in made.lans():
        if lan.exercise == EXERCISE:
            made.destroy(lan)

"""What tests share: an engine where there is one, and places of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cyder.lan import engine
from cyder.lan.places import Places


@pytest.fixture(scope="session")
def engine_url() -> str:
    """Return where an engine answers. In CI its absence is a failure; elsewhere it is said why nothing was tested."""
    found = engine.find(Places.from_environment())
    if found is not None:
        return found.url
    if os.environ.get("CI") == "true":
        pytest.fail("CI without a Docker Engine: `cyder engine start` must have run before the tests")
    pytest.skip("no Docker Engine answers: `cyder engine start` starts one")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return places of this test alone."""
    return Places(state_dir=tmp_path / "state", run_dir=tmp_path / "run")

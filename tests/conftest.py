"""What tests share: an engine where there is one, and places of their own."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from cyder.lan import engine
from cyder.lan.places import Places

# What tests make lives briefly and is many: looking for rings of it so often was a tenth of the time.
gc.set_threshold(50_000, 20, 100)

# Machines are noisy, so no example has a deadline; in CI the same examples every time: a red run is the change's doing.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


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

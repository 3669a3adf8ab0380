"""What tests share: an engine where there is one, and places of their own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from cyder.lan import engine
from cyder.lan.places import Places

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


LEFT_OUT = pytest.StashKey[int]()
"""How many tests the workers left out: each collects all of them, and pytest itself tells only of its own process."""


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Tell from a worker how many tests it was told to leave out."""
    told = getattr(items[0].config, "workeroutput", None) if items else None
    if told is not None:
        told["left out"] = told.get("left out", 0) + len(items)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear it from a worker that ends."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say it as pytest does where there are no workers."""
    if config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{config.stash[LEFT_OUT]} deselected")

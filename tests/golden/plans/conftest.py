"""The first scenario as team 1 gets it from a written-down seed, and texts that were read once and kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import cyder.roles
from cyder.contracts.registry import Catalogue
from cyder.model.seed import Seed
from cyder.planning.resolve import Resolved, resolve
from cyder.scenario import load

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def first_look() -> Callable[[str], Resolved]:
    """Return a function from a team to its exercise; the secret of team 1's seed is `golden`."""
    catalogue = Catalogue.scan(cyder.roles)
    scenario = load(ROOT / "scenarios" / "first-look.yaml", catalogue)

    def resolved(team: str) -> Resolved:
        seed = Seed(b"golden") if team == "team1" else Seed(b"golden").child(team)
        return resolve(scenario, team, seed, catalogue, exercise="first-look")

    return resolved


@pytest.fixture(scope="session")
def team1_of() -> Callable[[str], Resolved]:
    """Return a function from a shipped scenario's name to its first team's exercise; the secret is `golden`."""
    catalogue = Catalogue.scan(cyder.roles)

    def resolved(name: str) -> Resolved:
        scenario = load(ROOT / "scenarios" / f"{name}.yaml", catalogue)
        return resolve(scenario, "team1", Seed(b"golden"), catalogue, exercise=name)

    return resolved


@pytest.fixture
def golden() -> Callable[[str, Path], None]:
    """Return what compares a text with a file; with CYDER_GOLDEN=write it writes the file instead."""

    def compare(text: str, path: Path) -> None:
        if os.environ.get("CYDER_GOLDEN") == "write":
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), "regenerate with CYDER_GOLDEN=write, then read the diff"

    return compare

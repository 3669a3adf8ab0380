"""Each Compose file that ships is the export of a scenario that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cyder.exercise.library import shipped
from cyder.planning.compose import compose, to_yaml
from cyder.planning.resolve import Resolved

FOLDER = Path(__file__).parents[3] / "compose" / "lan"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_a_shipped_compose_file_is_the_export_of_a_shipped_scenario(
    name: str, team1_of: Callable[[str], Resolved], golden: Callable[[str, Path], None]
) -> None:
    golden(to_yaml(compose(team1_of(name), name)), FOLDER / f"{name}.yaml")


def test_every_shipped_compose_file_has_a_scenario() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} <= set(shipped())

"""The Compose file that ships is the export of the scenario that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cyder.planning.compose import compose, to_yaml
from cyder.planning.resolve import Resolved

SHIPPED = Path(__file__).parents[3] / "compose" / "lan" / "first-look.yaml"


def test_the_shipped_compose_file_is_the_export_of_the_shipped_scenario(
    first_look: Callable[[str], Resolved], golden: Callable[[str, Path], None]
) -> None:
    golden(to_yaml(compose(first_look("team1"), "first-look")), SHIPPED)

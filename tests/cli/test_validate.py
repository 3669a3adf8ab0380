"""Every bad file, one a rule, through the command that authors use."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Prompt

BAD = sorted((Path(__file__).parents[1] / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_its_place_and_a_remedy(prompt: Prompt, path: Path) -> None:
    refused = prompt("scenario", "validate", str(path))
    assert refused.code == 2
    assert re.match(rf"{re.escape(str(path))}:\d+:\d+: ", refused.err), refused.err
    assert "\n  hint: " in refused.err


def test_there_are_more_than_thirty_rules_with_a_bad_file_each() -> None:
    assert len(BAD) > 30


STEPS = list(zip("abcdefghi", "bcdefghij", strict=True))
HOSTILE = {
    "brackets": "[" * 200_000,
    "aliases": "a: &a [x, x]\n" + "".join(f"{new}: &{new} [*{old}, *{old}]\n" for old, new in STEPS),
    "merges": "a: &a {x: 1}\n" + "".join(f"{new}: &{new}\n  <<: [*{old}, *{old}]\n" for old, new in STEPS),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_under_a_second(prompt: Prompt, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(HOSTILE[name])
    began = time.monotonic()
    refused = prompt("scenario", "validate", str(path))
    assert time.monotonic() - began < 1
    assert refused.code == 2
    assert f"{path}:1:" in refused.err

"""The command that hands what really happened to other programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Prompt


def test_the_command_writes_a_file_and_says_what_is_wrong_with_one_that_cannot_be(
    prompt: Prompt, tmp_path: Path
) -> None:
    prompt.well("up", "first-look")
    prompt.well("start", "--speed", "max")
    file = tmp_path / "layer.json"
    assert str(file) in prompt.well("truth", "--as", "navigator", "-o", str(file)).out
    assert json.loads(file.read_text())["domain"] == "enterprise-attack"
    said = prompt("truth", "-o", str(tmp_path / "none" / "layer.json"))
    assert said.code == 2
    assert "give a file in a folder that exists" in said.err

"""The help texts: golden, and complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from cyder.cli.app import app
from tests.cli.conftest import Prompt

GOLDEN = Path(__file__).parents[1] / "golden" / "help"


def commands() -> Iterator[tuple[str, ...]]:
    """Yield every command's words: `up`, `scenario validate`, …; a group's own, if it does something by itself."""
    root = get_command(app)
    assert isinstance(root, typer.core.TyperGroup)
    for name, command in root.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from ((name, below) for below in command.commands)
            if command.invoke_without_command:
                yield (name,)
        else:
            yield (name,)


COMMANDS = sorted(commands())


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_json_and_a_sentence(prompt: Prompt, words: tuple[str, ...]) -> None:
    said = prompt.well(*words, "--help").out
    assert "--json" in said
    golden = GOLDEN / f"{'-'.join(words)}.txt"
    if os.environ.get("CYDER_GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(said)
    assert said == golden.read_text()


def test_the_exit_codes_are_in_the_help(prompt: Prompt) -> None:
    said = " ".join(prompt.well("--help").out.split())
    assert "0 done, 1 failed, 2 bad input, 3 engine or set-up missing" in said

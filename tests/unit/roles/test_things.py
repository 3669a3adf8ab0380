"""What actions call the things they leave is read by trainees in their scores: in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import cyder.roles
from cyder.model.things import THINGS

ROLES = Path(cyder.roles.__file__).parent


def test_every_word_for_a_thing_that_an_action_leaves_is_there_in_japanese_and_no_other() -> None:
    calls = (
        node
        for file in ROLES.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "entity"
    )
    words = {
        call.args[0].value
        for call in calls
        if isinstance(call.args[0], ast.Constant) and "account" not in {keyword.arg for keyword in call.keywords}
    }
    assert words == THINGS.keys()

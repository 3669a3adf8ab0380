"""What actions call the things they leave is read by trainees in their scores: in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import cyder.roles
from cyder.contracts.registry import Catalogue
from cyder.model.things import THINGS, WAYS

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


def test_every_way_to_contain_or_mend_something_is_there_in_japanese_and_no_other() -> None:
    actions = Catalogue.scan(cyder.roles).actions.values()
    assert {way for action in actions for way in (*action.ways, *action.mends)} == WAYS.keys()

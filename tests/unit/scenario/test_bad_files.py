"""One bad file per rule: each breaks that rule alone, and says so in words that are kept as golden texts."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest

import cyder.scenario
from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput, suggest
from cyder.scenario import load_text
from cyder.scenario.read import decode

TESTS = Path(__file__).parents[2]
BAD = sorted((TESTS / "bad").glob("*.yaml"))
GOLDEN = TESTS / "golden" / "errors"
MADE_BY_TESTS = {"too-big", "too-many-values", "too-many-entries", "endless-number", "no-offset", "unknown-variant"}
"""Rules whose bad file would be too long to keep, or that only a report, or somebody who asks for a tier, can break."""
NO_RULES = {"per-interface", "utf-8"}


def refusal(path: Path, catalogue: Catalogue) -> BadInput:
    """Return what is said about a bad file, named as from the top of a checkout."""
    name = f"tests/bad/{path.name}"
    with pytest.raises(BadInput) as caught:
        load_text(decode(path.read_bytes(), name), name, catalogue)
    return caught.value


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_in_the_words_of_its_golden_text(path: Path, either_catalogue: Catalogue) -> None:
    every_role = suggest("", either_catalogue.roles.keys() - {"prober"})
    every_action = suggest("", either_catalogue.actions)
    said = f"{refusal(path, either_catalogue)}\n".replace(every_role, " (known: EVERY ROLE)")
    said = said.replace(every_action, " (known: EVERY ACTION)")
    golden = GOLDEN / f"{path.stem}.txt"
    if os.environ.get("CYDER_GOLDEN") == "write" and either_catalogue.folders:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_breaks_the_rule_it_is_named_after_and_no_other(path: Path, catalogue: Catalogue) -> None:
    assert {problem.rule for problem in refusal(path, catalogue).problems} == {path.stem}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_problem_has_a_place_in_the_file_and_a_remedy(path: Path, catalogue: Catalogue) -> None:
    lines = path.read_bytes().decode(errors="replace").splitlines()
    error = refusal(path, catalogue)
    for problem in error.problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1
        assert problem.hint
        assert re.search(rf"^{re.escape(problem.file)}:\d+:\d+: ", str(error), re.MULTILINE)


def test_every_rule_in_the_code_has_a_bad_file_named_after_it() -> None:
    folder = Path(cyder.scenario.__file__).parent
    constants = {
        node.value
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    rules = {text for text in constants if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", text)} - NO_RULES
    assert rules == {path.stem for path in BAD} | MADE_BY_TESTS


def test_every_golden_text_has_its_bad_file() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {path.stem for path in BAD}

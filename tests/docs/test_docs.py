"""The documentation holds: links lead somewhere, commands exist, the reference is what the program says."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cyder.exercise.library import catalogue
from cyder.planning.action_pages import opening
from cyder.planning.action_sheets import action_sheet
from cyder.planning.sheets import sheet
from tests.cli.test_help import COMMANDS, GOLDEN

TOP = Path(__file__).parents[2]
PAGES = sorted([*TOP.glob("*.md"), *TOP.glob("docs/**/*.md"), *TOP.glob("cyder/roles/*/README.md")])


def console_lines(page: Path) -> Iterator[list[str]]:
    """Yield the commands of ours in a page's console blocks, as words; what is typed inside a node is not ours."""
    for block in re.findall(r"```console\n(.*?)```", page.read_text(), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ cyder "):
                yield shlex.split(line.removeprefix("$ "))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if not link.startswith("http"):
            assert (page.parent / link).exists(), f"{page}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_every_command_shown_exists(page: Path) -> None:
    groups = {command[0] for command in COMMANDS if len(command) == 2}
    for words in console_lines(page):
        named = 2 if words[1] in groups and words[2:] and not words[2].startswith("-") else 1
        assert tuple(words[1 : 1 + named]) in COMMANDS, words


def reference() -> str:
    """Return the reference page of commands, made from what the commands say of themselves."""
    parts = ["# Commands\n", "Made from the program's own help. Exit codes: 0 done, 1 failed, 2 bad input, 3 engine or"]
    parts.append("set-up missing; `cyder exec` answers with its command's own code.\n")
    for words in COMMANDS:
        said = (GOLDEN / f"{'-'.join(words)}.txt").read_text().strip()
        parts.append(f"## cyder {' '.join(words)}\n\n```text\n{said}\n```\n")
    return "\n".join(parts)


def actions_page() -> str:
    """Return the reference page of actions and roles, made from the catalogue."""
    found = catalogue()
    parts = [
        "# Roles and actions\n",
        "Made from the catalogue; `cyder roles show ROLE` has the rest of a role.\n",
        "| role | what it is | ports | open to trainees |",
        "|---|---|---|---|",
    ]
    for each in map(sheet, found.roles.values()):
        page = f"[{each.id}](../../cyder/roles/{each.id}/README.md)"
        parts.append(f"| {page} | {each.summary} | {' '.join(each.ports)} | {each.open} |")
    parts += ["", "| action | what it is | ATT&CK | plays at |", "|---|---|---|---|"]
    for one in map(action_sheet, found.actions.values()):
        where, called = f"{' '.join(one.sources)} → {' '.join(one.targets)}", f"{one.title.en} / {one.title.ja}"
        parts.append(f"| [{one.id}](actions/{one.id}.md) | {called} | {' '.join(one.techniques)} | {where} |")
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize(("name", "make"), [("commands.md", reference), ("catalogue.md", actions_page)])
def test_a_reference_page_is_what_the_program_says(name: str, make: object) -> None:
    assert callable(make)
    page, made = TOP / "docs" / "reference" / name, make()
    if os.environ.get("CYDER_GOLDEN") == "write":
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(made)
    assert page.read_text() == made


@pytest.mark.parametrize("name", catalogue().actions)
def test_every_action_has_a_page_with_what_the_self_test_saw(name: str) -> None:
    sheet = action_sheet(catalogue().actions[name])
    text = (TOP / "docs" / "reference" / "actions" / f"{name}.md").read_text()
    assert text.startswith(opening(sheet)), "write it anew: cyder actions test --pages docs/reference/actions"
    seen, _, contained = text.partition("## What a defender sees")[2].partition("## What contains it")
    assert seen.count("```console") >= 1
    assert contained.count("```console") >= 1


def test_every_page_about_an_action_is_about_one_there_is() -> None:
    pages = {path.stem for path in (TOP / "docs" / "reference" / "actions").glob("*.md")}
    assert pages == set(catalogue().actions)


def test_every_word_of_the_glossary_stands_there_once() -> None:
    words = re.findall(r"^\| ([\w-]+) \|", (TOP / "docs" / "glossary.md").read_text(), re.MULTILINE)[1:]
    assert len(words) == len(set(words))
    assert len(words) > 15

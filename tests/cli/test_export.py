"""`cyder report export`, and the mistakes that are made with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cyder.model.ledger import Started
from cyder.review.forms import FORMATS
from tests.cli.conftest import Prompt
from tests.unit.review.forms.filed import WHOLE


def filed(prompt: Prompt, tmp_path: Path, *, teams: int = 1) -> None:
    """File two versions for the first team: a blank one, and one in which everything is filled in."""
    prompt.well("up", "first-look", "--teams", str(teams))
    prompt.desk.exercise(None).ledger.append(Started(speed=1), author="conductor", clock=0)
    for name, data in (("blank", {}), ("whole", WHOLE)):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(data))
        prompt.well("report", "submit", str(file), "--team", "team1")


@pytest.mark.parametrize("form", FORMATS)
def test_the_latest_version_is_written_to_standard_output_or_to_a_file(
    prompt: Prompt, tmp_path: Path, form: str
) -> None:
    filed(prompt, tmp_path)
    file = tmp_path / "out"
    printed = prompt.well("report", "export", "--format", form, "--lang", "ja").out
    said = prompt.well("report", "export", "2", "--format", form, "--lang", "ja", "-o", str(file), "--json")
    assert said.data == {"written": str(file), "media_type": FORMATS[form].media_type}
    assert file.read_text() == printed
    assert "【演習】" in printed


def test_an_earlier_version_is_asked_for_by_its_number(prompt: Prompt, tmp_path: Path) -> None:
    filed(prompt, tmp_path)
    first, last = (prompt.well("report", "export", number, "--lang", "en").out for number in ("1", "2"))
    assert first.startswith("# Security incident report: first report\n")
    assert last.startswith("# Security incident report: final report\n")


def test_a_file_that_is_there_is_kept_unless_force_is_used(prompt: Prompt, tmp_path: Path) -> None:
    filed(prompt, tmp_path)
    file = tmp_path / "mine.md"
    file.write_text("mine")
    said = prompt("report", "export", "-o", str(file))
    assert (said.code, f"{file} is there already" in said.err, "--force" in said.err) == (2, True, True)
    assert file.read_text() == "mine"
    assert prompt.well("report", "export", "-o", str(file), "--force").out == f"written: {file}\n"
    assert file.read_text() != "mine"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "pdf"), "unknown format 'pdf'"),
        (("--format", "htlm"), "did you mean 'html'"),
        (("--lang", "fr"), "unknown language 'fr'"),
        (("3",), "team1 has no version 3"),
        (("0",), "there are 1 to 2"),
        (("--team", "team7"), "unknown team 'team7'"),
        (("-o", "/nowhere/at/all.md"), "give a file in a folder that exists"),
    ],
)
def test_a_mistake_is_told_with_its_remedy(prompt: Prompt, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    filed(prompt, tmp_path)
    said = prompt("report", "export", *words)
    assert (said.code, said.out, told in said.err) == (2, "", True), said.err


def test_every_format_is_named_to_whoever_asks_for_another(prompt: Prompt, tmp_path: Path) -> None:
    filed(prompt, tmp_path)
    said = prompt("report", "export", "--format", "docx")
    assert all(name in said.err for name in FORMATS)


def test_a_team_that_filed_nothing_is_told_how_to(prompt: Prompt, tmp_path: Path) -> None:
    filed(prompt, tmp_path, teams=2)
    assert "say whose with --team team1" in prompt("report", "export").err
    said = prompt("report", "export", "--team", "team2")
    assert (said.code, "team2 has filed no report yet" in said.err) == (2, True)

"""`cyder scenario new`: a beginner's own scenario works before anything in it is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.exercise.library import catalogue
from cyder.scenario import load_text
from tests.cli.conftest import Prompt


def test_a_new_scenario_is_valid_and_says_what_to_do_next(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "our-town.yaml"
    said = prompt.well("scenario", "new", "our-town", "-o", str(tmp_path)).out
    assert said.startswith(f"written: {path}\n")
    for line in said.splitlines():
        if line.startswith("  cyder scenario validate"):
            assert prompt.well(*line.split()[1:]).out == "our-town: no problems\n"
    assert f"  cyder scenario validate {path}\n" in said


def test_a_new_scenario_has_everything_that_people_read(prompt: Prompt, tmp_path: Path) -> None:
    prompt.well("scenario", "new", "our-town", "-o", str(tmp_path))
    scenario = load_text((tmp_path / "our-town.yaml").read_text(encoding="utf-8"), "our-town.yaml", catalogue())
    guide = scenario.guide
    assert all((scenario.story, scenario.pre_study, scenario.hints, scenario.duties))
    assert all((guide.watch, guide.mistakes, guide.debrief, guide.knobs))
    assert {"perfect", "idle"} <= scenario.players.keys()


def test_a_file_that_is_there_is_not_written_over(prompt: Prompt, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("precious")
    assert "exists" in prompt("scenario", "new", "mine", "-o", str(tmp_path)).err
    assert (tmp_path / "mine.yaml").read_text() == "precious"


@pytest.mark.parametrize("name", ["Our-Town", "../out", "a--b", "x" * 41])
def test_what_is_no_name_is_refused_before_anything_is_written(prompt: Prompt, tmp_path: Path, name: str) -> None:
    answer = prompt("scenario", "new", name, "-o", str(tmp_path))
    assert answer.code != 0
    assert "is not a name for a scenario" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_with_a_remedy(prompt: Prompt, tmp_path: Path) -> None:
    answer = prompt("scenario", "new", "mine", "-o", str(tmp_path / "nowhere"))
    assert answer.code != 0
    assert "hint: give a folder that exists" in answer.err

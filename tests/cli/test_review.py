"""`cyder review`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from cyder.model.ledger import Started
from cyder.review.aar import pdf
from tests.cli.conftest import Prompt

SCRIPTED = ("--player", "team1=perfect")


def played(prompt: Prompt, *, teams: int) -> None:
    prompt.well("up", "first-look", "--teams", str(teams))
    prompt.well("start", "--speed", "max", *SCRIPTED)


def test_a_review_is_refused_until_the_exercise_is_over_unless_it_is_wanted_so_far(
    prompt: Prompt, tmp_path: Path
) -> None:
    prompt.well("up", "first-look")
    out = str(tmp_path / "review")
    assert "is not over, and a review holds the answers" in prompt("review", "-o", out).err
    assert "has not begun" in prompt("review", "-o", out, "--so-far").err
    prompt.desk.exercise(None).ledger.append(Started(speed=1), author="conductor", clock=0)
    said = prompt("review", "-o", out)
    assert (said.code, "--so-far" in said.err, (tmp_path / "review").exists()) == (2, True, False)
    prompt.well("review", "-o", out, "--so-far", "--lang", "en")
    assert "Keep it from the teams." in (tmp_path / "review" / "en" / "index.html").read_text()


def test_a_review_has_a_page_for_each_language_and_the_plain_data(prompt: Prompt, tmp_path: Path) -> None:
    played(prompt, teams=3)
    made = prompt.well("review", "first-look", "-o", str(tmp_path / "r"), "--json").data["written"]
    assert [str(Path(name).relative_to(tmp_path / "r")) for name in made] == [
        "review.json",
        "ja/index.html",
        "en/index.html",
    ]
    assert {path for path in tmp_path.rglob("*") if path.is_file()} >= {Path(name) for name in made}
    review = json.loads((tmp_path / "r" / "review.json").read_text())
    commands = [point["command"] for team in review["teams"] for point in team["points"] if point["quote"]]
    assert "mail$ grep auth_failed /var/log/mail.log" in commands
    assert "気付けたはずのログ" in (tmp_path / "r" / "ja" / "index.html").read_text()


def test_the_version_for_a_team_has_nothing_of_the_others(prompt: Prompt, tmp_path: Path) -> None:
    played(prompt, teams=3)
    prompt.well("review", "-o", str(tmp_path / "r"), "--team", "team2")
    exercise = prompt.desk.exercise(None)
    others = {exercise.resolved(team).values["source"] for team in ("team1", "team3")}
    for file in (path for path in (tmp_path / "r").rglob("*") if path.is_file()):
        text = file.read_text()
        assert "team2" in text
        assert not [word for word in {"team1", "team3"} | others if word in text], file


def test_a_folder_with_something_in_it_is_left_alone_unless_forced(prompt: Prompt, tmp_path: Path) -> None:
    played(prompt, teams=1)
    (tmp_path / "notes.txt").write_text("mine")
    said = prompt("review", "-o", str(tmp_path))
    assert (said.code, "--force" in said.err) == (2, True)
    prompt.well("review", "-o", str(tmp_path), "--force", "--lang", "ja")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert not (tmp_path / "en").exists()


def test_nothing_is_written_outside_the_folder(prompt: Prompt, tmp_path: Path) -> None:
    played(prompt, teams=1)
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "r"
    elsewhere.mkdir()
    folder.mkdir()
    (folder / "ja").symlink_to(elsewhere)
    said = prompt("review", "-o", str(folder), "--force")
    assert (said.code, "leads out of" in said.err) == (2, True)
    assert list(elsewhere.iterdir()) == []


def test_beginners_mistakes_are_answered_with_a_remedy(prompt: Prompt, tmp_path: Path) -> None:
    played(prompt, teams=2)
    assert "did you mean 'team2'" in prompt("review", "-o", str(tmp_path / "r"), "--team", "taem2").err
    assert (
        "unknown language 'jp' (known: both, en, ja)" in prompt("review", "-o", str(tmp_path / "r"), "--lang", "jp").err
    )
    (tmp_path / "file").write_text("")
    said = prompt("review", "-o", str(tmp_path / "file"))
    assert (said.code, "hint: give a folder" in said.err) == (2, True)


def test_a_pdf_is_an_extra_and_its_absence_is_said_before_anything_is_written(
    prompt: Prompt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(prompt, teams=1)
    prompt.well("review", "-o", str(tmp_path / "r"), "--pdf", "--lang", "ja")
    assert (tmp_path / "r" / "ja" / "review.pdf").read_bytes().startswith(b"%PDF-")
    monkeypatch.setattr(pdf, "FONTS", ("No Such Font",))
    assert "warning: no Japanese font" in prompt.well("review", "-o", str(tmp_path / "s"), "--pdf").out
    monkeypatch.setitem(sys.modules, "typst", None)
    said = prompt("review", "-o", str(tmp_path / "t"), "--pdf")
    assert (said.code, "pip install 'cyder[pdf]'" in said.err, (tmp_path / "t").exists()) == (3, True, False)

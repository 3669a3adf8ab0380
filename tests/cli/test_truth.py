"""`cyder truth` and `cyder actions sigma`."""

from __future__ import annotations

import json
from pathlib import Path

from cyder.exercise.sigma import rule_files
from cyder.model.ledger import EventOutcome, Started
from cyder.review.sigma import matches
from tests.cli.conftest import Prompt


def played(prompt: Prompt, *, teams: int = 1) -> None:
    prompt.well("up", "first-look", "--teams", str(teams))
    prompt.well("start", "--speed", "max")


def test_the_truth_is_refused_until_the_exercise_is_over_unless_it_is_wanted_now(prompt: Prompt) -> None:
    prompt.well("up", "first-look")
    said = prompt("truth")
    assert (said.code, "has not begun" in said.err, "hint: cyder start first-look" in said.err) == (2, True, True)
    exercise = prompt.desk.exercise(None)
    exercise.ledger.append(Started(speed=1), author="conductor", clock=0)
    said = prompt("truth", "--as", "stix")
    assert said.code == 2
    assert "is not over, and this holds the answers" in said.err
    assert "--now" in said.err
    assert prompt.well("truth", "--now").data["events"] == []


def test_every_form_is_written_and_the_same_each_time(prompt: Prompt, tmp_path: Path) -> None:
    played(prompt)
    for form, key in (("navigator", "techniques"), ("stix", "objects"), ("json", "events")):
        file = tmp_path / f"{form}.json"
        assert prompt.well("truth", "first-look", "--as", form, "-o", str(file)).out == f"written: {file}\n"
        assert json.loads(file.read_text())[key]
        assert prompt.well("truth", "--as", form, "-o", "-").out == file.read_text()


def test_with_several_teams_one_must_be_named_and_must_exist(prompt: Prompt) -> None:
    played(prompt, teams=2)
    assert "whose truth? teams: team1, team2" in prompt("truth").err
    assert "did you mean 'team2'" in prompt("truth", "--team", "taem2").err
    assert prompt.well("truth", "--team", "team2").data["team"] == "team2"


def test_a_file_that_cannot_be_written_is_said_with_a_remedy(prompt: Prompt, tmp_path: Path) -> None:
    played(prompt)
    said = prompt("truth", "-o", str(tmp_path / "nowhere" / "x.json"))
    assert (said.code, "No such file or directory" in said.err) == (2, True)
    assert "hint: give a file in a folder that exists" in said.err


def test_every_rule_is_written_into_a_folder(prompt: Prompt, tmp_path: Path) -> None:
    rules = {file.action for file in rule_files(prompt.desk.catalogue)}
    said = prompt.well("actions", "sigma", "-o", str(tmp_path / "rules"))
    assert f"written: {len(rules)} rules" in said.out
    assert {path.stem for path in (tmp_path / "rules").iterdir()} == rules
    (tmp_path / "file").write_text("")
    assert prompt("actions", "sigma", "-o", str(tmp_path / "file")).code == 2


def test_rules_match_what_a_whole_exercise_left_in_its_logs(prompt: Prompt) -> None:
    played(prompt)
    rules = {file.action: file.rule for file in rule_files(prompt.desk.catalogue)}
    outcomes = [e.body.outcome for e in prompt.desk.exercise(None).ledger.entries() if isinstance(e.body, EventOutcome)]
    done = [outcome for outcome in outcomes if outcome.kind == "succeeded"]
    assert done
    for outcome in done:
        assert matches(rules[outcome.action], [receipt.line for receipt in outcome.receipts]), outcome.event

"""Commands as a person types them: what they print, what they answer with, how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Prompt


def test_up_says_what_to_do_next_and_up_again_changes_nothing(prompt: Prompt) -> None:
    said = prompt.well("up", "first-look", "--teams", "2").out
    assert "exercise 'first-look' is up for team1, team2" in said
    assert "next: cyder start first-look" in said
    assert "already as it should be" in prompt.well("up", "first-look").out


def test_a_plan_from_nothing_warns_that_values_are_examples_and_after_up_there_is_nothing_to_do(prompt: Prompt) -> None:
    before = prompt.well("plan", "first-look", "--teams", "2").out
    assert "Values that differ between teams are examples" in before
    assert "create mail (mail) office=10.66.0.11" in before
    assert "team2: source=" in before
    prompt.well("up", "first-look", "--teams", "2")
    assert prompt.well("plan", "first-look").out.count("nothing to do") == 2


def test_an_exercise_from_the_command_line(prompt: Prompt, tmp_path: Path) -> None:
    prompt.well("up", "first-look")
    told = prompt.well("start", "--speed", "max", "--player", "team1=perfect").out
    assert "burst (cred.imap-guess): succeeded" in told
    assert "mail:/var/log/mail.log: " in told
    assert "phone from your monitoring company" in told
    assert "again (cred.imap-guess): blocked" in told
    shown = prompt.well("score").out
    assert "team1: 100.0 of 100 gradable points (100%)" in shown
    assert prompt.well("score", "--json").data["scores"][0]["earned"] == 100
    assert "version 1" in prompt.well("report", "list").out
    assert "ended" in prompt.well("status").out
    refused = prompt("report", "submit", str(report_file(tmp_path)))
    assert refused.code == 2
    assert "is over" in refused.err


def report_file(folder: Path) -> Path:
    path = folder / "report.yaml"
    path.write_text("stage: first\nindicators: [{kind: ip, value: 203.0.113.7}]\n")
    return path


def test_the_report_template_is_a_report(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(prompt.well("report", "template").out)
    prompt.well("up", "first-look")
    refused = prompt("report", "submit", str(path))
    assert refused.code == 2, "the template itself is well-formed, so the only complaint is that it is too early"
    assert "has not begun" in refused.err
    assert "hint: cyder start first-look" in refused.err


def test_a_report_with_a_time_without_offset_is_refused_with_its_place(prompt: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text("timeline:\n  - {type: login, at: 2026-04-01T09:00:00, host: mail}\n")
    prompt.well("up", "first-look")
    refused = prompt("report", "submit", str(path))
    assert refused.code == 2
    assert f"{path}:2:" in refused.err
    assert "timeline[0].at" in refused.err


def test_a_missing_report_file_is_named_with_a_remedy(prompt: Prompt) -> None:
    refused = prompt("report", "submit", "nowhere.yaml")
    assert refused.code == 2
    assert "nowhere.yaml" in refused.err
    assert "report template" in refused.err


def test_exec_answers_with_the_commands_own_code(prompt: Prompt) -> None:
    prompt.well("up", "first-look")
    assert prompt("exec", "mail", "--", "grep", "nobody", "/var/log/mail.log").code == 1
    assert prompt.well("exec", "mail", "--json", "--", "grep", "imap-login", "/var/log/mail.log").data["code"] == 0


def test_a_trainee_cannot_enter_the_attacker_and_is_told_what_is_open(prompt: Prompt) -> None:
    prompt.well("up", "first-look")
    refused = prompt("exec", "intruder", "--", "true")
    assert refused.code == 2
    assert "'intruder' is not yours to enter" in refused.err
    assert "open to trainees: gw, dns, mail, pc" in refused.err
    assert prompt("exec", "intruder", "--as", "instructor", "--", "true").code == 0


def test_logs_shows_the_log_a_role_is_known_for(prompt: Prompt) -> None:
    prompt.well("up", "first-look")
    assert "imap-login" in prompt.well("logs", "mail", "-n", "5").out
    refused = prompt("logs", "mail", "--log", "sales")
    assert refused.code == 2
    assert "its logs: mail, system" in refused.err


def test_a_shell_without_a_terminal_points_to_exec(prompt: Prompt) -> None:
    refused = prompt("shell", "mail")
    assert refused.code == 2
    assert "cyder exec mail -- COMMAND" in refused.err


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("up", "first-lok"), "did you mean 'first-look'"),
        (("status", "nothing"), "unknown exercise 'nothing'"),
        (("score",), "there is no exercise"),
        (("start", "--speed", "fast"), "there is no exercise"),
        (("down", "nothing"), "unknown exercise 'nothing'"),
        (("down", "x", "--all"), "both a name and --all"),
        (("actions", "--audit", "list"), "--audit does not go before 'list'"),
        (("actions", "--json", "list"), "--json does not go before 'list'"),
        (("actions", "--json"), "`cyder actions list` lists them"),
        (("up", "first-look", "--name", "No Name"), "--name 'No Name'"),
        (("scenario", "validate", "nowhere.yaml"), "unknown scenario 'nowhere.yaml'"),
        (("validate", "first-look"), "hint: cyder scenario validate\n"),
    ],
)
def test_a_beginners_mistake_is_answered_with_a_sentence_and_code_2(
    prompt: Prompt, words: tuple[str, ...], word: str
) -> None:
    refused = prompt(*words)
    assert refused.code == 2
    assert word in refused.err
    assert refused.out == ""


def test_pausing_an_exercise_that_nobody_conducts_says_what_goes_on_with_it(prompt: Prompt) -> None:
    prompt.well("up", "first-look")
    for word in ("pause", "resume", "end"):
        refused = prompt(word)
        assert refused.code == 2
        assert "nobody conducts" in refused.err
        assert "cyder start first-look" in refused.err


def test_errors_are_json_too_when_asked_for(prompt: Prompt) -> None:
    refused = prompt("status", "nothing", "--json")
    assert refused.code == 2
    assert json.loads(refused.err)["exit_code"] == 2


def test_down_archive_frees_the_name(prompt: Prompt) -> None:
    prompt.well("up", "first-look")
    first = prompt.well("tokens", "--json").data
    assert "down: first-look" in prompt.well("down", "--archive").out
    assert prompt.well("status").out.startswith("no exercise")
    prompt.well("up", "first-look")
    assert prompt.well("tokens", "--json").data != first


def test_a_seed_is_said_to_be_unsafe(prompt: Prompt) -> None:
    assert "UNSAFE" in prompt.well("up", "first-look", "--seed", "word").out


JSON_COMMANDS = [
    ("plan", "first-look"),
    ("status",),
    ("score",),
    ("tokens",),
    ("report", "template"),
    ("report", "list"),
    ("report", "draft"),
    ("report", "attachments"),
    ("scenario", "list"),
    ("scenario", "validate", "first-look"),
    ("scenario", "schema"),
    ("scenario", "export", "first-look"),
    ("logs", "mail"),
    ("actions", "--audit"),
    ("roles", "list"),
    ("roles", "show", "dns"),
    ("graph", "first-look"),
    ("isolate", "mail"),
    ("reconnect", "mail"),
    ("reset", "mail"),
    ("up", "first-look"),
    ("down",),
]


@pytest.mark.parametrize("words", JSON_COMMANDS, ids=" ".join)
def test_with_json_a_command_prints_one_json_document_and_nothing_else(prompt: Prompt, words: tuple[str, ...]) -> None:
    prompt.well("up", "first-look")
    assert prompt.well(*words, "--json").data is not None


def test_the_audit_says_of_each_action_what_it_touches_its_caps_and_its_cleanup(prompt: Prompt) -> None:
    said, data = prompt.well("actions", "--audit").out, prompt.well("actions", "--audit", "--json").data
    assert {each["id"] for each in data} == set(prompt.desk.catalogue.actions)
    for each in data:
        block = said.partition(f"{each['id']}\n")[2].splitlines()[:3]
        caps = f"{each['commands']} commands, {each['per_second']:g}/s"
        assert [line.split(maxsplit=1) for line in block] == [
            ["touches", each["touches"]],
            ["caps", caps],
            ["cleanup", each["cleanup"]],
        ]


def test_ctrl_c_is_answered_with_the_command_that_goes_on(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    prompt.well("up", "first-look")

    def pressed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cyder.exercise.conducting.conduct", pressed)
    said = prompt("start")
    assert said.code == 1
    assert "`cyder start first-look` goes on from here" in said.err

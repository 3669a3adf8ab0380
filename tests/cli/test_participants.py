"""Commands about members and their history: what they print, how they refuse."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Prompt
from tests.unit.exercise.judged import begun, ended

ADD = ("member", "add", "team1", "--name", "佐藤 花子", "--organisation", "汐見町")


class Terminal(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def ready(prompt: Prompt, tmp_path: Path) -> Prompt:
    begun(prompt.desk, tmp_path)
    return prompt


def test_a_member_is_added_listed_and_moved(ready: Prompt) -> None:
    added = ready.well(*ADD, "--duty", "lead", "--json").data
    assert (added["team"], added["duty"], added["before"], added["advice"]) == ("team1", "lead", "", [])
    listed = ready.well("member", "list", "--team", "team1").out
    assert listed.splitlines() == [
        f"{added['id']}  佐藤 花子  汐見町  (no history)",
        "    judged  team1  lead",
    ]
    moved = ready.well("member", "add", "team2", "--id", added["id"], "--consent").out
    assert "is in team2 of 'judged', no longer in team1" in moved
    assert "(agreed to a history)\n    judged  team2\n" in ready.well("member", "list").out
    assert "nobody yet" in ready.well("member", "list", "-t", "team1").out


def test_a_namesake_is_pointed_out(ready: Prompt) -> None:
    first = ready.well(*ADD, "--json").data["id"]
    told = ready.well(*ADD).out
    assert f"of the same name: {first} (汐見町); if it is one of them, say --id" in told
    assert "to undo: cyder member forget m-" in told


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("member", "add", "team1"), 'cyder member add team1 --name "…" --organisation "…", or --id ID'),
        (("member", "add", "team1", "--id", "m-1", "--name", "x"), "both --id and a name"),
        (("member", "add", "team1", "--id", "m-1"), "unknown member 'm-1'"),
        (("member", "add", "team7", "--name", "x", "--organisation", "y"), "unknown team 'team7'"),
        (("member", "list", "--team", "team7"), "unknown team 'team7'"),
        (("member", "consent", "m-1"), "cyder member consent m-1 --yes, or --no"),
        (("member", "forget", "m-1", "--yes"), "unknown member 'm-1'"),
        (("history",), "say --member ID, or --organisation NAME"),
        (("history", "--member", "m-1", "--organisation", "x"), "whose history?"),
        (("history", "--organisation", "x"), "unknown organisation 'x'"),
    ],
)
def test_a_mistake_is_answered_with_a_sentence(ready: Prompt, words: tuple[str, ...], word: str) -> None:
    refused = ready(*words)
    assert refused.code == 2
    assert word in refused.err


def test_forgetting_asks_first_and_says_what_remains(ready: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    who = ready.well(*ADD, "--json").data["id"]
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert f"cyder member forget {who} --yes" in ready("member", "forget", who).err
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert f"{who} is not forgotten" in ready("member", "forget", who).err
    assert "佐藤 花子" in ready.well("member", "list").out
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    told = ready.well("member", "forget", who).out
    assert "reporter.member" in told
    assert "Not searched: what teams typed themselves" in told
    assert "nobody yet" in ready.well("member", "list").out


def test_a_history_is_told_in_both_languages_beside_the_time_before(prompt: Prompt, tmp_path: Path) -> None:
    ended(prompt.desk, tmp_path)
    who = prompt.well(*ADD, "--json").data["id"]
    assert f"cyder member consent {who} --yes" in prompt("history", "--member", who).err
    prompt.well("member", "consent", who, "--yes")
    prompt.well("down", "judged", "--archive")
    ended(prompt.desk, tmp_path)
    prompt.well("member", "add", "team2", "--id", who)
    english = prompt.well("history", "--member", who, "--lang", "en").out
    assert english.startswith(f"{who}: exercises that are over: 2\n")
    assert "  Detected: not at all (last time " in english
    assert "unable to be performed (last time U)" in english
    japanese = prompt.well("history", "--organisation", "汐見町", "--lang", "ja").out
    assert "汐見町: 終了した演習: 2件" in japanese
    assert "  検知: 達成せず (前回は" in japanese
    data = prompt.well("history", "--member", who, "--json").data
    assert data["of"] == who
    assert [one["teams"] for one in data["participations"]] == [1, 1]
    assert "佐藤" not in str(data)

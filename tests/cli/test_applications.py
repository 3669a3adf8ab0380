"""Applying, deciding and telling passwords at the terminal."""

from __future__ import annotations

import io

import pytest

from cyder.model.dealings import PasswordTold
from cyder.model.ledger import Started
from tests.cli.conftest import Prompt


@pytest.fixture
def begun(prompt: Prompt) -> Prompt:
    """Return a prompt with first-look under way."""
    prompt.well("up", "first-look")
    prompt.desk.exercise(None).ledger.append(Started(speed=1), author="conductor", clock=0)
    return prompt


def test_maintenance_within_the_allowance_is_granted_at_once_and_more_waits(begun: Prompt) -> None:
    assert (
        "granted for 4m from now on: within the 5m" in begun.well("apply", "maintenance", "mail", "4m", "new word").out
    )
    assert "the instructor decides" in begun.well("apply", "maintenance", "names", "4m", "a new zone").out
    assert "granted for 1m" in begun.well("apply", "maintenance", "mail", "1m", "once more").out
    listed = begun.well("applications", "--json").data
    assert [one["state"] for one in listed] == ["granted", "waiting", "granted"]


def test_an_instructor_decides_once(begun: Prompt) -> None:
    number = str(begun.well("apply", "maintenance", "mail", "10m", "all passwords", "--json").data["number"])
    unsure = begun("decide", number)
    assert (unsure.code, "--grant, or --refuse" in unsure.err) == (2, True)
    assert "refused" in begun.well("decide", number, "--refuse", "--reason", "not now").out
    assert "not now" in begun.well("applications").out
    again = begun("decide", number, "--grant")
    assert (again.code, "was refused already" in again.err) == (2, True)


def test_isolation_that_is_granted_is_carried_out(begun: Prompt) -> None:
    number = str(begun.well("apply", "isolation", "pc", "it calls home", "--json").data["number"])
    assert "team1/pc is isolated" in begun.well("decide", number, "--grant").out
    assert "isolated already" in begun.well("isolate", "pc").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("apply", "maintenance", "male", "5m", "x"), "did you mean 'mail'?"),
        (("apply", "maintenance", "mail", "soon", "x"), "write it as 90s, 5m or 1h30m"),
        (("apply", "maintenance", "mail", "0", "x"), "0s is no time for maintenance"),
        (("apply", "maintenance", "mail", "5m", " "), "say in a sentence why"),
        (("apply", "isolation", "intruder", "x"), "unknown node 'intruder'"),
        (("decide", "7", "--grant"), "unknown application '7'"),
        (("password", "prober", "sato"), "unknown node 'prober'"),
    ],
)
def test_a_slip_is_told_with_its_remedy(begun: Prompt, words: tuple[str, ...], said: str) -> None:
    slip = begun(*words)
    assert slip.code == 2
    assert said in slip.err


def test_before_the_start_nothing_can_be_applied_for(prompt: Prompt) -> None:
    prompt.well("up", "first-look")
    early = prompt("apply", "maintenance", "mail", "5m", "early")
    assert "has not begun" in early.err


def test_a_password_is_read_from_a_pipe_and_not_printed(begun: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("another-word-1\n"))
    said = begun.well("password", "mail", "sato")
    assert "another-word-1" not in said.out
    last = begun.desk.exercise(None).ledger.entries()[-1]
    assert isinstance(last.body, PasswordTold)
    assert (last.team, last.body.account, last.body.password) == ("team1", "sato", "another-word-1")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert "must be one line" in begun("password", "mail", "sato").err

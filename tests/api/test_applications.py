"""Applications over HTTP: asked by a team, answered by an instructor, seen by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cyder.model.dealings import PasswordTold

if TYPE_CHECKING:
    from tests.api.conftest import Browser, DeskControl

TEAM = "/exercises/first-look/teams/team1"
OWN = "token-first-look-team1"
INSTRUCTOR = "token-first-look-instructor"
WISH = {"service": "mail", "seconds": 600, "reason": "a new password for everybody"}


def test_a_team_asks_and_an_instructor_answers(browser: Browser) -> None:
    asked = browser("POST", f"{TEAM}/maintenance", token=OWN, json=WISH)
    assert (asked.status_code, asked.json()["state"]) == (201, "waiting")
    where = f"/exercises/first-look/applications/{asked.json()['number']}/decision"
    assert browser("POST", where, token=INSTRUCTOR, json={"granted": True}).json()["state"] == "granted"
    assert [one["state"] for one in browser("GET", f"{TEAM}/applications", token=OWN).json()] == ["granted"]


def test_no_team_decides_or_sees_what_others_asked_for(browser: Browser) -> None:
    number = browser("POST", f"{TEAM}/isolation", token=OWN, json={"node": "pc", "reason": "it calls home"}).json()[
        "number"
    ]
    where = f"/exercises/first-look/applications/{number}/decision"
    assert browser("POST", where, token=OWN, json={"granted": True}).status_code == 404
    assert browser("GET", "/exercises/first-look/applications", token=OWN).status_code == 404
    assert len(browser("GET", "/exercises/first-look/applications", token=INSTRUCTOR).json()) == 1


def test_a_password_that_was_told_is_written_down_and_never_said_again(browser: Browser, control: DeskControl) -> None:
    told = {"node": "mail", "account": "sato", "password": "another-word-1"}
    answer = browser("POST", f"{TEAM}/passwords", token=OWN, json=told)
    assert (answer.status_code, answer.content) == (204, b"")
    last = control.store.ledger(control.store.find("first-look")).entries()[-1].body
    assert isinstance(last, PasswordTold)
    for path in (f"{TEAM}/applications", f"{TEAM}/reports"):
        assert "another-word-1" not in browser("GET", path, token=OWN).text


@pytest.mark.parametrize("change", [{"seconds": 0}, {"seconds": "soon"}, {"reason": ""}, {"servise": "mail"}])
def test_what_cannot_be_understood_is_refused_with_its_place(browser: Browser, change: dict[str, object]) -> None:
    answer = browser("POST", f"{TEAM}/maintenance", token=OWN, json={**WISH, **change})
    assert answer.status_code == 422
    assert next(iter(change)) in answer.text

"""Who may do what: every route, for everybody who could ask, as one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from cyder.api import create_app
from cyder.api.access import NOTHING
from cyder.model.applications import IsolationWish
from cyder.model.dealings import Released
from cyder.model.ledger import Ended
from cyder.model.report import Report

if TYPE_CHECKING:
    from tests.api.conftest import Browser, DeskControl

ASKERS = {
    "nobody": None,
    "bad token": "token-first-look-team9",
    "own team": "token-first-look-team1",
    "other team": "token-first-look-team2",
    "team elsewhere": "token-other-team1",
    "instructor": "token-first-look-instructor",
    "instructor elsewhere": "token-other-instructor",
}
TEAM = "/exercises/{exercise}/teams/{team}"
EXERCISE = "/exercises/{exercise}"
ALL = f"{EXERCISE}/applications"
REPORTS = "/exercises/{exercise}/teams/{team}/reports"
TABLE: dict[tuple[str, str], tuple[int, ...]] = {
    # Answers to: nobody, bad token, own team, other team, team elsewhere, instructor, instructor elsewhere
    ("GET", "/openapi.json"): (200, 200, 200, 200, 200, 200, 200),
    ("GET", "/health"): (200, 200, 200, 200, 200, 200, 200),
    ("GET", "/exercises"): (401, 401, 200, 200, 200, 200, 200),
    ("GET", "/exercises/{exercise}/teams"): (401, 401, 200, 200, 404, 200, 404),
    ("POST", REPORTS): (401, 401, 201, 404, 404, 201, 404),
    ("GET", REPORTS): (401, 401, 200, 404, 404, 200, 404),
    ("GET", f"{REPORTS}/{{version}}"): (401, 401, 200, 404, 404, 200, 404),
    ("GET", f"{REPORTS}/{{version}}/diff"): (401, 401, 200, 404, 404, 200, 404),
    ("GET", f"{TEAM}/draft"): (401, 401, 200, 404, 404, 200, 404),
    ("PUT", f"{TEAM}/draft"): (401, 401, 200, 404, 404, 200, 404),
    ("GET", f"{TEAM}/attachments"): (401, 401, 200, 404, 404, 200, 404),
    ("POST", f"{TEAM}/attachments"): (401, 401, 201, 404, 404, 201, 404),
    ("GET", f"{TEAM}/attachments/{{name}}"): (401, 401, 200, 404, 404, 200, 404),
    ("GET", f"{REPORTS}/{{version}}/export"): (401, 401, 200, 404, 404, 200, 404),
    ("GET", "/exercises/{exercise}/teams/{team}/score"): (401, 401, 200, 404, 404, 200, 404),
    ("GET", f"{TEAM}/applications"): (401, 401, 200, 404, 404, 200, 404),
    ("POST", f"{TEAM}/maintenance"): (401, 401, 201, 404, 404, 201, 404),
    ("POST", f"{TEAM}/isolation"): (401, 401, 201, 404, 404, 201, 404),
    ("POST", f"{TEAM}/passwords"): (401, 401, 204, 404, 404, 204, 404),
    ("GET", ALL): (401, 401, 404, 404, 404, 200, 404),
    ("POST", f"{ALL}/{{number}}/decision"): (401, 401, 404, 404, 404, 200, 404),
    ("GET", f"{TEAM}/hints"): (401, 401, 200, 404, 404, 200, 404),
    ("POST", f"{TEAM}/hints"): (401, 401, 201, 404, 404, 201, 404),
    ("GET", f"{TEAM}/inbox"): (401, 401, 200, 404, 404, 200, 404),
    ("POST", f"{TEAM}/replies"): (401, 401, 204, 404, 404, 204, 404),
    ("POST", f"{TEAM}/questions"): (401, 401, 204, 404, 404, 204, 404),
    ("GET", f"{TEAM}/comments"): (401, 401, 200, 404, 404, 200, 404),
    ("POST", f"{TEAM}/comments"): (401, 401, 404, 404, 404, 204, 404),
    ("GET", f"{TEAM}/appeals"): (401, 401, 200, 404, 404, 200, 404),
    ("POST", f"{TEAM}/appeals"): (401, 401, 201, 404, 404, 201, 404),
    ("POST", f"{TEAM}/adjustments"): (401, 401, 404, 404, 404, 204, 404),
    ("POST", f"{TEAM}/marks"): (401, 401, 404, 404, 404, 204, 404),
    ("GET", f"{EXERCISE}/appeals"): (401, 401, 404, 404, 404, 200, 404),
    ("GET", f"{EXERCISE}/marks"): (401, 401, 404, 404, 404, 200, 404),
    ("GET", f"{EXERCISE}/copies"): (401, 401, 404, 404, 404, 200, 404),
    ("POST", f"{EXERCISE}/release"): (401, 401, 404, 404, 404, 204, 404),
    ("GET", f"{EXERCISE}/events"): (401, 401, 404, 404, 404, 200, 404),
    ("POST", f"{EXERCISE}/events/{{event}}"): (401, 401, 404, 404, 404, 202, 404),
    ("POST", f"{EXERCISE}/pause"): (401, 401, 404, 404, 404, 202, 404),
    ("POST", f"{EXERCISE}/resume"): (401, 401, 404, 404, 404, 202, 404),
    ("POST", f"{EXERCISE}/end"): (401, 401, 404, 404, 404, 202, 404),
    ("POST", f"{EXERCISE}/speed"): (401, 401, 404, 404, 404, 202, 404),
    ("POST", f"{EXERCISE}/extend"): (401, 401, 404, 404, 404, 202, 404),
}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", REPORTS): {"json": {}},
    ("PUT", f"{TEAM}/draft"): {"json": {"text": "stage: first"}},
    ("POST", f"{TEAM}/attachments"): {"content": b"line", "params": {"name": "note.txt"}},
    ("POST", f"{TEAM}/maintenance"): {"json": {"service": "mail", "seconds": 60, "reason": "a new password"}},
    ("POST", f"{TEAM}/isolation"): {"json": {"node": "pc", "reason": "it calls home"}},
    ("POST", f"{TEAM}/passwords"): {"json": {"node": "mail", "account": "sato", "password": "another-word-1"}},
    ("POST", f"{ALL}/{{number}}/decision"): {"json": {"granted": True}},
    ("POST", f"{TEAM}/hints"): {"json": {"hint": "where"}},
    ("POST", f"{TEAM}/replies"): {"json": {"event": "call", "text": "we look into it"}},
    ("POST", f"{TEAM}/questions"): {"json": {"contact": "vendor", "text": "is that yours?"}},
    ("POST", f"{TEAM}/comments"): {"json": {"version": 1, "field": "summary", "text": "which clock?"}},
    ("POST", f"{TEAM}/appeals"): {"json": {"line": "timeline", "text": "we were right"}},
    ("POST", f"{TEAM}/adjustments"): {"json": {"line": "timeline", "points": 1, "reason": "fair"}},
    ("POST", f"{TEAM}/marks"): {"json": {"criterion": "summary", "mark": 50, "grader": "aoki"}},
    ("GET", f"{EXERCISE}/marks"): {"params": {"grader": "aoki"}},
    ("POST", f"{EXERCISE}/events/{{event}}"): {"json": {"request": "hold"}},
    ("POST", f"{EXERCISE}/speed"): {"json": {"speed": 2}},
    ("POST", f"{EXERCISE}/extend"): {"json": {"seconds": 600}},
}
CASES = [
    pytest.param(method, path, asker, status, id=f"{method} {path} by {asker}")
    for (method, path), row in TABLE.items()
    for asker, status in zip(ASKERS, row, strict=True)
]


WISH = IsolationWish(node="pc", reason="it calls home")


def filled(path: str, exercise: str = "first-look", team: str = "team1") -> str:
    named = path.replace("{exercise}", exercise).replace("{team}", team)
    return named.replace("{version}", "2").replace("{name}", "note.txt").replace("{event}", "call")


def written(control: DeskControl) -> None:
    """File two versions and add a file, so that there is something to see."""
    for _ in range(2):
        control.submit_report("first-look", "team1", Report(), author="team1", key=None, language="en")
    control.attach("first-look", "team1", "note.txt", b"line", author="team1")


@pytest.mark.parametrize(("method", "path", "asker", "status"), CASES)
def test_the_table_holds(
    browser: Browser, control: DeskControl, method: str, path: str, asker: str, status: int
) -> None:
    if path.endswith("/score"):
        control.end("first-look")
    if "{version}" in path or "{name}" in path:
        written(control)
    number = "1"
    if "{number}" in path:
        number = str(control.apply_for_isolation("first-look", "team1", WISH, author="team1").number)
    before = len(control.store.ledger(control.store.find("first-look")).entries())
    address = filled(path).replace("{number}", number)
    answer = browser(method, address, token=ASKERS[asker], **BODIES.get((method, path), {}))
    assert answer.status_code == status
    if status == 401:
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.json()["error"] in {"this needs a token", "this token is nobody's"}
    if status == 404:
        assert answer.json()["error"] == NOTHING
    noted = status in (201, 202, 204) or (status == 200 and "{number}" in path)
    assert len(control.store.ledger(control.store.find("first-look")).entries()) - before == noted
    assert (control.draft("first-look", "team1", language="en").text != "") == (status == 200 and method == "PUT")


def test_no_route_is_without_its_row(app: FastAPI) -> None:
    assert set(routes(app.routes)) == set(TABLE)


def test_a_route_that_is_added_is_noticed(control: DeskControl) -> None:
    app = create_app(control)
    router = APIRouter()
    router.add_api_route("/secret", lambda: "x", include_in_schema=False)
    app.include_router(router)
    app.mount("/files", app=bypass)
    assert set(routes(app.routes)) - set(TABLE) == {("GET", "/secret"), ("Mount", "/files")}


async def bypass(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer nothing: an application that could be mounted past the table."""


def routes(found: Sequence[BaseRoute]) -> Iterator[tuple[str, str]]:
    """Yield method and path of every route, described or not; of what is no plain route, its kind."""
    for route in found:
        router = getattr(route, "original_router", None)
        if router is not None:
            yield from routes(router.routes)
        elif isinstance(route, Route):
            yield from ((method, route.path) for method in route.methods or () if method != "HEAD")
        else:
            yield type(route).__name__, str(getattr(route, "path", ""))


@pytest.mark.parametrize(("method", "what"), [("GET", "reports"), ("POST", "reports"), ("GET", "score")])
def test_what_is_anothers_looks_like_what_does_not_exist(browser: Browser, method: str, what: str) -> None:
    places = ["first-look/teams/team2", "first-look/teams/team9", "other/teams/team1", "none/teams/team1"]
    answers = [
        browser(method, f"/exercises/{place}/{what}", token=ASKERS["own team"], json={"summary": "x"})
        for place in places
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_a_score_that_is_not_due_looks_like_a_team_that_does_not_exist(browser: Browser, control: DeskControl) -> None:
    def ask(team: str) -> bytes:
        answer = browser("GET", f"/exercises/first-look/teams/{team}/score", token=ASKERS["own team"])
        assert answer.status_code == 404
        return answer.content

    assert ask("team1") == ask("team9") == ask("team2")


def test_a_team_reads_its_score_once_it_is_released_and_an_instructor_once_it_is_over(
    browser: Browser, control: DeskControl
) -> None:
    path = "/exercises/first-look/teams/team1/score"
    control.submit_report("first-look", "team1", Report(), author="team1", key=None, language="en")
    control.store.ledger(control.store.find("first-look")).append(Ended(reason="time"), author="conductor")
    assert browser("GET", path, token=ASKERS["own team"]).status_code == 404
    whole = browser("GET", path, token=ASKERS["instructor"]).json()
    assert {"configuration", "lines"} <= whole.keys()
    control.store.ledger(control.store.find("first-look")).append(Released(), author="instructor")
    own = browser("GET", path, token=ASKERS["own team"]).json()
    assert own.keys() == {"exercise", "team", "maximum", "earned", "profile", "lines"}
    assert (own["lines"][0]["grade"], own["profile"]) == ("P", {"report": 1.0})
    assert whole["lines"][0].keys() <= own["lines"][0].keys()


def test_an_instructor_is_told_why_there_is_no_score(browser: Browser) -> None:
    token = ASKERS["instructor"]
    early = browser("GET", "/exercises/first-look/teams/team1/score", token=token)
    wrong = browser("GET", "/exercises/first-look/teams/taem1/score", token=token)
    assert (early.status_code, wrong.status_code) == (404, 404)
    assert early.json() == {"error": "scores can be read when the exercise is over", "hint": "cyder end"}
    assert wrong.json()["error"] == "unknown team 'taem1'; did you mean 'team1'? (known: team1, team2)"


def test_a_team_sees_only_its_exercise_and_itself(browser: Browser) -> None:
    (summary,) = browser("GET", "/exercises", token=ASKERS["own team"]).json()
    assert summary["name"] == "first-look"
    assert summary["teams"] == ["team1"]
    assert browser("GET", "/exercises/first-look/teams", token=ASKERS["own team"]).json() == [{"name": "team1"}]


def test_an_instructor_sees_only_its_exercise_and_every_team_of_it(browser: Browser) -> None:
    (summary,) = browser("GET", "/exercises", token=ASKERS["instructor"]).json()
    assert summary["name"] == "first-look"
    assert summary["teams"] == ["team1", "team2"]
    assert summary["title"] == {"en": "A first look", "ja": "はじめての演習"}


def test_whose_team_it_is_is_asked_before_the_report_is_read(browser: Browser) -> None:
    answer = browser("POST", filled(REPORTS, team="team2"), token=ASKERS["own team"], json={"bad": True})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Basic dGVzdDp0ZXN0", "token-first-look-team1", "Bearer caf\xe9"]
)
def test_a_token_of_another_make_is_nobodys(browser: Browser, control: DeskControl, header: str) -> None:
    answer = browser("GET", "/exercises", headers={"Authorization": header.encode("latin-1")})
    assert answer.status_code == 401
    assert "Bearer TOKEN" in answer.json()["hint"]
    assert control.asked == []


def test_tokens_of_an_archived_exercise_are_nobodys(browser: Browser, control: DeskControl) -> None:
    control.store.archive(control.store.find("first-look"))
    assert browser("GET", "/exercises", token=ASKERS["own team"]).status_code == 401

"""Whatever a team sends, and wherever: before scores are released, no answer holds anything of the truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyder.api import create_app
from cyder.exercise import conducting
from cyder.exercise.control import Control
from cyder.exercise.tokens import token_for
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.ledger import Ended, Filed
from cyder.replay.clock import JUMP
from tests.api.conftest import Browser
from tests.api.secrets_of import World, begun
from tests.api.test_authorisation import BODIES, TABLE
from tests.townhall import desk_in_memory

Place = tuple[str, str]
PLACES = list(TABLE)
INDICATOR = {"kind": "ip", "value": "192.0.2.1"}


class Stopped(Exception):
    """The conductor is stopped where it stands: somebody has been told of the attack, and the attack goes on."""


def stop() -> None:
    raise Stopped


@pytest.fixture(scope="module", params=["running", "over"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return an exercise that runs, or is over and not released; something happened, and a report lies on file."""
    folder = tmp_path_factory.mktemp("leaks")
    desk = desk_in_memory(Places(state_dir=folder / "state", run_dir=folder / "run"))
    exercise = begun(desk, folder)
    with pytest.raises(Stopped):
        conducting.conduct(exercise, speed=JUMP, voice=Silence(), players={"team1": stop})
    found = World(exercise, Browser(create_app(Control(desk))), over=request.param == "over")
    for _ in range(2):
        answer = asked(found, ("POST", "/exercises/{exercise}/teams/{team}/reports"), {"indicators": [INDICATOR]})
        assert answer.status_code == 201
    if found.over:
        exercise.ledger.append(Ended(reason="the clock ran out"), author="conductor")
    return found


def asked(world: World, place: Place, body: Any = None, *, team: str = "team1", event: str = "none") -> httpx.Response:
    """Send one request with team1's token."""
    method, path = place
    named = path.replace("{exercise}", "secret").replace("{team}", team).replace("{event}", event)
    named = named.replace("{version}", "2").replace("{name}", "note.txt").replace("{number}", "1")
    sent = dict(BODIES.get(place, {})) if body is None else {"content": json.dumps(body).encode()}
    headers = {"Content-Type": "application/json"} if body is not None else {}
    return world.browser(method, named, token=token_for(world.exercise.record, "team1"), headers=headers, **sent)


def told(world: World, place: Place, answer: httpx.Response, sent: object = "") -> set[str]:
    """Return the secrets in an answer that were not in what was sent."""
    if world.over and place[1].endswith("/hints"):
        return set()  # when all is over, hints are there to be read: nothing that they say can earn anything any more
    said = answer.content.decode(errors="replace") + str(dict(answer.headers))
    written = json.dumps(sent, ensure_ascii=False)
    return {secret for secret in world.secrets if secret in said and secret not in written}


def tampered(body: object, secret: str) -> Iterator[object]:
    """Yield a body with each of its texts in turn replaced, and others that are none."""
    yield from ({}, [], None, {"xqz": secret}, [secret])
    if isinstance(body, dict):
        yield from ({**body, name: secret} for name in body)
        yield {**body, "more": secret}


def test_the_world_has_secrets_of_every_kind(world: World) -> None:
    known = world.secrets
    assert {"xqz-burst", "xqz-again", "xqz-decoy", "198.51.100.77", "xqz-anchor all", "xqz-基準 すべて"} <= known
    assert "xqz-call" not in known, "the team was told that"
    for team in world.exercise.teams:
        values = world.exercise.resolved(team).values
        assert {values["source"], values["victim"], f"xqz-hint it was {values['victim']}"} <= known
        assert f"{values['victim']}@city.example" in known


@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_no_answer_holds_anything_of_the_truth(world: World, place: Place) -> None:
    assert told(world, place, asked(world, place)) == set()
    for secret in ("xqz-again", world.exercise.resolved("team2").values["source"]):
        for body in tampered(BODIES.get(place, {}).get("json"), secret):
            answer = asked(world, place, body, event=secret)
            assert answer.status_code < 500
            assert told(world, place, answer, [body, secret]) == set()


SENT = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 200)
    | st.text(max_size=8)
    | st.sampled_from(["xqz-again", "team2", "mail", "intruder", "timeline", "summary", "void", "first"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(sorted({name for body in BODIES.values() for name in body.get("json", {})})),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from([place for place in PLACES if place[0] != "GET"]), body=SENT)
def test_whatever_is_sent_nothing_comes_back(world: World, place: Place, body: Any) -> None:
    answer = asked(world, place, body)
    assert answer.status_code < 500
    assert told(world, place, answer, body) == set()


TEAM = "/exercises/{exercise}/teams/{team}"


@pytest.mark.parametrize(
    ("path", "body", "forbidden"),
    [
        ("replies", {"event": "ID", "text": "x"}, "xqz-again"),
        ("replies", {"event": "ID", "text": "x"}, "xqz-burst"),
        ("isolation", {"node": "ID", "reason": "x"}, "intruder"),
        ("passwords", {"node": "ID", "account": "x", "password": "y"}, "intruder"),
        ("appeals", {"line": "ID", "text": "x"}, "timeline"),
        ("appeals", {"line": "ID", "text": "x"}, "containment:cut-off"),
        ("hints", {"hint": "ID"}, "xqz-again"),
        ("questions", {"contact": "ID", "text": "x"}, "xqz-again"),
    ],
)
def test_what_is_forbidden_is_answered_like_what_does_not_exist(
    world: World, path: str, body: dict[str, str], forbidden: str
) -> None:
    def ask(name: str) -> tuple[int, str]:
        sent = {field: value.replace("ID", name) for field, value in body.items()}
        answer = asked(world, ("POST", f"{TEAM}/{path}"), sent)
        return answer.status_code, answer.text.replace(name, "ID")

    assert ask(forbidden) == ask("q9-nothing")
    assert ask(forbidden)[0] in {404, 409}


@pytest.mark.parametrize("place", [place for place, row in TABLE.items() if "{team}" in place[1]], ids=" ".join)
def test_another_team_and_no_team_are_answered_alike(world: World, place: Place) -> None:
    answers = [asked(world, place, team=team) for team in ("team2", "team9")]
    assert len({(answer.status_code, answer.content, *sorted(answer.headers.items())) for answer in answers}) == 1
    assert answers[0].status_code == 404


def test_the_score_is_nowhere_before_it_is_released(world: World) -> None:
    place = ("GET", f"{TEAM}/score")
    assert (asked(world, place).status_code, asked(world, place).content) == (
        404,
        asked(world, place, team="team9").content,
    )
    assert any(isinstance(entry.body, Filed) for entry in world.exercise.ledger.entries(team="team1"))

"""A conductor on real containers: mails arrive, blocked is not broken, and what a team breaks is its own doing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from cyder.exercise.access import Visitor
from cyder.exercise.conducting import stage_of
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.lowering import down
from cyder.exercise.machines import pull_cable, put_back_cable
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.evidence import Outcome
from cyder.model.ledger import EventOutcome, Injected
from cyder.replay.clock import ExerciseClock
from cyder.replay.progress import progress

pytestmark = pytest.mark.engine

NAME = "t-conducting"
SCENARIO = Path(__file__).parents[2] / "replays" / "twelve.yaml"


@pytest.fixture(scope="module")
def exercise(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exercise]:
    """Return the twelve events' LAN, up for one team."""
    folder = tmp_path_factory.mktemp(NAME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", engine_url)
        desk = Desk(Places(state_dir=folder / "state", run_dir=folder / "run"))
        try:
            yield up(desk, str(SCENARIO), teams=1, name=NAME, seed=None, voice=Silence())
        finally:
            if desk.store.live():
                down(desk, NAME, everything=False, archive=True, voice=Silence())


def happened(exercise: Exercise, event: str) -> Outcome | Injected:
    """Let one event happen now, and return what the ledger has of it."""
    clock = ExerciseClock(exercise.desk.clock, start=0, speed=1)
    stage = stage_of(exercise, "team1", exercise.ledger, clock)
    seen = progress(exercise.ledger.entries(), "team1")
    stage.happen(next(each for each in stage.events if each.id == event), 0.0, seen)
    body = exercise.ledger.entries()[-1].body
    if isinstance(body, EventOutcome):
        return body.outcome
    assert isinstance(body, Injected)
    return body


def outcome(exercise: Exercise, event: str) -> Outcome:
    found = happened(exercise, event)
    assert isinstance(found, Outcome)
    return found


def run(exercise: Exercise, node: str, *argv: str) -> str:
    result = exercise.lan("team1").node(node).run(argv, timeout=60)
    assert result.ok, result.out
    return result.out


def test_a_mail_inject_lies_in_the_mailbox_and_stands_in_the_log(exercise: Exercise) -> None:
    told = happened(exercise, "notice")
    assert isinstance(told, Injected)
    assert "queued as" in told.delivered
    number = told.delivered.rpartition(" ")[2]
    assert "status=sent" in run(exercise, "mail", "grep", f"{number}: to=", "/var/log/mail.log")
    canary = exercise.resolved("team1").canary
    found = run(exercise, "mail", "doveadm", "fetch", "-u", canary.account, "body", "from", "noc@isp.example")
    assert "Look." in found
    assert "確認を。" in found


def test_a_run_says_with_what_it_was_played_and_when(exercise: Exercise) -> None:
    played = outcome(exercise, "burst")
    assert played.kind == "succeeded"
    assert played.parameters["tries"] == "1"
    assert played.trace
    assert played.trace.started < played.trace.finished
    assert len(played.configuration) == 64
    assert played.configuration == outcome(exercise, "burst").configuration


def test_a_source_that_is_kept_out_is_blocked(exercise: Exercise) -> None:
    source = f"{{ {exercise.resolved('team1').values['source']} }}"
    run(exercise, "gw", "nft", "add", "element", "inet", "filter", "blocked", source)
    try:
        assert outcome(exercise, "burst").kind == "blocked"
    finally:
        run(exercise, "gw", "nft", "delete", "element", "inet", "filter", "blocked", source)


def test_a_service_that_a_team_stopped_is_broken_by_the_team_and_never_blocked(exercise: Exercise) -> None:
    run(exercise, "mail", "systemctl", "stop", "dovecot")
    try:
        broken = outcome(exercise, "burst")
    finally:
        run(exercise, "mail", "systemctl", "start", "dovecot")
    assert (broken.kind, broken.by_team) == ("infra-error", True)
    assert "the team has changed that" in broken.reason


def test_a_cable_that_a_team_pulled_is_its_own_doing_and_one_that_an_instructor_pulled_is_not(
    exercise: Exercise,
) -> None:
    visitors: tuple[tuple[Visitor, bool], ...] = (("trainee", True), ("instructor", False))
    for (visitor, by_team), node in product(visitors, ("mail", "gw")):
        pull_cable(exercise.desk, node, exercise=NAME, visitor=visitor)
        try:
            broken = outcome(exercise, "burst")
        finally:
            put_back_cable(exercise.desk, node, exercise=NAME, visitor="instructor")
        assert (broken.kind, broken.by_team) == ("infra-error", by_team), (visitor, node)
        assert broken.reason.endswith(f"the team has changed that at {node}") == by_team


def test_a_gateway_that_a_team_has_closed_to_everybody_is_broken_by_the_team(exercise: Exercise) -> None:
    run(exercise, "gw", "nft", "insert", "rule", "inet", "filter", "forward", "drop")
    try:
        broken = outcome(exercise, "burst")
    finally:
        run(exercise, "gw", "nft", "-f", "/etc/nftables.conf")
    assert (broken.kind, broken.by_team) == ("infra-error", True)
    assert broken.reason.endswith("the team has changed that at gw")


def test_a_machine_that_is_gone_is_nobodys_doing(exercise: Exercise) -> None:
    container = exercise.desk.client.containers.get(f"cyder-{NAME}-team1-mail")
    container.kill()
    try:
        broken = outcome(exercise, "burst")
    finally:
        up(exercise.desk, str(SCENARIO), teams=1, name=NAME, seed=None, voice=Silence())
    assert (broken.kind, broken.by_team) == ("infra-error", False)


def test_a_tool_that_the_attacker_lacks_is_broken_and_never_blocked(exercise: Exercise) -> None:
    run(exercise, "intruder", "mv", "/usr/bin/curl", "/usr/bin/curl.away")
    try:
        broken = outcome(exercise, "burst")
    finally:
        run(exercise, "intruder", "mv", "/usr/bin/curl.away", "/usr/bin/curl")
    assert broken.kind == "infra-error"

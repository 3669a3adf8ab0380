"""Staff at work on real containers: what is down is seen, what was granted costs nothing, logs are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cyder.exercise.applications import apply_for_isolation, apply_for_maintenance, decide, tell_password
from cyder.exercise.conducting import stage_of
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.lowering import down
from cyder.exercise.machines import put_back_cable
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.dealings import LogKept, Preserved, Served
from cyder.model.evidence import Answer, Finding
from cyder.model.ledger import Entry, Probed, Started, TeamBegan
from cyder.model.score import ScoreLine
from cyder.model.timeline import ActionEvent
from cyder.replay.clock import ExerciseClock
from cyder.replay.progress import Progress, progress
from cyder.replay.stage import Stage
from cyder.scoring.record import read
from cyder.scoring.score import untempered_lines

pytestmark = pytest.mark.engine

NAME = "t-keeping-up"
SCENARIO = Path(__file__).parents[2] / "replays" / "keeping-up.yaml"


@dataclass(frozen=True)
class Rehearsal:
    """One team's LAN, in which things are tried by hand."""

    exercise: Exercise
    stage: Stage

    @property
    def seen(self) -> Progress:
        return progress(self.exercise.ledger.entries(), "team1")

    @property
    def last(self) -> Entry:
        return self.exercise.ledger.entries()[-1]

    def run(self, node: str, line: str) -> None:
        """Type a line in a shell of a node."""
        result = self.exercise.lan("team1").node(node).run(["sh", "-c", line], timeout=60)
        assert result.ok, result.out

    def look(self) -> dict[str, Answer]:
        """Look after the services once, and return what they answered."""
        self.stage.look_after(self.seen)
        return next(e.body.answers for e in reversed(self.exercise.ledger.entries()) if isinstance(e.body, Served))

    def happen(self, name: str) -> None:
        self.stage.happen(next(event for event in self.stage.events if event.id == name), 0.0, self.seen)

    def undo(self, name: str, *, way: str) -> None:
        """Type what a trainee would type, as one way of the action has it."""
        event = next(event for event in self.stage.events if event.id == name)
        assert isinstance(event, ActionEvent)
        ways = self.stage.actions[name].containment(self.stage.scene(event))
        for command in next(one for one in ways if one.id == way).typed:
            result = self.exercise.lan("team1").node(command.on).run(command.argv, timeout=60)
            assert result.ok, result.out

    def probe(self, objective: str) -> Finding:
        """Ask one round of probes, and return what was found of an objective."""
        self.stage.probe(self.seen, self.stage.clock.now())
        found = [e.body.finding for e in self.exercise.ledger.entries() if isinstance(e.body, Probed)]
        return next(finding for finding in reversed(found) if finding.objective == objective)

    def line(self, name: str) -> ScoreLine:
        record = read(self.exercise.ledger.entries(), exercise=self.exercise.name, team="team1")
        lines = untempered_lines(record, self.exercise.judged("team1"))
        return next(line for line in lines if line.id == name)


@pytest.fixture(scope="module")
def rehearsal(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    """Return the small LAN, up for one team, with a clock that runs."""
    folder = tmp_path_factory.mktemp(NAME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", engine_url)
        desk = Desk(Places(state_dir=folder / "state", run_dir=folder / "run"))
        try:
            exercise = up(desk, str(SCENARIO), teams=1, name=NAME, seed=None, voice=Silence())
            exercise.ledger.append(Started(speed=1), author="conductor", clock=0)
            exercise.ledger.append(TeamBegan(offset=0), team="team1", author="conductor", clock=0)
            clock = ExerciseClock(desk.clock, start=0, speed=1)
            yield Rehearsal(exercise, stage_of(exercise, "team1", exercise.ledger, clock))
        finally:
            if desk.store.live():
                down(desk, NAME, everything=False, archive=True, voice=Silence())


def test_every_service_is_up_when_nobody_has_done_anything(rehearsal: Rehearsal) -> None:
    answers = rehearsal.look()
    assert {name: answer.passed for name, answer in answers.items()} == {"mail": True, "names": True, "site": True}, (
        answers
    )


def test_a_service_that_was_stopped_is_seen_in_the_very_next_round(rehearsal: Rehearsal) -> None:
    rehearsal.run("mail", "systemctl stop dovecot")
    try:
        found = [rehearsal.look()["mail"] for _ in range(2)]
    finally:
        rehearsal.run("mail", "systemctl start dovecot")
    assert [(answer.passed, answer.asked) for answer in found] == [(False, True), (False, True)]
    assert rehearsal.look()["mail"].passed
    assert rehearsal.line("availability").inputs["uptime"] < 1
    assert rehearsal.line("collateral").earned < 0


def test_maintenance_that_was_granted_is_not_held_against_the_team(rehearsal: Rehearsal) -> None:
    before = rehearsal.line("availability").inputs
    granted = apply_for_maintenance(rehearsal.exercise, "team1", "names", 60, "a new zone", author="team1")
    assert granted.state == "granted"
    rehearsal.run("dns", "systemctl stop named")
    try:
        found = [rehearsal.look()["names"] for _ in range(2)]
    finally:
        rehearsal.run("dns", "systemctl start named")
    assert not any(answer.passed for answer in found)
    after = rehearsal.line("availability").inputs
    assert after["not counted"] >= before["not counted"] + 2
    assert not any("Name" in text.en for text in rehearsal.line("availability").wrong)


def test_a_password_that_was_changed_and_told_keeps_the_service_up(rehearsal: Rehearsal) -> None:
    canary = rehearsal.exercise.resolved("team1").canary.account
    change = (
        "cp -p /etc/dovecot/users /root/before && hash=$(doveadm pw -s SSHA512 -p another-word-1) && "
        f'sed -i "s|^{canary}@\\([^:]*\\):[^:]*|{canary}@\\1:$hash|" /etc/dovecot/users && sleep 1.1'
    )
    rehearsal.run("mail", change)
    try:
        assert not rehearsal.look()["mail"].passed
        tell_password(rehearsal.exercise, "team1", "mail", canary, "another-word-1", author="team1")
        assert rehearsal.look()["mail"].passed
    finally:
        rehearsal.run("mail", "cat /root/before >/etc/dovecot/users && sleep 1.1")
        old = rehearsal.exercise.resolved("team1").canary.password
        tell_password(rehearsal.exercise, "team1", "mail", canary, old, author="team1")


def test_one_of_several_addresses_blocked_is_no_outage(rehearsal: Rehearsal) -> None:
    prober = rehearsal.exercise.resolved("team1").topology.node("prober")
    outside = next(card for card in prober.interfaces if card.network == "outside")
    for address in outside.addresses:
        rehearsal.run("gw", f"nft add element inet filter blocked '{{ {address} }}'")
        try:
            assert rehearsal.look()["mail"].passed, address
        finally:
            rehearsal.run("gw", f"nft delete element inet filter blocked '{{ {address} }}'")


def test_a_node_that_was_isolated_on_application_is_nobodys_doing(rehearsal: Rehearsal) -> None:
    asked = apply_for_isolation(rehearsal.exercise, "team1", "web", "to look at it in peace", author="team1")
    assert asked.state == "waiting"
    decide(rehearsal.exercise, asked.number, granted=True, reason="go ahead")
    try:
        answer = rehearsal.look()["site"]
    finally:
        put_back_cable(rehearsal.exercise.desk, "web", exercise=NAME, visitor="instructor")
    assert (answer.passed, answer.asked) == (False, False)


def test_what_was_left_counts_as_removed_once_it_is_gone(rehearsal: Rehearsal) -> None:
    rehearsal.happen("entry")
    assert not rehearsal.probe("entry-gone").held
    rehearsal.undo("entry", way="remove-entry")
    for _ in range(3):
        assert rehearsal.probe("entry-gone").held
    assert rehearsal.line("eradication:entry-gone").earned == 20


def test_a_page_that_was_defaced_is_down_for_nobodys_fault_and_mended_by_its_copy(rehearsal: Rehearsal) -> None:
    rehearsal.look()
    rehearsal.happen("page")
    before = rehearsal.line("availability").inputs["not counted"]
    assert not rehearsal.look()["site"].passed
    assert rehearsal.line("availability").inputs["not counted"] > before
    assert not rehearsal.probe("page-mended").held
    rehearsal.run("web", "cp /var/backups/www/ja/index.html /srv/www/ja/index.html")
    assert rehearsal.probe("page-mended").way == "restore"
    assert rehearsal.look()["site"].passed


def test_a_log_that_was_emptied_is_lost_and_one_that_was_rotated_is_not(rehearsal: Rehearsal) -> None:
    rehearsal.look()
    rehearsal.run("mail", "cp -p /var/log/mail.log /var/log/mail.log.1 && : >/var/log/mail.log")
    rehearsal.look()
    rehearsal.run("dns", "truncate -s 10 /var/log/named/queries.log")
    rehearsal.stage.keep(rehearsal.seen, at_the_end=True)
    assert isinstance(rehearsal.last.body, Preserved)
    lost: list[LogKept] = [log for log in rehearsal.last.body.logs if not log.kept]
    assert [(log.node, log.log) for log in lost] == [("dns", "/var/log/named/queries.log")]
    assert 0 < rehearsal.line("preserved").earned < 20

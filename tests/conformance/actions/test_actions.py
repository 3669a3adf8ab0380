"""What every action must do on a real LAN: leave what it claims, be contained in each way it accepts, clean up."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from cyder.contracts.action import Action, Scene
from cyder.contracts.node import Node
from cyder.contracts.probe import Containment
from cyder.exercise.library import catalogue
from cyder.model.plan import IsolateNode, ReconnectNode
from cyder.model.scenario import ActionEvent
from cyder.model.seed import Seed
from cyder.model.topology import File
from cyder.replay.asking import ask
from cyder.replay.outcome import play
from cyder.replay.receipts import LogReader
from cyder.replay.rounds import probe_round
from cyder.replay.stage import Stage

pytestmark = pytest.mark.engine

CHANCE = Seed(b"conformance")
Undo = Callable[[], None]

SETTINGS: dict[str, list[dict[str, object]]] = {
    "recon.dns-axfr": [{"zone": "city.example"}],
    "cred.imap-guess": [{"tries": 2}, {"tries": 1, "succeed": True}],
}
"""With what each action is tried; `account` is filled in. An action that is not here fails its test."""

CASES = [(action, number) for action in catalogue().actions for number in range(len(SETTINGS.get(action, [{}])))]


def event_of(action: type[Action], stage: Stage, number: int) -> tuple[Action, ActionEvent, Scene]:
    """Return an action on first-look's LAN, from the intruder at the node it is meant for."""
    settings = dict(SETTINGS[action.id][number])
    if "account" in action.model_fields:
        settings["account"] = next(one.account for one in stage.people if one.account != stage.canary.account)
    target = next(node.name for node in stage.lan.topology.nodes if node.role in action.targets)
    event = ActionEvent(id=f"try-{number}", at=0, do=action.id, source="intruder", target=target, objective="goal")
    return action.model_validate(settings), event, stage.scene(event)


def run(node: Node, *argv: str) -> None:
    result = node.run(argv)
    assert result.ok, f"{' '.join(argv)}: {result.out}"


def contain(way: Containment, action: Action, scene: Scene) -> Undo:
    """Do what a trainee would type for one way of containment, on nodes open to trainees; return how to undo it."""
    match way.id:
        case "block-source":
            gateway, element = scene.lan.node("gw"), f"{{ {scene.vantage.address} }}"
            run(gateway, "nft", "add", "element", "inet", "filter", "blocked", element)
            return lambda: run(gateway, "nft", "delete", "element", "inet", "filter", "blocked", element)
        case "refuse-transfer":
            options, word = "/etc/bind/named.conf.options", "allow-transfer {{ {}; }}"
            return edit(scene.lan.node("dns"), options, word.format("any"), word.format("none"), "rndc", "reconfig")
        case "change-password":
            account = action.model_dump()["account"]
            hashed = scene.lan.node("mail").run(["doveadm", "pw", "-s", "SSHA512", "-p", "another-word"]).out.strip()
            line = next(
                line
                for line in scene.lan.node("mail").read("/etc/dovecot/users").decode().splitlines()
                if re.match(rf"{account}(@|:)", line)
            )
            name, _, rest = line.partition(":")
            changed = f"{name}:{hashed}" + "".join(f":{part}" for part in rest.split(":")[1:])
            undo = edit(scene.lan.node("mail"), "/etc/dovecot/users", line, changed)
            time.sleep(1.1)  # Dovecot reads its list of passwords again once a second at most
            return undo
        case _:
            pytest.fail(f"nobody has written down what a trainee types for {way.id}")


def edit(node: Node, path: str, old: str, new: str, *reload: str) -> Undo:
    """Replace text in a file as with an editor, keeping its owner and mode."""

    def swap(before: str, after: str) -> None:
        content = node.read(path).decode()
        assert before in content
        mode, owner, group = node.run(["stat", "-c", "%a %u %g", path]).out.split()
        changed = content.replace(before, after)
        node.write(File(path=path, content=changed, mode=int(mode, 8), owner=int(owner), group=int(group)))
        if reload:
            run(node, *reload)

    swap(old, new)
    return lambda: swap(new, old)


@pytest.mark.parametrize(("name", "number"), CASES)
def test_an_action_leaves_what_it_claims_and_can_be_contained_in_each_way(stage: Stage, name: str, number: int) -> None:
    action, event, scene = event_of(catalogue().action(name), stage, number)
    reader = LogReader(lan=stage.lan, roles=stage.roles, clock=stage.clock.wall)
    outcome = play(action, scene, event, reader)
    assert outcome.kind == "succeeded", outcome.reason
    assert outcome.receipts
    assert outcome.truth.indicators
    assert not probe_round("goal", action, scene, chance=CHANCE).held, "exposed, yet called contained"

    for way in action.containment(scene):
        for check in way.allow:
            answer = ask(scene.lan, check, source=scene.vantage, chance=CHANCE)
            assert answer.passed, f"{way.id}: the good thing does not work before: {answer.said}"
        undo = contain(way, action, scene)
        try:
            finding = probe_round("goal", action, scene, chance=CHANCE)
            assert finding.held, f"{way.id}: {finding.denied}; {finding.allowed}"
            assert finding.way == way.id
        finally:
            undo()

    cleanup = action.cleanup(scene)
    assert cleanup.verified, cleanup.said


@pytest.mark.parametrize("name", catalogue().actions)
def test_a_contained_action_is_blocked_and_a_broken_one_is_not_called_so(stage: Stage, name: str) -> None:
    action, event, scene = event_of(catalogue().action(name), stage, 0)
    reader = LogReader(lan=stage.lan, roles=stage.roles, clock=stage.clock.wall)
    undo = contain(next(way for way in action.containment(scene) if way.id == "block-source"), action, scene)
    try:
        assert play(action, scene, event, reader).kind == "blocked"
    finally:
        undo()


@pytest.mark.parametrize("name", catalogue().actions)
def test_unplugging_the_server_contains_nothing(stage: Stage, name: str) -> None:
    action, event, scene = event_of(catalogue().action(name), stage, 0)
    reader = LogReader(lan=stage.lan, roles=stage.roles, clock=stage.clock.wall)
    stage.lan.provider.apply(stage.lan.ref, IsolateNode(name=event.target))
    try:
        assert not probe_round("goal", action, scene, chance=CHANCE).held
        assert play(action, scene, event, reader).kind == "infra-error"
    finally:
        stage.lan.provider.apply(stage.lan.ref, ReconnectNode(name=event.target))

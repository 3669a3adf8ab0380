"""Whatever an action asks for: its caps hold, and nothing that names the world outside is run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cyder.contracts.action import Caps, Scene
from cyder.contracts.node import Result
from cyder.errors import NodeUnreachable, Refused
from cyder.model.plan import IsolateNode
from cyder.model.topology import File
from cyder.replay.clock import FakeClock
from cyder.replay.guard import CapReached, guarded
from tests.unit.roles import towns
from tests.unit.roles.talk import Asked, deciding


def scene(caps: Caps, code: int = 0) -> tuple[Scene, FakeClock, Asked]:
    lan, asked = deciding(lambda _: Result(code, ""))
    clock = FakeClock()
    return guarded(replace(towns.scene(lan, clock)), caps), clock, asked


def test_as_many_commands_as_the_caps_allow_and_no_more() -> None:
    place, _, asked = scene(Caps(commands=3))
    for _ in range(3):
        place.actor.run(["true"])
    with pytest.raises(CapReached, match="may give 3 commands and asks for more"):
        place.actor.run(["true"])
    assert len(asked) == 3


def test_the_count_is_of_all_machines_together_and_a_written_file_is_a_command() -> None:
    place, _, _ = scene(Caps(commands=2))
    place.actor.run(["true"])
    place.lan.node("mail").write(File(path="/tmp/x", content=""))
    with pytest.raises(CapReached):
        place.lan.node("pc").run(["true"])


def test_commands_beyond_the_rate_wait() -> None:
    place, clock, _ = scene(Caps(commands=20, per_second=4))
    for _ in range(4):
        place.actor.run(["true"])
    assert clock.seconds == 0
    for _ in range(8):
        place.actor.run(["true"])
    assert clock.seconds == pytest.approx(2.0)


@pytest.mark.parametrize(
    "argv",
    [
        ["curl", "http://198.51.100.7/"],
        ["nc", "-z", "8.8.8.8", "53"],
        ["curl", "http://www.example.com/"],
        ["ssh", "root@host.internal"],
        ["dig", "@192.0.2.1", "city.example"],
        ["swaks", "--to", "somebody@mail.invalid"],
        ["curl", "-x", "http://proxy.corp:3128", "http://www.city.example/"],
    ],
    ids=" ".join,
)
def test_a_command_that_names_the_world_outside_is_not_run(argv: list[str]) -> None:
    place, _, asked = scene(Caps())
    with pytest.raises(Refused, match="is not run"):
        place.actor.run(argv)
    assert asked == []


@pytest.mark.parametrize(
    "argv",
    [
        ["curl", "http://203.0.113.7/api?v=1.2.3"],
        ["curl", "-x", "http://10.66.0.9:3128", "http://www.chamber.example/"],
        ["dig", "@10.66.0.10", "x.cdn-stat.test"],
        ["nc", "-z", "127.0.0.1", "25"],
        ["swaks", "--to", "tanaka@city.example", "--attach-name", "quote.docm"],
        ["dpkg", "--compare-versions", "1.2.3.400", "gt", "1.0"],
    ],
    ids=" ".join,
)
def test_a_command_within_the_lan_is_run(argv: list[str]) -> None:
    place, _, asked = scene(Caps())
    assert place.actor.run(argv).ok
    assert len(asked) == 1


@pytest.mark.parametrize("code", [126, 127])
def test_a_machine_without_the_program_is_no_refusal(code: int) -> None:
    place, _, _ = scene(Caps(), code)
    with pytest.raises(NodeUnreachable, match="intruder cannot run curl"):
        place.actor.run(["curl", "http://203.0.113.7/"])


def test_an_action_cannot_change_the_lan_nor_listen_at_the_switch() -> None:
    place, _, _ = scene(Caps())
    lan = place.lan
    with pytest.raises(Refused):
        lan.provider.apply(lan.ref, IsolateNode(name="mail"))
    with pytest.raises(Refused):
        lan.provider.destroy(lan.ref)
    with pytest.raises(Refused):
        lan.provider.capture(lan.ref, "mail", "dmz")

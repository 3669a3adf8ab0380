"""The memory double where the state machine does not look: files, answers, streams, crashes."""

from __future__ import annotations

import select

import pytest

from cyder.contracts.node import Result
from cyder.contracts.provider import LanRef
from cyder.errors import EngineFailed, NodeUnreachable
from cyder.lan import pcap
from cyder.lan.memory import MemoryProvider
from cyder.model.plan import ConnectNode, CreateNetwork, CreateNode, CreateSwitch, StartNode
from cyder.model.topology import File
from tests.lans import card, node

LAN = LanRef("t-memory", "team1")
MAIL = node("mail", card(0, "office", 11))


@pytest.fixture
def provider() -> MemoryProvider:
    made = MemoryProvider()
    network = CreateNetwork(network="office", subnet="10.66.0.0/24")
    for operation in (CreateSwitch(), network, CreateNode(node=MAIL), StartNode(name="mail"), ConnectNode(node=MAIL)):
        made.apply(LAN, operation)
    return made


def test_a_nodes_files_are_those_of_its_specification_and_what_was_written_since(provider: MemoryProvider) -> None:
    mail = provider.node(LAN, "mail")
    assert mail.read("/srv/deep/said.txt") == b"hello\n"
    mail.write(File(path="/etc/x", content="y"))
    provider.append(LAN, "mail", "/etc/x", "z")
    assert mail.read("/etc/x") == b"yz"
    with pytest.raises(FileNotFoundError):
        mail.read("/etc/nothing")


def test_a_command_answers_what_the_test_says(provider: MemoryProvider) -> None:
    provider.answers = lambda lan, name, argv: Result(7, f"{lan} {name} {' '.join(argv)}")
    assert provider.node(LAN, "mail").run(["grep", "x"]) == Result(7, "t-memory/team1 mail grep x")


def test_a_stream_gives_the_answer_and_its_code(provider: MemoryProvider) -> None:
    provider.answers = lambda *_: Result(3, "hello")
    stream = provider.node(LAN, "mail").open(["sh"], tty=True)
    stream.send(b"exit\n")
    assert select.select([stream], [], [], 1)[0] == [stream]
    assert (stream.receive(2), stream.receive(), stream.receive()) == (b"he", b"llo", b"")
    assert (stream.close(), stream.typed) == (3, b"exit\n")


def test_a_crashed_node_cannot_be_asked_and_has_lost_its_links_but_not_its_files(provider: MemoryProvider) -> None:
    provider.stop(LAN, "mail")
    with pytest.raises(NodeUnreachable, match="t-memory/team1: mail: the node does not run"):
        provider.node(LAN, "mail").run(["true"])
    seen = provider.observe(LAN).nodes["mail"]
    assert (seen.state, seen.networks) == ("stopped", frozenset())
    provider.apply(LAN, StartNode(name="mail"))
    assert provider.node(LAN, "mail").read("/srv/deep/said.txt") == b"hello\n"


def test_a_crashed_switch_takes_networks_and_links_with_it(provider: MemoryProvider) -> None:
    provider.stop_switch(LAN)
    seen = provider.observe(LAN)
    assert (seen.switch, seen.networks, seen.nodes["mail"].networks) == (False, frozenset(), frozenset())
    assert seen.nodes["mail"].state == "running"


def test_a_capture_holds_the_frames_that_the_test_says(provider: MemoryProvider) -> None:
    provider.frames[LAN, "mail", "office"] = [b"first", b"second"]
    stream = provider.capture(LAN, "mail", "office")
    assert stream.receive() == pcap.header() + pcap.record(b"first", 0) + pcap.record(b"second", 1)
    assert stream.close() == 0


def test_a_capture_at_a_port_that_is_not_there_ends_at_once(provider: MemoryProvider) -> None:
    provider.stop(LAN, "mail")
    stream = provider.capture(LAN, "mail", "office")
    assert (stream.receive(), stream.close()) == (b"", 1)


def test_a_lan_without_a_switch_cannot_be_captured(provider: MemoryProvider) -> None:
    provider.stop_switch(LAN)
    with pytest.raises(EngineFailed, match="mail: capture in office: the switch does not run"):
        provider.capture(LAN, "mail", "office")


def test_a_node_that_never_was_is_unreachable(provider: MemoryProvider) -> None:
    with pytest.raises(NodeUnreachable, match="ghost: there is no such node"):
        provider.node(LAN, "ghost").read("/etc/hosts")
    with pytest.raises(NodeUnreachable):
        provider.node(LanRef("t-memory", "team2"), "mail").run(["true"])

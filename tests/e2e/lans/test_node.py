"""One real node in the hand: commands, files and streams."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator

import pytest

from cyder.contracts.node import Result, Stream
from cyder.contracts.provider import LanRef
from cyder.lan.docker import DockerProvider
from cyder.lan.node import DockerNode
from cyder.lan.wirer import choose_wirer
from cyder.model.plan import CreateNode, StartNode
from cyder.model.topology import File
from tests.lans import card, client_of, node

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def pc(engine_url: str) -> Iterator[DockerNode]:
    client = client_of(engine_url)
    provider = DockerProvider(client, choose_wirer(client))
    lan = LanRef(f"t-node-{os.getpid()}", "team1")
    provider.apply(lan, CreateNode(node=node("pc", card(0, "office", 7))))
    provider.apply(lan, StartNode(name="pc"))
    yield provider.node(lan, "pc")
    provider.destroy(lan)
    client.close()


def everything(stream: Stream) -> bytes:
    said = b""
    while select.select([stream], [], [], 10)[0] and (piece := stream.receive()):
        said += piece
    return said


def test_a_command_answers_with_its_code_and_both_outputs(pc: DockerNode) -> None:
    assert pc.run(["sh", "-c", "echo out; echo err >&2; exit 7"]) == Result(7, "out\nerr\n")
    assert pc.run(["printf", r"\377彩"]) == Result(0, "\ufffd彩")
    assert pc.run(["no-such-command"]).code == 127
    assert pc.run(["id", "-un"], user="nobody").out == "nobody\n"


@pytest.mark.parametrize("stubborn", ["sleep 30", "trap '' TERM; while :; do sleep 1; done"])
def test_a_command_that_takes_too_long_is_ended_with_124(pc: DockerNode, stubborn: str) -> None:
    began = time.monotonic()
    assert pc.run(["sh", "-c", stubborn], timeout=0.5).code == 124
    assert time.monotonic() - began < 6


def test_a_service_left_behind_by_a_command_does_not_hold_it_up(pc: DockerNode) -> None:
    assert pc.run(["sh", "-c", "sleep 4 & echo started"], timeout=20) == Result(0, "started\n")


def test_a_large_output_comes_whole(pc: DockerNode) -> None:
    assert len(pc.run(["seq", "300000"]).out) == sum(len(str(number)) + 1 for number in range(1, 300_001))


def test_a_file_is_written_with_owner_and_mode_and_read_through_links(pc: DockerNode) -> None:
    pc.write(File(path="/srv/new/file", content="彩野", mode=0o604, owner=3, group=4))
    assert pc.run(["stat", "-c", "%a %u:%g", "/srv/new/file"]).out == "604 3:4\n"
    pc.run(["ln", "-s", "new/file", "/srv/link"])
    pc.run(["ln", "-s", "/srv/link", "/srv/further"])
    assert pc.read("/srv/further").decode() == "彩野"


@pytest.mark.parametrize("path", ["/nothing", "/etc", "/etc/passwd/deeper", "/dev/zero", "/srv/circle"])
def test_what_is_no_file_is_not_found(pc: DockerNode, path: str) -> None:
    pc.run(["ln", "-sf", "/srv/circle", "/srv/circle"])
    with pytest.raises(FileNotFoundError):
        pc.read(path)


def test_a_log_is_read_while_it_grows(pc: DockerNode) -> None:
    with_lines = ["sh", "-c", "for n in $(seq 20000); do echo line $n; done >/srv/log & sleep 0.01"]
    pc.run(with_lines)
    last = -1
    for _ in range(10):
        last, before = len(pc.read("/srv/log")), last
        assert last >= before


def test_a_pipe_carries_bytes_both_ways_and_ends_with_its_code(pc: DockerNode) -> None:
    stream = pc.open(["sh", "-c", "read line; echo got $line; echo err >&2; exit 5"], tty=False)
    stream.send(b"hello\n")
    assert everything(stream) == b"got hello\nerr\n"
    assert stream.close() == 5


def test_output_larger_than_what_is_asked_for_comes_in_pieces(pc: DockerNode) -> None:
    stream = pc.open(["printf", "abcdefgh"], tty=False)
    assert [stream.receive(3), stream.receive(3), stream.receive(3), stream.receive(3)] == [b"abc", b"def", b"gh", b""]
    assert stream.close() == 0


def test_a_terminal_has_the_size_it_is_told(pc: DockerNode) -> None:
    stream = pc.open(["sh"], tty=True)
    stream.resize(30, 100)
    stream.send(b"stty size; exit 3\n")
    assert b"30 100" in everything(stream)
    assert stream.close() == 3


@pytest.mark.parametrize("tty", [True, False])
def test_closing_a_stream_ends_its_command(pc: DockerNode, *, tty: bool) -> None:
    stream = pc.open(["tail", "-f", "/etc/hostname"], tty=tty)
    assert stream.receive().strip() == b"pc.city.example"
    assert stream.close() == 129
    assert "tail" not in pc.run(["ps", "-eo", "comm"]).out.split()


def test_typing_ends_when_a_stream_is_closed(pc: DockerNode) -> None:
    stream = pc.open(["tee", "/srv/typed"], tty=False)
    stream.send(b"hello")
    assert stream.close() == 0
    assert pc.read("/srv/typed") == b"hello"

"""Captures at the switch: what they take, how they end, and that a node sees nothing of them."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import docker
import pytest

from cyder.contracts.provider import LanRef
from cyder.errors import EngineFailed
from cyder.exercise.capturing import Tap, take
from cyder.lan import pcap
from cyder.lan.containers import switch_name
from cyder.lan.docker import DockerProvider
from cyder.model.topology import File
from tests.lans import GW, INTRUDER, MAIL, PC, raised, reaches

pytestmark = pytest.mark.engine

NAME = "t-capture"
LISTEN = """
import os, sys, time
from cyder.contracts.provider import LanRef
from cyder.lan.docker import DockerProvider
from cyder.lan.wirer import choose_wirer
from tests.lans import client_of
client = client_of(os.environ["DOCKER_HOST"])
stream = DockerProvider(client, choose_wirer(client)).capture(LanRef(*sys.argv[1:]), "pc", "office")
print("listening", flush=True)
time.sleep(60)
"""


def tapped(provider: DockerProvider, lan: LanRef, node: str, network: str = "office") -> Tap:
    """Return a capture that has begun."""
    found = Tap(lan.team, node, network, provider.capture(lan, node, network))
    time.sleep(0.5)
    return found


def eventually(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Return whether something comes true in time."""
    until = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def test_a_port_is_captured_in_both_directions_with_right_checksums_and_nothing_is_seen_on_the_node(
    provider: DockerProvider,
) -> None:
    lan = raised(provider, "team1", PC, MAIL, GW, INTRUDER)
    pc, mail = provider.node(lan, "pc"), provider.node(lan, "mail")
    listened = tapped(provider, lan, "mail")
    assert "promiscuity 0 " in mail.run(["ip", "-d", "link", "show", "eth0"]).out
    assert "tcpdump" not in mail.run(["ps", "-e"]).out
    assert reaches(pc, "10.66.0.11")
    assert reaches(provider.node(lan, "intruder"), "203.0.113.1")
    mail.run(["sh", "-c", "nc -l -p 25 >/dev/null & sleep 0.3"])
    pc.run(["sh", "-c", "head -c 20000 /dev/zero | nc -N 10.66.0.11 25"], timeout=10)
    captured = io.BytesIO()
    taken = take(listened, nullcontext(captured), seconds=0.5, packets=None)
    assert taken.bytes == len(captured.getvalue())
    said = read_by_tcpdump(provider, lan, captured.getvalue())
    assert said.count("ICMP echo request") == said.count("ICMP echo reply") == 1
    assert said.count("(correct)") > 20
    assert "incorrect" not in said
    assert "203.0.113." not in said
    assert "igmp" not in said, "the switch itself says nothing"


def read_by_tcpdump(provider: DockerProvider, lan: LanRef, capture: bytes) -> str:
    """Return what tcpdump makes of a capture, on a machine of the LAN."""
    mail = provider.node(lan, "mail")
    mail.write(File(path="/srv/capture", content=b64encode(capture).decode()))
    return mail.run(["sh", "-c", "base64 -d /srv/capture | tcpdump -Z root -nvv -r -"]).out


def test_a_capture_ends_after_so_many_packets_and_leaves_nothing_running(
    provider: DockerProvider, client: docker.DockerClient
) -> None:
    lan = raised(provider, "team1", PC, MAIL)
    listened = tapped(provider, lan, "pc")
    provider.node(lan, "pc").run(["ping", "-n", "-c", "5", "-i", "0.01", "10.66.0.11"])
    captured = io.BytesIO()
    assert take(listened, nullcontext(captured), seconds=10, packets=3).packets == 3
    assert len(list(pcap.cut([captured.getvalue()]))) == 1 + 3
    assert eventually(lambda: listeners(client, lan) == 0)


def test_a_capture_whose_asker_is_killed_ends(
    provider: DockerProvider, client: docker.DockerClient, engine_url: str
) -> None:
    lan = raised(provider, "team1", PC)
    argv = [sys.executable, "-c", LISTEN, lan.exercise, lan.team]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, env=os.environ | {"DOCKER_HOST": engine_url}) as asker:
        assert asker.stdout is not None
        asker.stdout.readline()
        assert eventually(lambda: listeners(client, lan) > 0)
        asker.kill()
    assert eventually(lambda: listeners(client, lan) == 0)


def listeners(client: docker.DockerClient, lan: LanRef) -> int:
    """Return how many processes of captures the switch has."""
    return len(client.containers.get(switch_name(lan)).top()["Processes"]) - 1


def test_a_port_that_is_not_there_is_said_to_be_none(provider: DockerProvider) -> None:
    lan = raised(provider, "team1", PC)
    with pytest.raises(EngineFailed, match="team1/pc in outside: the capture broke off before it began"):
        take(tapped(provider, lan, "pc", "outside"), nullcontext(io.BytesIO()), seconds=5, packets=None)
    provider.destroy(lan)
    with pytest.raises(EngineFailed, match=r"pc: capture in office: .*No such container"):
        provider.capture(lan, "pc", "office")


def test_ctrl_c_ends_the_command_with_whole_packets_and_a_sentence(tmp_path: Path, engine_url: str) -> None:
    environment = os.environ | {
        "CYDER_STATE_DIR": str(tmp_path),
        "CYDER_RUN_DIR": str(tmp_path / "run"),
        "DOCKER_HOST": engine_url,
    }
    cyder = [sys.executable, "-m", "cyder.cli.app"]

    def well(*words: str) -> None:
        subprocess.run([*cyder, *words], env=environment, check=True, capture_output=True, timeout=120)

    well("up", "first-look", "--name", NAME)
    try:
        path = tmp_path / "mail.pcap"
        argv = [*cyder, "capture", "mail", "-o", str(path)]
        # whoever runs the tests in the background has Ctrl-C ignored, and what he starts inherits that
        heeding = ["env", "--default-signal=INT", *argv]
        with subprocess.Popen(heeding, env=environment, stdout=subprocess.PIPE, text=True) as capture:
            assert eventually(lambda: path.exists() and path.stat().st_size > 0)
            well("exec", "mail", "--", "ping", "-c", "1", "10.66.0.1")
            assert eventually(lambda: path.stat().st_size > 200)
            capture.send_signal(signal.SIGINT)
            said, _ = capture.communicate(timeout=20)
        content = path.read_bytes()
        pieces = list(pcap.cut([content]))
        assert b"".join(pieces) == content
        assert said == f"team1/mail in office: {len(pieces) - 1} packets, {len(content)} bytes in {path}\n"
        assert capture.returncode == 0
    finally:
        well("down", NAME, "--archive")

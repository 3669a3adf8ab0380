"""`cyder capture`: what it writes, where it ends, whom it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.cli.app import run
from cyder.contracts.provider import LanRef
from cyder.exercise.desk import Desk
from cyder.lan import pcap
from cyder.lan.places import Places
from cyder.model.plan import IsolateNode
from tests.cli.conftest import Prompt
from tests.townhall import TownHall, desk_in_memory

LAN = LanRef("first-look", "team1")
FRAMES = [bytes([number]) * 60 for number in range(5)]


@pytest.fixture
def up(prompt: Prompt) -> Prompt:
    """Return a terminal at an exercise whose networks have something to hear."""
    prompt.well("up", "first-look")
    townhall(prompt.desk).frames = {(LAN, "mail", "office"): FRAMES, (LAN, "gw", "outside"): FRAMES[:1]}
    return prompt


def townhall(desk: Desk) -> TownHall:
    """Return where the desk's LANs are."""
    assert isinstance(desk.provider, TownHall)
    return desk.provider


def capture_of(frames: list[bytes]) -> bytes:
    """Return these frames as the double captures them."""
    return pcap.header() + b"".join(pcap.record(frame, number) for number, frame in enumerate(frames))


def test_a_capture_is_a_file_and_a_sentence(up: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "mail.pcap"
    said = up.well("capture", "mail", "-o", str(path)).out
    assert path.read_bytes() == capture_of(FRAMES)
    assert said == f"team1/mail in office: 5 packets, {path.stat().st_size} bytes in {path}\n"


def test_a_capture_ends_after_so_many_packets(up: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "mail.pcap"
    assert up.well("capture", "mail", "-o", str(path), "--packets", "2", "--json").data["packets"] == 2
    assert path.read_bytes() == capture_of(FRAMES[:2])


def test_a_node_in_several_networks_is_captured_in_its_first_or_in_the_one_named(up: Prompt, tmp_path: Path) -> None:
    path = str(tmp_path / "gw.pcap")
    assert up.well("capture", "gw", "-o", path, "--json").data["network"] == "office"
    assert up.well("capture", "gw", "-o", path, "--network", "outside", "--json").data["packets"] == 1
    refused = up("capture", "gw", "-o", path, "--network", "outsid")
    assert refused.code == 2
    assert "unknown network of gw 'outsid'; did you mean 'outside'?" in refused.err


def test_standard_output_gets_the_packets_and_standard_error_the_sentence(
    places: Places, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    desk = desk_in_memory(places)
    assert run(("up", "first-look"), desk) == 0
    townhall(desk).frames[LAN, "mail", "office"] = FRAMES
    capfdbinary.readouterr()
    assert run(("capture", "mail", "-o", "-"), desk) == 0
    said = capfdbinary.readouterr()
    assert said.out == capture_of(FRAMES)
    assert said.err.startswith(b"team1/mail in office: 5 packets, ")


def test_json_and_packets_do_not_share_standard_output(up: Prompt) -> None:
    refused = up("capture", "mail", "-o", "-", "--json")
    assert refused.code == 2
    assert "--json wants standard output, too" in refused.err


def test_a_trainee_cannot_listen_at_a_closed_node_and_an_instructor_can(up: Prompt, tmp_path: Path) -> None:
    path = str(tmp_path / "x.pcap")
    refused = up("capture", "intruder", "-o", path)
    assert refused.code == 2
    assert "'intruder' is not yours to enter" in refused.err
    assert not Path(path).exists()
    up.well("capture", "intruder", "-o", path, "--as", "instructor")


def test_a_refused_capture_leaves_an_older_file_as_it_was(up: Prompt, tmp_path: Path) -> None:
    path = tmp_path / "old.pcap"
    path.write_bytes(b"evidence")
    assert up("capture", "mial", "-o", str(path)).code == 2
    assert path.read_bytes() == b"evidence"


def test_a_node_that_is_not_plugged_in_has_nothing_to_hear(up: Prompt, tmp_path: Path) -> None:
    townhall(up.desk).stop(LAN, "mail")
    refused = up("capture", "mail", "-o", str(tmp_path / "x.pcap"))
    assert refused.code == 2
    assert "'mail' is not plugged into 'office'" in refused.err
    assert "hint: cyder up first-look" in refused.err


def test_a_node_whose_cable_is_pulled_is_said_to_be_isolated(up: Prompt, tmp_path: Path) -> None:
    townhall(up.desk).apply(LAN, IsolateNode(name="mail"))
    refused = up("capture", "mail", "-o", str(tmp_path / "x.pcap"))
    assert refused.code == 2
    assert "the cable of 'mail' is pulled" in refused.err


def test_a_file_that_cannot_be_written_is_named(up: Prompt, tmp_path: Path) -> None:
    refused = up("capture", "mail", "-o", str(tmp_path / "nowhere" / "x.pcap"))
    assert refused.code == 2
    assert "cannot be written: No such file or directory" in refused.err

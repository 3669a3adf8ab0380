"""What is done to one real node from outside: its cable pulled and put back, made anew, files copied both ways."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cyder.contracts.node import Node
from cyder.exercise.copying import Copied, copy
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.lowering import down
from cyder.exercise.machines import Changed, pull_cable, put_back_cable, reset
from cyder.exercise.raising import plans, up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.topology import File
from tests.lans import begun, reaches

pytestmark = pytest.mark.engine

NAME = "t-machines"
DNS, ROUTER = "10.66.0.10", "203.0.113.1"


@pytest.fixture(scope="module")
def exercise(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exercise]:
    """Return first-look, up for one team; each test leaves it as it should be."""
    folder = tmp_path_factory.mktemp(NAME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", engine_url)
        desk = Desk(Places(state_dir=folder / "state", run_dir=folder / "run"))
        try:
            yield up(desk, "first-look", teams=1, name=NAME, seed=None, voice=Silence())
        finally:
            if desk.store.live():
                down(desk, NAME, everything=False, archive=True, voice=Silence())


def node(exercise: Exercise, name: str) -> Node:
    """Return a machine of the one team."""
    return exercise.lan("team1").node(name)


def renewed(exercise: Exercise, name: str) -> Changed:
    """Return what came of a reset."""
    return reset(exercise.desk, name, exercise=NAME, voice=Silence())


def copied(exercise: Exercise, source: object, target: object) -> Copied:
    """Copy as a trainee does."""
    return copy(exercise.desk, str(source), str(target), exercise=NAME, visitor="trainee")


def test_an_isolated_machine_runs_on_and_reaches_nobody_until_it_is_reconnected(exercise: Exercise) -> None:
    pc = node(exercise, "pc")
    assert reaches(pc, DNS)
    assert pull_cable(exercise.desk, "pc", exercise=NAME, visitor="trainee").done
    assert not reaches(pc, DNS)
    assert pc.run(["true"]).ok
    assert not pull_cable(exercise.desk, "pc", exercise=NAME, visitor="trainee").done
    assert put_back_cable(exercise.desk, "pc", exercise=NAME, visitor="trainee").done
    assert reaches(pc, DNS)


def test_a_machine_is_made_anew_in_seconds_and_the_others_run_on(exercise: Exercise) -> None:
    before, mail = begun(exercise), node(exercise, "mail")
    mail.write(File(path="/etc/motd", content="mine"))
    mail.write(File(path="/root/notes", content="mine"))
    assert renewed(exercise, "mail").seconds < 20
    assert mail.read("/etc/motd") != b"mine"
    with pytest.raises(FileNotFoundError):
        mail.read("/root/notes")
    after = begun(exercise)
    assert {name for name in after if after[name] != before[name]} == {"mail"}


def test_a_gateway_that_is_made_anew_routes_and_publishes_again(exercise: Exercise) -> None:
    gw, intruder = node(exercise, "gw"), node(exercise, "intruder")
    gw.run(["nft", "flush", "ruleset"])
    gw.run(["ip", "link", "set", "eth1", "down"])
    assert not reaches(intruder, ROUTER)
    renewed(exercise, "gw")
    assert reaches(node(exercise, "pc"), ROUTER)
    assert "table inet filter" in gw.run(["nft", "list", "ruleset"]).out
    assert intruder.run(["nc", "-z", "-w", "3", ROUTER, "25"]).ok, "the mail server, through gw"


@pytest.mark.parametrize("name", ["dns", "pc", "intruder", "prober"])
def test_every_other_machine_can_be_made_anew(exercise: Exercise, name: str) -> None:
    began = time.monotonic()
    assert renewed(exercise, name).done
    assert time.monotonic() - began < 20
    assert plans(exercise, ["team1"])["team1"].steps == ()


def test_a_machine_whose_cable_was_pulled_is_connected_once_it_is_new(exercise: Exercise) -> None:
    pull_cable(exercise.desk, "pc", exercise=NAME, visitor="trainee")
    renewed(exercise, "pc")
    assert reaches(node(exercise, "pc"), DNS)


def test_a_folder_goes_to_a_machine_and_comes_back_byte_for_byte(exercise: Exercise, tmp_path: Path) -> None:
    top = tmp_path / "papers"
    (top / "sub" / "空").mkdir(parents=True)
    contents = {"all": bytes(range(256)), "sub/large": os.urandom(5_000_000), "sub/空/名 前": b"", "-f": b"dash"}
    for name, content in contents.items():
        (top / name).write_bytes(content)
    assert copied(exercise, top, "pc:/root").files == len(contents)
    back = copied(exercise, "pc:/root/papers", tmp_path / "back")
    assert (back.files, back.bytes, back.left_out) == (4, sum(map(len, contents.values())), 0)
    for name, content in contents.items():
        assert (tmp_path / "back" / name).read_bytes() == content


def test_what_arrives_belongs_to_who_may_enter_and_keeps_its_mode(exercise: Exercise, tmp_path: Path) -> None:
    script = tmp_path / "look.sh"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o750)
    copied(exercise, script, "pc:/root/")
    assert node(exercise, "pc").run(["stat", "-c", "%U %a", "/root/look.sh"]).out == "root 750\n"


def test_a_link_is_followed_to_what_it_names_and_links_below_are_left_out(exercise: Exercise, tmp_path: Path) -> None:
    pc = node(exercise, "pc")
    pc.run(
        ["sh", "-c", "mkdir -p /srv/a; echo one >/srv/a/1; ln /srv/a/1 /srv/a/2; ln -s /etc /srv/a/l; mkfifo /srv/a/f"]
    )
    pc.run(["ln", "-s", "/srv/a", "/srv/here"])
    got = copied(exercise, "pc:/srv/here", tmp_path)
    assert (got.files, got.left_out) == (2, 2)
    assert (tmp_path / "here" / "1").read_text() == (tmp_path / "here" / "2").read_text() == "one\n"
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == ["1", "2"]

"""The wiring program where no privileges are needed: marks, and what it says of what is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cyder.lan import namespace
from cyder.lan import wire as program
from cyder.lan.orders import Batch
from cyder.lan.wire import mark, wire

NOBODY = 2**22 + 1
"""A process number beyond the kernel's largest (PID_MAX_LIMIT)."""


def empty(switch: int) -> Batch:
    return Batch(exercise="t-wire", team="team1", switch=switch, orders=[])


def test_a_mark_says_whose_port_it_is_and_of_which_life() -> None:
    here = Path("/proc/self/ns/net").stat().st_ino
    assert mark("mail", "office", os.getpid()) == f"mail/office#{here}"


def test_a_mark_of_a_dead_node_equals_none_that_was_ever_given() -> None:
    assert mark("mail", "office", NOBODY) == "mail/office#"


def test_a_switch_that_is_gone_is_told_and_not_raised() -> None:
    assert wire(empty(NOBODY))["error"] == f"process {NOBODY} is gone"


@pytest.mark.parametrize("by_file", [True, False])
def test_the_program_runs_with_one_neighbour_and_without_the_package(tmp_path: Path, *, by_file: bool) -> None:
    alone = tmp_path / "cyder" / "lan"
    alone.mkdir(parents=True)
    for name in ("cyder/__init__.py", "cyder/lan/__init__.py"):
        (tmp_path / name).touch()
    for module in (program, namespace):
        source = Path(str(module.__file__))
        (alone / source.name).write_text(source.read_text("utf-8"), encoding="utf-8")
    batch = tmp_path / "batch.json"
    batch.write_text(json.dumps(empty(NOBODY)), encoding="utf-8")
    command = [sys.executable, "-m", "cyder.lan.wire", *([str(batch)] if by_file else [])]
    answered = subprocess.run(
        command,
        input="" if by_file else batch.read_text("utf-8"),
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(answered.stdout) == {"networks": [], "ports": [], "error": f"process {NOBODY} is gone"}

"""Logs are kept when nothing of them is gone: rotation loses nothing, cutting does, and only the team is blamed."""

from __future__ import annotations

import gzip
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cyder.contracts.log import Log
from cyder.contracts.node import Result
from cyder.replay.preserving import Keeper


class _Role:
    def __init__(self, path: str) -> None:
        self.logs = {"mail": Log(path)}


class _Node:
    """A machine that is this one: it really runs the look."""

    def run(self, argv: list[str], *, timeout: float) -> Result:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=timeout, check=False, env=os.environ)
        return Result(done.returncode, done.stdout)


class _Lan:
    def __init__(self) -> None:
        self.topology = type("T", (), {"nodes": [type("N", (), {"name": "mail", "open": "root"})()]})()

    def node(self, name: str) -> _Node:
        assert name == "mail"
        return _Node()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "mail.log"
    path.write_text("first line\nsecond line\n")
    return path


@pytest.fixture
def keeper(log: Path) -> Keeper:
    """Return a keeper that has looked once."""
    here: Any = _Lan()
    roles: Any = {"mail": _Role(str(log))}
    made = Keeper(here, roles, every=20.0)
    assert look(made) == {}
    return made


def look(keeper: Keeper, visits: Mapping[str, int] | None = None, busy: frozenset[str] = frozenset()) -> dict[str, str]:
    """Look, and return what was lost since, in words."""
    return {kept.log.rpartition("/")[2]: kept.said for kept in keeper.news(visits or {}, busy=busy)}


def test_a_log_that_grows_is_kept(keeper: Keeper, log: Path) -> None:
    with log.open("a") as file:
        file.write("third line\n")
    assert look(keeper) == {}
    assert [(one.kept, one.said) for one in keeper.standing] == [(True, "34 bytes")]


def test_a_log_that_was_cut_is_lost_and_stays_lost(keeper: Keeper, log: Path) -> None:
    log.write_text("first line\n")
    assert look(keeper) == {"mail.log": "11 of 23 bytes are left"}
    log.write_text("first line\nsecond line\nthird line\n")
    assert look(keeper) == {}
    assert [one.kept for one in keeper.standing] == [False]


@pytest.mark.parametrize(
    ("content", "said"), [("", "23 bytes are gone"), ("x\n", "23 bytes are gone, 2 others are there")]
)
def test_a_log_that_was_emptied_or_begun_anew_is_lost(keeper: Keeper, log: Path, content: str, said: str) -> None:
    log.write_text(content)
    assert look(keeper) == {"mail.log": said}


def test_a_log_that_was_deleted_is_lost(keeper: Keeper, log: Path) -> None:
    log.unlink()
    assert look(keeper) == {"mail.log": "23 bytes are gone"}


def test_a_line_taken_out_of_the_middle_is_a_loss(keeper: Keeper, log: Path) -> None:
    log.write_text("first line\n2nd line\n")
    assert look(keeper) == {"mail.log": "20 of 23 bytes are left"}


def test_rotation_loses_nothing_packed_or_not(keeper: Keeper, log: Path) -> None:
    log.rename(f"{log}.1")
    log.write_text("a new day\n")
    assert look(keeper) == {}
    Path(f"{log}.2.gz").write_bytes(gzip.compress(Path(f"{log}.1").read_bytes()))
    log.rename(f"{log}.1")
    assert look(keeper) == {}
    assert [one.kept for one in keeper.standing] == [True]


def test_what_the_attack_or_an_instructor_did_is_not_held_against_the_team(keeper: Keeper, log: Path) -> None:
    log.write_text("cut by the attack\n")
    assert look(keeper, busy=frozenset({"mail"})) == {}
    assert look(keeper, {"mail": 1}) == {}
    log.write_text("")
    assert look(keeper, {"mail": 1}) == {"mail.log": "18 bytes are gone"}


def test_logs_are_looked_at_once_an_interval_of_the_exercise_s_time_however_often_the_clock_stops(
    keeper: Keeper,
) -> None:
    stops = [0.0, 1.0, 12.0, 19.5, 25.0, 38.0, 39.4, 100.0]
    assert [moment for moment in stops if keeper.takes(moment)] == [0.0, 19.5, 39.4, 100.0]


def test_after_a_clock_was_set_back_logs_are_looked_at_again(keeper: Keeper) -> None:
    assert keeper.takes(100.0)
    assert keeper.takes(30.0)
    assert not keeper.takes(31.0)

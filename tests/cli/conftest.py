"""Runs command lines in this process, on a town hall in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from cyder.cli.app import run
from cyder.exercise.desk import Desk
from cyder.lan.places import Places
from tests.townhall import desk_in_memory


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return standard output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Prompt:
    """A terminal at which commands are typed."""

    desk: Desk
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Said:
        """Run one command line."""
        self.capture.readouterr()
        code = run(words, self.desk)
        out, err = self.capture.readouterr()
        assert "Traceback" not in out + err
        return Said(code, out, err)

    def well(self, *words: str) -> Said:
        """Run one command line that has to succeed."""
        said = self(*words)
        assert said.code == 0, said.out + said.err
        return said


@pytest.fixture
def prompt(places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Prompt:
    monkeypatch.setenv("COLUMNS", "120")
    return Prompt(desk_in_memory(places), capsys)

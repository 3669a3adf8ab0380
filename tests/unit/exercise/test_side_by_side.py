"""Several rehearsals at once: each ends for itself, and whoever breaks them off waits until they have cleaned up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cyder.exercise import side_by_side
from cyder.exercise.side_by_side import Wish
from cyder.model.rehearsal import Rehearsal


def program(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let every wish run a program of the test's own, which is given the scenario's name."""
    monkeypatch.setattr(Wish, "argv", property(lambda self: [sys.executable, "-c", text, self.source]))


def test_each_tells_its_own_result_and_what_breaks_off_is_told_with_its_last_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program(
        monkeypatch,
        "import sys\n"
        "if sys.argv[1] == 'bad': sys.exit('cyder: no engine answers')\n"
        'print(\'[{"scenario": "%s", "broken": []}]\' % sys.argv[1])',
    )
    wishes = [Wish(name, None, ()) for name in ("one", "bad", "two")]
    played = {each.scenario: each for each in side_by_side.side_by_side(wishes, 2)}
    assert played["one"] == Rehearsal(scenario="one")
    assert played["two"] == Rehearsal(scenario="two")
    assert played["bad"].broken == ("cyder: no engine answers",)


def test_who_breaks_off_ends_those_under_way_and_waits_for_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(
        monkeypatch,
        "import signal, sys, time\n"
        f"folder = {str(tmp_path)!r}\n"
        "def end(*_):\n"
        "    time.sleep(0.2); open(f'{folder}/{sys.argv[1]}', 'w').close(); sys.exit(1)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "if sys.argv[1] == 'short': print('[{\"scenario\": \"short\"}]'); time.sleep(1); sys.exit()\n"
        "time.sleep(60)",
    )
    playing = side_by_side.side_by_side([Wish("short", None, ()), Wish("long", None, ())], 2)
    assert next(playing).scenario == "short"
    playing.close()
    assert (tmp_path / "long").exists()

"""The sweep after an exercise finds whatever an action could leave behind, and nothing else."""

from __future__ import annotations

import pytest

from cyder.exercise.desk import Exercise
from cyder.replay.sweep import leftovers

pytestmark = pytest.mark.engine

MARKER = "LAB-0dd5ee"


def test_files_words_in_files_commands_and_open_files_are_found_where_they_are(town: Exercise) -> None:
    lan = town.lan(town.teams[0])
    left = [
        f"touch /tmp/{MARKER}.txt",
        f"echo 'from {MARKER}' >/etc/left.conf",
        f"setsid -f sh -c 'while :; do sleep 1; done' {MARKER} >/dev/null 2>&1",
        f"setsid -f sleep 601 >/tmp/{MARKER}.out; rm /tmp/{MARKER}.out",
    ]
    assert lan.node("pc1").run(["sh", "-c", "; ".join(left)]).ok
    try:
        found = leftovers(lan, MARKER)
    finally:
        lan.node("pc1").run(
            ["sh", "-c", f"rm -f /tmp/{MARKER}.txt /etc/left.conf; pkill -f '[L]AB-0dd5ee|[s]leep 601'"]
        )
    assert found == {
        "pc1": [
            "/etc/left.conf",
            f"/tmp/{MARKER}.txt",
            f"process: sh -c while :; do sleep 1; done {MARKER} ",
            "process: sleep 601 ",
        ]
    }
    assert leftovers(lan, MARKER) == {}

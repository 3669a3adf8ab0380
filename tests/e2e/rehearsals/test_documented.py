"""What README and tutorial tell people to type works, on real containers, in that order."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.docs.test_docs import TOP, console_lines

pytestmark = pytest.mark.engine

SET_UP = {("engine", "start"), ("images", "build")}
"""Commands that every run of the tests begins with, and that would not be at home in a folder of their own."""


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial/first-exercise.md"])
def test_a_page_can_be_typed_from_top_to_bottom(page: str, tmp_path: Path, engine_url: str) -> None:
    environment = os.environ | {
        "CYDER_STATE_DIR": str(tmp_path),
        "CYDER_RUN_DIR": str(tmp_path / "run"),
        "DOCKER_HOST": engine_url,
    }

    def typed(words: list[str]) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "cyder.cli.app", *words]
        return subprocess.run(argv, env=environment, capture_output=True, text=True, timeout=180, check=False)

    lines = [words[1:] for words in console_lines(TOP / page)]
    assert lines
    try:
        for words in lines:
            if tuple(words[:2]) in SET_UP:
                continue
            done, deadline = typed(words), time.monotonic() + 30
            while done.returncode and words[0] == "exec" and time.monotonic() < deadline:
                time.sleep(1)  # the attack may still be under way when its log line is looked for
                done = typed(words)
            assert done.returncode == 0, f"cyder {' '.join(words)}: {done.stdout}{done.stderr}"
    finally:
        typed(["down", "first-look", "--archive"])

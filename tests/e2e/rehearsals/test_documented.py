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


@pytest.mark.parametrize(
    "page", ["README.md", pytest.param("docs/tutorial/first-exercise.md", marks=pytest.mark.rehearse)]
)
def test_a_page_can_be_typed_from_top_to_bottom(page: str, tmp_path: Path, engine_url: str) -> None:
    environment = os.environ | {
        "CYDER_STATE_DIR": str(tmp_path),
        "CYDER_RUN_DIR": str(tmp_path / "run"),
        "DOCKER_HOST": engine_url,
    }

    def typed(words: list[str]) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "cyder.cli.app", *words]
        # whoever answers every question with Enter, and in the end files, gets through the questionnaire, too
        said = "\n" * 300 + "1\n" if words[:2] == ["report", "new"] else None
        return subprocess.run(
            argv, env=environment, cwd=tmp_path, input=said, capture_output=True, text=True, timeout=180, check=False
        )

    lines = [words[1:] for words in console_lines(TOP / page)]
    assert lines
    try:
        for words in lines:
            if tuple(words[:2]) in SET_UP:
                continue
            done, deadline = typed(words), time.monotonic() + 60
            while done.returncode and words[0] in ("exec", "review") and time.monotonic() < deadline:
                time.sleep(1)  # what it asks for may still be under way
                done = typed(words)
            assert done.returncode == 0, f"cyder {' '.join(words)}: {done.stdout}{done.stderr}"
    finally:
        typed(["down", "first-look", "--archive"])

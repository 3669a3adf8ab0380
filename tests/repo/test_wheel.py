"""An installed Cyder has what a checkout has: build contexts of its images, scenarios, typing."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from cyder.exercise.library import catalogue, shipped
from cyder.lan.sources import sources

TOP = Path(__file__).parents[2]


def test_the_wheel_holds_every_build_context_and_scenario(tmp_path: Path) -> None:
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path))
    argv = [sys.executable, "-m", "pip", "wheel", *options, str(TOP)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("cyder-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = TOP / "cyder"
    for source in sources(catalogue().folders):
        for path in source.folder.rglob("*"):
            if path.is_file():
                assert f"cyder/{path.relative_to(package)}" in names
    for path in shipped().values():
        assert f"cyder/shipped/scenarios/{path.name}" in names
    assert "cyder/py.typed" in names

"""Runs all suites in order, each against its time budget, and counts: what `make test` and CI call."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

from cyder.errors import CyderError, SetupMissing
from cyder.lan import engine
from cyder.lan.places import Places

TOP = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
DESELECTED = re.compile(r"\b(\d+) deselected\b")
MEMORY = Path("/dev/shm")
ROOM = 2**30
"""Bytes that must be free there: several times what the tests of one suite write."""


@dataclass(frozen=True)
class Tally:
    """How many tests passed, failed and were skipped, and how many `make trust` and `make rehearse` run instead."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    moved: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.moved + other.moved,
        )

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


@dataclass(frozen=True)
class Suite:
    """A part of the tests: commands that count as one test each, or folders and files for pytest; budget in seconds.

    `beside`: as much again, played by a second pytest at the same time; none of it may need an engine.
    """

    name: str
    budget: int
    commands: tuple[tuple[str, ...], ...] = ()
    folders: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """How a suite went; `faults` says what is wrong besides failed tests."""

    suite: Suite
    tally: Tally
    seconds: float
    faults: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Tell whether nothing failed and nothing is wrong."""
        return not self.tally.failed and not self.faults


def _unit(*parts: str) -> tuple[str, ...]:
    return tuple(f"tests/unit/{part}" for part in parts)


CYDER = str(BIN / "cyder")
SUITES = (
    Suite("set-up and images", 720, commands=((CYDER, "engine", "start"), (CYDER, "images", "build"))),
    Suite(
        "static",
        40,
        commands=(
            (sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."),
            (sys.executable, "-m", "ruff", "check", "--quiet", "."),
            (sys.executable, "-m", "mypy"),
            (str(BIN / "lint-imports"),),
        ),
    ),
    Suite(
        "unit",
        200,
        folders=(*_unit("exercise", "lan", "scoring"), "tests/api"),
        beside=(
            *_unit("contracts", "model", "planning", "replay", "review", "roles", "scenario", "staff", "store"),
            *("tests/cli", "tests/docs", "tests/golden", "tests/repo"),
        ),
    ),
    Suite("conformance", 360, folders=("tests/conformance/roles", "tests/stateful")),
    Suite("actions", 600, folders=("tests/conformance/actions",)),
    Suite("rehearsals", 600, folders=("tests/e2e/rehearsals",)),
    Suite("the rest", 300, folders=("tests/e2e/lans", "tests/e2e/services")),
)


def main(names: Sequence[str]) -> int:
    """Run the suites whose names begin with one of `names`, all without any; return the exit code."""
    strict = os.environ.get("CI") == "true"
    places = Places.from_environment()
    ran_before = _private_runs(places)
    chosen = [suite for suite in SUITES if not names or any(suite.name.startswith(name) for name in names)]
    results: list[Result] = []
    try:
        for suite in chosen:
            _write(f"\n=== {suite.name}")
            results.append(judged(run(suite, strict=strict), strict=strict))
    finally:
        if not ran_before and _private_runs(places):
            _write("\n=== ending the private engine that this run started")
            subprocess.run([CYDER, "engine", "stop"], check=False, cwd=TOP)
    _write(report(results))
    return 0 if results and all(result.good for result in results) else 1


def run(suite: Suite, *, strict: bool) -> Result:
    """Run one suite and count."""
    began = time.monotonic()
    tally = Tally()
    for command in suite.commands:
        tally += _command(command, strict=strict)
    groups = [group for group in (suite.folders, suite.beside) if group]
    if groups:
        with ThreadPoolExecutor(max_workers=len(groups)) as pool:
            tally = sum(pool.map(partial(_pytest, aloud=len(groups) == 1), groups), tally)
    return Result(suite, tally, time.monotonic() - began)


def judged(result: Result, *, strict: bool) -> Result:
    """Return the result with what is wrong besides failed tests: no test at all, or, in CI, a skipped one."""
    tally, faults = result.tally, list(result.faults)
    if not tally.passed + tally.failed + tally.skipped:
        faults.append("ran no test")
    if strict and tally.skipped:
        faults.append(f"{tally.skipped} skipped, which CI does not allow")
    return replace(result, faults=tuple(faults))


def report(results: Sequence[Result]) -> str:
    """Return the table of suites; its last line is the sum of all."""
    lines = ["", f"{'suite':<18}{'seconds':>8}{'budget':>8}  result"]
    for result in results:
        late = "  (over budget)" if result.seconds > result.suite.budget else ""
        faults = "".join(f"  FAULT: {fault}" for fault in result.faults)
        counted = f"{result.seconds:>8.1f}{result.suite.budget:>8}  {result.tally}"
        lines.append(f"{result.suite.name:<18}{counted}{late}{faults}")
    total = sum((result.tally for result in results), Tally())
    return "\n".join([*lines, f"moved to make trust and make rehearse: {total.moved} tests", str(total)])


def tally_of(junit: str, said: str) -> Tally:
    """Count from pytest's JUnit XML, and the deselected from what it said."""
    suites = list(ET.fromstring(junit).iter("testsuite"))
    total, failures, errors, skipped = (
        sum(int(suite.get(key, "0")) for suite in suites) for key in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    moved = sum(int(number) for number in DESELECTED.findall(said))
    return Tally(total - failed - skipped, failed, skipped, moved)


def _command(command: tuple[str, ...], *, strict: bool) -> Tally:
    _write(f"--- {Path(command[0]).name} {' '.join(command[1:])}")
    code = subprocess.run(command, check=False, cwd=TOP).returncode
    if code == SetupMissing.exit_code and not strict:
        return Tally(skipped=1)  # it said itself what is missing; tests without an engine still make sense
    return Tally(failed=1) if code else Tally(passed=1)


def _pytest(folders: Sequence[str], *, aloud: bool) -> Tally:
    """Run the tests of some folders and count; what pytest says is shown as it comes, or else when it is done."""
    with tempfile.TemporaryDirectory(dir=_scratch()) as folder:
        junit = Path(folder) / "junit.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-m",
            "not trust and not rehearse",
            f"--junitxml={junit}",
            f"--basetemp={folder}/tests",
            *(folder for folder in folders if (TOP / folder).exists()),
        ]
        code, said = _said(command, aloud=aloud)
        if not aloud:
            _write(said)
        if not junit.exists():
            return Tally(failed=1)
        tally = tally_of(junit.read_text(encoding="utf-8"), said)
    # 5: nothing collected, which is judged later. Other codes without a failed test: pytest itself broke off.
    return replace(tally, failed=1) if code not in {0, 1, 5} and not tally.failed else tally


def _scratch() -> Path | None:
    """Return where tests keep their files: in memory if there is room, for stores wait for the disk at every entry."""
    if not MEMORY.is_dir():
        return None
    there = os.statvfs(MEMORY)
    fit = there.f_bavail * there.f_frsize >= ROOM and not there.f_flag & (os.ST_NOEXEC | os.ST_RDONLY)
    return MEMORY if fit else None


def _said(command: Sequence[str], *, aloud: bool) -> tuple[int, str]:
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True, errors="replace") as child:
        said = []
        for line in child.stdout or ():
            if aloud:
                sys.stdout.write(line)
                sys.stdout.flush()
            said.append(line)
    return child.returncode, "".join(said)


def _private_runs(places: Places) -> bool:
    try:
        return engine.status(places).private_pid is not None
    except CyderError:
        return False  # DOCKER_HOST names an engine that is silent: no private one is started either


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

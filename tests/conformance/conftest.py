"""Two real LANs that conformance tests share, because bringing one up costs more than asking it; and their table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.lowering import down
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from tests.conformance.table import Table


@pytest.fixture(scope="session")
def town(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exercise]:
    """Return the whole town hall, up for one team."""
    with raised(engine_url, "town-hall", tmp_path_factory.mktemp("town-hall")) as found:
        yield found


@contextmanager
def raised(engine_url: str, scenario: str, folder: Path, *, teams: int = 1) -> Iterator[Exercise]:
    """Bring a shipped scenario up for the tests, and take it down whatever happens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_HOST", engine_url)
        desk = Desk(Places(state_dir=folder / "state", run_dir=folder / "run"))
        try:
            yield up(desk, scenario, teams=teams, name=f"t-{scenario}", seed="conformance", voice=Silence())
        finally:
            if desk.store.live():
                down(desk, None, everything=False, archive=True, voice=Silence())


TABLE = pytest.StashKey[Table]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TABLE] = Table()


@pytest.fixture(scope="session")
def table(request: pytest.FixtureRequest) -> Table:
    """Return the table in which each test about a role writes what it measured."""
    return request.config.stash[TABLE]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy's result
    marker = item.get_closest_marker("check")
    role = item.callspec.params.get("role") if marker and isinstance(item, pytest.Function) else None
    if marker and role and (report.when == "call" or report.failed):
        item.config.stash[TABLE].judge(str(role), marker.args[0], passed=report.passed)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash[TABLE].rows:
        terminalreporter.section("role x check")
        terminalreporter.write_line(config.stash[TABLE].text())

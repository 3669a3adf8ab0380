"""How `make test` counts, and what it calls wrong."""

from __future__ import annotations

import pytest

from tests.run import SUITES, TOP, Result, Suite, Tally, judged, report, run, tally_of

SUITE = Suite("unit", 10)
JUNIT = '<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2" time="1"/></testsuites>'


def test_counts_come_from_pytest_s_own_report() -> None:
    assert tally_of(JUNIT, "5 passed, 4 deselected in 1s\n") == Tally(5, 2, 2, 4)


def test_a_suite_without_a_test_is_wrong() -> None:
    assert judged(Result(SUITE, Tally(), 0.1), strict=False).faults == ("ran no test",)


@pytest.mark.parametrize(("strict", "good"), [(True, False), (False, True)])
def test_a_skipped_test_is_wrong_in_ci_only(*, strict: bool, good: bool) -> None:
    assert judged(Result(SUITE, Tally(passed=3, skipped=1), 0.1), strict=strict).good == good


def test_a_failed_test_is_wrong() -> None:
    assert not judged(Result(SUITE, Tally(passed=3, failed=1), 0.1), strict=False).good


def test_a_command_counts_as_one_test() -> None:
    suite = Suite("static", 10, commands=(("true",), ("false",)))
    assert run(suite, strict=False).tally == Tally(passed=1, failed=1)


def test_the_last_line_is_the_sum_of_all() -> None:
    lines = report(
        [Result(SUITE, Tally(3, 1, 0, 2), 11.0), Result(SUITE, Tally(4), 1.0, ("ran no test",))]
    ).splitlines()
    assert lines[-1] == "7 passed, 1 failed, 0 skipped"
    assert lines[-2] == "moved to make trust and make rehearse: 2 tests"
    assert "(over budget)" in lines[2]
    assert "FAULT: ran no test" in lines[3]


def test_every_file_with_tests_belongs_to_exactly_one_suite() -> None:
    given = [TOP / folder for suite in SUITES for folder in (*suite.folders, *suite.beside)]
    for path in (TOP / "tests").rglob("test_*.py"):
        assert sum(path.is_relative_to(place) for place in given) == 1, path


def test_what_is_played_beside_other_tests_needs_no_engine() -> None:
    for folder in (folder for suite in SUITES for folder in suite.beside):
        for path in (TOP / folder).rglob("test_*.py"):
            assert "pytest.mark." + "engine" not in path.read_text("utf-8"), path

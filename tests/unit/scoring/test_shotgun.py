"""Guessing does not pay: the table of the design, from the code that grades."""

from __future__ import annotations

import pytest

from tests.figures.shotgun import Listed, Worth, held, indicators, main, speeds, timelines

GUESSES = (
    "60 guesses, 6 right",
    "sixty of a whole /24",
    "another team's values, 2 shared",
    "every type every 10 minutes",
)


ROWS: list[Listed | Worth] = [*indicators(), *timelines(), *speeds()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_list_earns_what_the_design_says(row: Listed | Worth) -> None:
    assert row.score == pytest.approx(row.designed, abs=0.006)


@pytest.mark.parametrize("row", [one for one in ROWS if one.name in GUESSES], ids=lambda row: row.name)
def test_a_guess_earns_no_more_than_that(row: Listed | Worth) -> None:
    assert round(row.score, 2) <= row.designed <= 0.20


@pytest.mark.parametrize("row", list(held()), ids=lambda row: row.name)
def test_what_is_held_and_serves_staff_counts_by_its_share(row: Worth) -> None:
    assert row.score == pytest.approx(row.designed, abs=0.01)


def test_one_command_prints_it_all(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    printed = capsys.readouterr().out
    assert "60 guesses, 6 right                          1.00  0.13  0.13     0.13" in printed
    assert "unplugged: staff are not served either                 0.00      0.00" in printed

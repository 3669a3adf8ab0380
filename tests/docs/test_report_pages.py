"""The reference pages about reports are what the model, the labels and the forms say."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.report_pages import formats_page, report_page

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(("name", "make"), [("report.md", report_page), ("report-formats.md", formats_page)])
def test_a_page_about_reports_is_what_the_program_says(name: str, make: Callable[[], str]) -> None:
    page, made = REFERENCE / name, make()
    if os.environ.get("CYDER_GOLDEN") == "write":
        page.write_text(made)
    assert page.read_text() == made

"""The review of a small ledger, whole, as `review.json` has it."""

from __future__ import annotations

import os
from pathlib import Path

from tests.unit.review import reviews

HERE = Path(__file__).parent


def test_the_review_of_a_small_ledger_is_what_was_once_read_and_kept() -> None:
    text = reviews.everybody().model_dump_json(indent=2) + "\n"
    path = HERE / "three-teams.json"
    if os.environ.get("CYDER_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "regenerate with CYDER_GOLDEN=write, then read the diff"

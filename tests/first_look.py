"""The shipped scenario first-look as text, for tests that lay hints of their own over it."""

from __future__ import annotations

import re

from cyder.exercise.library import scenario_file

_HINTS = re.compile(r"^hints:\n(?:(?: .*)?\n)*", re.MULTILINE)


def without_hints() -> str:
    """Return first-look's text without the hints that it ships with."""
    text, times = _HINTS.subn("", scenario_file("first-look").read_text("utf-8"))
    assert times == 1
    return text

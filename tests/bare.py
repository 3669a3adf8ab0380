"""Shipped scenarios as text, for tests that lay something of their own over them."""

from __future__ import annotations

import re

from cyder.exercise.library import shipped


def bare(name: str, *fields: str) -> str:
    """Return a shipped scenario's text without some of the fields that it has at the top."""
    whole = re.compile(rf"^(?:{'|'.join(fields)}):(?: .*)?\n(?:(?: .*)?\n)*", re.MULTILINE)
    text, times = whole.subn("", shipped()[name].read_text("utf-8"))
    assert times == len(fields)
    return text

"""How wide a text is on a terminal, where a Japanese letter takes two columns."""

from __future__ import annotations

from itertools import accumulate
from unicodedata import east_asian_width


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(_wide, text))


def padded(text: str, width: int) -> str:
    """Return a text with spaces behind it until it takes `width` columns."""
    return text + " " * (width - columns(text))


def cut(text: str, width: int) -> str:
    """Return a text that takes `width` columns at most; what is cut off ends in `…`."""
    if columns(text) <= width:
        return text
    ends = accumulate(map(_wide, text))
    return "".join(letter for letter, end in zip(text, ends, strict=True) if end < width) + "…"


def _wide(letter: str) -> int:
    return 2 if east_asian_width(letter) in "WF" else 1

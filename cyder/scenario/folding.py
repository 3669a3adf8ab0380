"""Takes out the space that YAML puts where a folded line ended, between characters that Japanese writes without one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

WIDE = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
"""A character that Japanese writes without a space beside it, as a pattern."""

_TAIL = re.compile(f"{WIDE}{{1,8}}$")
_HEAD = re.compile(f"{WIDE}{{1,8}}")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def lines_of(source: str) -> list[str]:
    """Return the lines of a YAML text, ended by all that YAML takes for an end of line."""
    return _BREAK.split(source)


def unfolded(text: str, lines: Iterable[str]) -> str:
    """Return the value of a folded scalar as Japanese has it; `lines` are those of the file in which it stands."""
    for before, after in pairwise(line.strip() for line in lines):
        tail, head = _TAIL.search(before), _HEAD.match(after)
        if tail and head:
            text = text.replace(f"{tail[0]} {head[0]}", f"{tail[0]}{head[0]}", 1)
    return text

"""Log lines as the pages of roles quote them: those of an action, and the ordinary ones of the machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROLES = Path(__file__).parents[3] / "cyder" / "roles"
_ACTION = re.compile(r"^### `([a-z0-9.-]+)`")
_LINE = re.compile(r"^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d{10}\.\d{3} |\d+\.\d+\.\d+\.\d+ \S+ \S+ \[\d\d/)")


@cache
def quoted() -> tuple[tuple[str, str], ...]:
    """Return every log line quoted in a page, with the action in whose section it stands, or ''."""
    return tuple(line for page in sorted(ROLES.glob("*/README.md")) for line in _quoted(page))


def of_action(action: str) -> list[str]:
    """Return the lines that stand in an action's section."""
    return [line for owner, line in quoted() if owner == action]


def ordinary() -> list[str]:
    """Return the lines that stand outside every action's section."""
    return of_action("")


def _quoted(page: Path) -> Iterator[tuple[str, str]]:
    owner = ""
    for line in page.read_text(encoding="utf-8").splitlines():
        found = _ACTION.match(line)
        if found:
            owner = found[1]
        elif line.startswith("## "):
            owner = ""
        elif _LINE.match(line):
            yield owner, line

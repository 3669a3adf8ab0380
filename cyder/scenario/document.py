"""A file as it was read: plain data, and where in the file each piece of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from cyder.errors import Problem

Path = tuple[str | int, ...]
"""The way from the top of a file to a value: field names and positions in lists."""
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str"
"""What a file is made of once it is read."""
Mark = tuple[int, int]
"""Line and column, both counted from 1, columns in characters."""
_LONGEST = 500


@dataclass(frozen=True)
class Document:
    """A scenario's data, where each value stands (`marks`), and where each field's name stands (`keys`).

    `name` is the file; `files` has the values that come from another one, such as the file's base.
    """

    name: str
    data: Plain
    marks: Mapping[Path, Mark]
    keys: Mapping[Path, Mark] = field(default_factory=dict)
    files: Mapping[Path, str] = field(default_factory=dict)

    def mark(self, path: Path) -> Mark:
        """Return where a value stands; of what is not in the file, where the nearest thing around it does."""
        return self.marks.get(self._known(path), (1, 1))

    def file(self, path: Path) -> str:
        """Return in which file a value stands."""
        return self.files.get(self._known(path), self.name)

    def _known(self, path: Path) -> Path:
        while path and path not in self.marks:
            path = path[:-1]
        return path

    def key_mark(self, path: Path) -> Mark:
        """Return where a field's name stands, or its value where it has no name."""
        return self.keys.get(path) or self.mark(path)

    def problem(self, path: Path, message: str, *, hint: str, rule: str, key: bool = False) -> Problem:
        """Return a problem with a value, or with `key` a problem with its name."""
        line, column = self.key_mark(path) if key else self.mark(path)
        said = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
        return Problem(self.file(path), line, column, show_path(path), said, hint, rule)


def show_path(path: Path) -> str:
    """Return a path as people write it: `lan.nodes.mail.on[0]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text

"""The `$name`s in a file: where they are mentioned, and what may stand in for them while it is being checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cyder.scenario.document import Path, Plain

MENTION = re.compile(r"\$([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
"""The same form as in cyder.planning, which this package cannot import; a test holds the two together."""


def texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every text below a value with its place; what a field is called has the field's."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key
            yield from texts(item, (*path, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index))
    elif isinstance(value, str):
        yield path, value


def mentions(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every name mentioned below a value, without its `$` and once for each text, with the text's place."""
    for place, text in texts(value, path):
        for name in dict.fromkeys(MENTION.findall(text)):
            yield place, name


def filled(value: Plain, stand_ins: Mapping[str, str]) -> Plain:
    """Return a copy of plain data in which each `$name` is replaced; a name without stand-in stays as it is."""
    if isinstance(value, dict):
        return {_filled(key, stand_ins): filled(item, stand_ins) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, stand_ins) for item in value]
    return _filled(value, stand_ins)


def _filled(text: str, stand_ins: Mapping[str, str]) -> str:
    return MENTION.sub(lambda found: stand_ins.get(found[1], found[0]), text)

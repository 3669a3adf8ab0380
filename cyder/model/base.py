"""What all nouns share: frozen, strict about unknown fields, hashable by content."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=40)]
"""A lower-case name with hyphens: `first-look`, `team1`, `mail`."""

_PART = re.compile(r"(\d+)(h|ms|m|s)")
_UNIT = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


class Noun(BaseModel):
    """A frozen value. Unknown fields are an error, because a misspelt field is never what its author meant."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def digest(self) -> str:
        """Return the SHA-256 of the value as JSON, in hex."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()


class LocalText(Noun):
    """One text in both languages of the project."""

    en: str
    ja: str

    def in_language(self, language: str) -> str:
        """Return the Japanese text for `ja`, the English one for every other language."""
        return self.ja if language == "ja" else self.en


def parse_duration(text: object) -> object:
    """Turn `1h30m`, `-40m`, `T+20m` or `90s` into seconds; leave numbers alone.

    Raises:
        ValueError: the text is not a time as people say it.
    """
    if not isinstance(text, str):
        return text
    if len(text) > 40:
        message = f"'{text[:20]}…' is too long for a time; write it as '90s', '5m', '1h30m' or '-40m'"
        raise ValueError(message)
    body = text.removeprefix("T").removeprefix("+")
    sign = -1.0 if body.startswith("-") else 1.0
    digits = body.removeprefix("-")
    if digits == "0":
        return 0.0
    parts = _PART.findall(digits)
    if not parts or "".join(number + unit for number, unit in parts) != digits:
        message = f"'{text}' is not a time; write it as '90s', '5m', '1h30m' or '-40m'"
        raise ValueError(message)
    return sign * sum(float(number) * _UNIT[unit] for number, unit in parts)


def show_duration(seconds: float) -> str:
    """Return seconds as people say them: `-1h30m`, `5m`, `12s`."""
    sign, rest = ("-" if seconds < 0 else ""), round(abs(seconds))
    parts = [(rest // 3600, "h"), (rest % 3600 // 60, "m"), (rest % 60, "s")]
    return sign + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0s")


def show_clock(seconds: float) -> str:
    """Return a moment of the exercise clock: `T-30s`, `T+0s`, `T+10m`."""
    return f"T{'' if seconds < 0 else '+'}{show_duration(seconds)}"


Seconds = Annotated[float, BeforeValidator(parse_duration)]
"""A length of time in seconds; in YAML `90s`, `5m`, `1h30m`, `-40m`."""

"""What pydantic says, in the words of somebody who writes a file, each with the rule it breaks and the remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sized
from typing import Any

from pydantic_core import ErrorDetails

from cyder.errors import suggest
from cyder.model.base import SLUG
from cyder.model.scenario import DRAWN_NAME, HOST_NAME

Words = tuple[str, str, str]
"""Message, hint, rule."""
Context = Mapping[str, Any]
Say = Callable[[object, Context], Words]
"""Puts a value, and what pydantic adds to an error about it, into words."""

_LONGEST = 60


def worded(details: ErrorDetails) -> Words:
    """Return message, hint and rule for one error."""
    kind, value = details["type"], details["input"]
    if value == "null":
        return "'null' is text like every other value", "leave the field out instead", "wrong-type"
    for pattern, say in _SAYINGS:
        if re.fullmatch(pattern, kind):
            return say(value, details.get("ctx", {}))
    message = details["msg"].removeprefix("Input ")
    return f"{show(value)}: {message[:1].lower()}{message[1:]}", "correct the value", "bad-value"


def show(value: object) -> str:
    """Return a value as it can stand in a message: text in quotes and not too long, anything else by its kind."""
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    if not text:
        return "nothing"
    return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'"


def _choice(value: object, ctx: Context) -> Words:
    known = re.findall(r"'([^']*)'", str(ctx.get("expected_tags") or ctx.get("expected")))
    word = ctx.get("tag", value)
    near = suggest(word if isinstance(word, str) else "", known)
    return f"{show(word)} is not one of the choices{near}", "write one of the known words", "unknown-choice"


def _pattern(value: object, ctx: Context) -> Words:
    pattern = str(ctx["pattern"])
    if pattern == SLUG:
        hint = "use lower-case letters, digits and single hyphens, a letter first: 'first-look'"
        return f"{show(value)} is not a name", hint, "bad-name"
    if pattern in (HOST_NAME, DRAWN_NAME):
        hint = "write a short name ('www'), or a whole one under .example or .test"
        return f"{show(value)} is no name for a machine here", hint, "bad-host-name"
    if pattern.endswith(r"\.)+(example|test)$"):
        hint = "use a domain under .example or .test, which nobody can own: 'city.example'"
        return f"{show(value)} is not a domain for exercises", hint, "bad-domain"
    return f"{show(value)} does not have the form asked for", f"the form is {pattern}", "bad-value"


def _value(value: object, ctx: Context) -> Words:
    """Split what a validator says, by the project's habit, into what is wrong and, after a semicolon, the remedy."""
    message, _, remedy = str(ctx.get("error", f"{show(value)} is wrong")).rpartition("; ")
    return (message or remedy), (remedy if message else "correct the value"), "bad-value"


def _length(value: object, ctx: Context) -> Words:
    kind = "characters" if isinstance(value, str) else "entries"
    size = len(value) if isinstance(value, Sized) else 0
    bound = f"{ctx['max_length']} at most" if "max_length" in ctx else f"{ctx['min_length']} at least"
    return f"{size} {kind}, where there must be {bound}", f"write {bound}", "bad-length"


def _no_offset(value: object, _: Context) -> Words:
    return f"{show(value)} has no offset from UTC", "write it as in '2026-11-23T15:04:05+09:00'", "no-offset"


def _wrong(message: str, hint: str) -> Say:
    def say(value: object, _: Context) -> Words:
        return message.format(show(value)), hint, "wrong-type"

    return say


def _limit(words: str) -> Say:
    def say(value: object, ctx: Context) -> Words:
        bound = next(ctx[key] for key in ("ge", "le", "gt", "lt") if key in ctx)
        return f"{show(value)} is out of range", f"write a number {words} {bound}", "out-of-range"

    return say


_DIGITS = "write digits only: '30'"
_SAYINGS: tuple[tuple[str, Say], ...] = (
    ("literal_error|enum|union_tag_invalid", _choice),
    ("string_pattern_mismatch", _pattern),
    ("(string|bytes)_too_(short|long)|too_(short|long)", _length),
    ("value_error|assertion_error", _value),
    ("int_.*", _wrong("{} is not a whole number", _DIGITS)),
    ("(float|decimal|finite)_.*", _wrong("{} is not a number", _DIGITS)),
    ("bool_.*", _wrong("{} is neither true nor false", "write 'true' or 'false'")),
    ("string_.*", _wrong("expected a text, found {}", "write one text; put it into quotes if need be")),
    ("(dict|model|mapping)_.*", _wrong("expected a group of fields, found {}", "write 'name: value', or {} for none")),
    ("(tuple|list|.*set|iterable)_.*", _wrong("expected a list, found {}", "write '[one, two]', or [] for none")),
    ("timezone_aware", _no_offset),
    ("(date|time).*", _wrong("{} is not a moment with its offset", "write '2026-11-23T15:04:05+09:00'")),
    ("greater_than_equal", _limit("of at least")),
    ("less_than_equal", _limit("of at most")),
    ("greater_than", _limit("above")),
    ("less_than", _limit("below")),
)

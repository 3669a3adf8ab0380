"""What is refused before anything is read: what could exhaust the reader, and YAML's ways of saying something else.

The walk is over events, one after another and without recursion: composing comes later, and only of what passed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)

from cyder.errors import BadInput, Problem

MAX_BYTES = 1 << 20
MAX_DEPTH = 40
MAX_NODES = 50_000
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_TABS = "YAML takes no tabs for indentation: use spaces"
_QUOTES = "put the text into quotes"
_REMEDIES = (
    ("cannot start any token", "a text that begins with a tab, %, @, ` or the like needs quotes; indent with spaces"),
    ("found a tab", _TABS),
    ("mapping values are not allowed", f"a text with ': ' in it needs quotes: {_QUOTES}"),
    ("unexpected end of stream", "a quote, a bracket or a brace is opened and never closed"),
    ("expected ',' or", "look for a missing comma, bracket or brace just before this place"),
    ("expected the node content", "a value is missing here, or a bracket is closed that was never opened"),
)
_REMEDY = "look at the indentation, the brackets and the quotes on this line and the one above"


class _Marked(Protocol):
    """A place as the YAML library gives it, counted from 0."""

    line: int
    column: int


def guard_text(text: str, name: str) -> None:
    """Refuse a text that is too long, or holds characters that no editor shows.

    Raises:
        BadInput: with the place of the first such character.
    """
    size = len(text.encode(errors="surrogatepass"))
    if size > MAX_BYTES:
        raise too_big(name)
    found = _UNPRINTABLE.search(text)
    if found:
        before = text[: found.start()]
        line, column = before.count("\n") + 1, found.start() - (before.rfind("\n") + 1) + 1
        raise _refusal(name, (line, column), control_character(found[0]), "delete the character", "control-character")


def too_big(name: str) -> BadInput:
    """Return the refusal of a file of more than 1 MiB."""
    return _refusal(name, (1, 1), "the file is larger than 1 MiB", "split it, or leave data out of it", "too-big")


def control_character(character: str) -> str:
    """Return the words for a character that does not belong into a text."""
    return f"the character U+{ord(character):04X} does not belong into a text"


def unprintable(text: str) -> str | None:
    """Return the first character of a text that no editor shows."""
    found = _UNPRINTABLE.search(text)
    return found[0] if found else None


def guard_events(text: str, name: str) -> None:
    """Walk through a YAML text without building anything from it, and refuse what could hurt the builder.

    Raises:
        BadInput: for the first anchor, alias, tag, second document, too deep or too large structure, or syntax error.
    """
    depth = nodes = documents = 0
    for event in _events(text, name):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        nodes += isinstance(event, NodeEvent)
        documents += isinstance(event, DocumentStartEvent)
        refused = _forbidden(event) or _excess(depth, nodes, documents)
        if refused:
            raise _refusal(name, mark_of(event.start_mark), *refused)


def mark_of(mark: _Marked | None) -> tuple[int, int]:
    """Return a mark of the YAML library as line and column from 1; the top where it gives none."""
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


def _events(text: str, name: str) -> Iterator[Event]:
    try:
        yield from yaml.parse(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise syntax_error(name, str(error.problem), mark_of(mark)) from None
    except yaml.YAMLError as error:
        raise syntax_error(name, str(error), (1, 1)) from None


def syntax_error(name: str, problem: str, mark: tuple[int, int]) -> BadInput:
    """Return the refusal of what is not YAML at all."""
    hint = next((remedy for words, remedy in _REMEDIES if words in problem), _REMEDY)
    return _refusal(name, mark, f"this is not YAML: {problem}", hint, "yaml-syntax")


def _forbidden(event: Event) -> tuple[str, str, str] | None:
    if isinstance(event, AliasEvent):
        return f"alias '*{event.anchor}' is not allowed", "write the value out again", "yaml-alias"
    if isinstance(event, (ScalarEvent, CollectionStartEvent)):
        if event.anchor is not None:
            return f"anchor '&{event.anchor}' is not allowed", "leave the anchor out", "yaml-anchor"
        if event.tag is not None:
            return f"tag '{event.tag}' is not allowed", "leave the tag out: every value is text", "yaml-tag"
    return None


def _excess(depth: int, nodes: int, documents: int) -> tuple[str, str, str] | None:
    if depth > MAX_DEPTH:
        return f"nested more than {MAX_DEPTH} deep", "a scenario needs fewer than 10 levels", "too-deep"
    if nodes > MAX_NODES:
        return f"more than {MAX_NODES} values in one file", "leave data out of the file", "too-many-values"
    if documents > 1:
        return "a second document begins here", "one file is one document: remove the '---'", "several-documents"
    return None


def _refusal(name: str, mark: tuple[int, int], message: str, hint: str, rule: str) -> BadInput:
    return BadInput.of([Problem(name, *mark, "", message, hint, rule)])

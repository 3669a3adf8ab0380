"""Reads YAML, JSON included, from authors nobody vouches for: every scalar is text, every value has its place."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from cyder.errors import BadInput, NotFound, Problem
from cyder.scenario.document import Document, Mark, Path, Plain, show_path
from cyder.scenario.explain import MOST_PROBLEMS, explain
from cyder.scenario.folding import lines_of, unfolded
from cyder.scenario.guard import (
    MAX_BYTES,
    control_character,
    guard_events,
    guard_text,
    mark_of,
    syntax_error,
    too_big,
    unprintable,
)

M = TypeVar("M", bound=BaseModel)
_ENDLESS = re.compile(r"(?<!\d)\d{101}")
"""Whoever turns such a text into a number may take very long over it, or get infinity."""


def read_text(path: pathlib.Path) -> str:
    """Return a file's text.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NotFound(f"{path}: no such file", hint="give the path of a YAML file") from None
    except OSError as error:
        hint = "give the path of a file that you may read"
        raise BadInput.of([Problem(str(path), 1, 1, "", str(error.strerror), hint, "unreadable")]) from None
    return decode(raw, str(path))


def decode(raw: bytes, name: str) -> str:
    """Return bytes as text, without the mark that some editors put before it.

    Raises:
        BadInput: more than 1 MiB, or not UTF-8, with the place of the first byte that is not.
    """
    if len(raw) > MAX_BYTES:
        raise too_big(name)
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        hint = "save the file as UTF-8"
        problem = Problem(name, before.count(b"\n") + 1, column, "", message, hint, "not-utf8")
        raise BadInput.of([problem]) from None


def parse(text: str, name: str) -> Document:
    """Return a YAML text as plain data with the place of every value.

    A field without a value (`key:`) is the empty text: were it a third thing beside text and absence, each model
    would need a rule for it; so the field's own rule says what belongs there.

    Raises:
        BadInput: it is not YAML, or uses what a scenario may not; see cyder.scenario.guard.
    """
    text = text.removeprefix("\ufeff")
    guard_text(text, name)
    guard_events(text, name)
    try:
        root = yaml.compose(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise syntax_error(name, str(error), (1, 1)) from None
    if root is None:
        problem = Problem(name, 1, 1, "", "the file is empty", "start from scenarios/first-look.yaml", "empty-file")
        raise BadInput.of([problem])
    builder = _Builder(name, lines_of(text))
    data = builder.build(root, ())
    if builder.problems:
        raise BadInput.of(builder.problems[:MOST_PROBLEMS])
    return Document(name, data, builder.marks, builder.keys)


def read_as(text: str, name: str, model: type[M]) -> M:
    """Return a YAML or JSON text as a model.

    Raises:
        BadInput: with every problem the model has with it, each at its place.
    """
    return validate(parse(text, name), model)


def validate(document: Document, model: type[M]) -> M:
    """Return a document as a model, with the fields named as authors write them.

    Raises:
        BadInput: with every problem the model has with it, each at its place.
    """
    try:
        return model.model_validate(document.data, by_alias=True, by_name=False)
    except ValidationError as error:
        raise BadInput.of(explain(error, document, model)) from None


@dataclass
class _Builder:
    """Turns composed nodes, known to be shallow and few, into plain data and notes where everything stands."""

    name: str
    lines: Sequence[str]
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def build(self, node: yaml.Node, path: Path) -> Plain:
        """Return the plain data of a node at a path."""
        self.marks[path] = mark_of(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return {key: self.build(value, (*path, key)) for key, value in self._fields(node, path)}
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._text(node, path)

    def _fields(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, yaml.Node]]:
        for key_node, value in node.value:
            key = self._key(key_node, path)
            if key is not None:
                self.keys[(*path, key)] = mark_of(key_node.start_mark)
                yield key, value

    def _key(self, node: yaml.Node, path: Path) -> str | None:
        """Return the name of a field; None, and a problem noted, where it is none."""
        if not isinstance(node, yaml.ScalarNode):
            self._note(node, path, "the name of a field must be a word", "write 'name: value'", "yaml-key")
            return None
        key = self._text(node, path)
        if key == "<<":
            self._note(node, path, "the merge key '<<' is not allowed", "write the fields out again", "yaml-merge")
            return None
        if (*path, key) in self.keys:
            line, column = self.keys[(*path, key)]
            message = f"'{key}' stands here a second time; the first is at {line}:{column}"
            self._note(node, path, message, "keep one of the two", "duplicate-key")
            return None
        return key

    def _text(self, node: yaml.Node, path: Path) -> str:
        text = str(node.value)
        if isinstance(node, yaml.ScalarNode) and node.style != "|" and node.end_mark.line > node.start_mark.line:
            text = unfolded(text, self.lines[node.start_mark.line : node.end_mark.line + 1])
        odd = unprintable(text)
        if _ENDLESS.search(text):
            message = "a number of more than 100 digits"
            self._note(node, path, message, "no number in a scenario or a report is that long", "endless-number")
        if odd:
            self._note(node, path, control_character(odd), "delete the escape that stands for it", "control-character")
        return text

    def _note(self, node: yaml.Node, path: Path, message: str, hint: str, rule: str) -> None:
        line, column = mark_of(node.start_mark)
        self.problems.append(Problem(self.name, line, column, show_path(path), message, hint, rule))

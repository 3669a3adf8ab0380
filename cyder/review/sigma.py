"""Sigma rules as far as ours go: keywords, regular expressions, and conditions of and, or, not over whole log lines.

What the words mean is the Sigma specification 2.0's: https://sigmahq.io/docs/basics/rules.html. A keyword is found
anywhere in a line, in upper or lower case; `*` stands for anything, `?` for one character. Regular expressions are
exact. Everything else is refused, so that a rule never means less here than it does elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from cyder.errors import BadInput, Problem
from cyder.review.condition import Misread, Test, compiled
from cyder.scenario.document import Document, Path, Plain
from cyder.scenario.read import parse

NAMESPACE = UUID("7c5b1a52-6b8e-5b0b-8f1e-0d6a2f4a9c37")
"""The name space of our rules' ids."""

LEVELS = ("informational", "low", "medium", "high", "critical")
_FIELDS = ("title", "id", "status", "description", "logsource", "detection", "falsepositives", "level", "tags")
_MODIFIERS = frozenset({"all", "re"})


@dataclass(frozen=True)
class Rule:
    """One rule: what it is called, whose log it reads, what it stands for, and the test of a line."""

    title: str
    id: str
    description: str
    service: str
    level: str
    tags: tuple[str, ...]
    falsepositives: tuple[str, ...]
    test: Test

    @property
    def techniques(self) -> tuple[str, ...]:
        """Return the ATT&CK techniques among its tags: `T1110.001`."""
        return tuple(tag.removeprefix("attack.").upper() for tag in self.tags if re.fullmatch(r"attack\.t[\d.]+", tag))


def rule_id(action: str) -> str:
    """Return the id of the rule for an action."""
    return str(uuid5(NAMESPACE, action))


def matches(rule: Rule, lines: Iterable[str]) -> list[str]:
    """Return those of the lines that a rule matches, in their order."""
    return [line for line in lines if rule.test(line)]


def read_rule(text: str, name: str) -> Rule:
    """Return the rule in a file's text.

    Raises:
        BadInput: it is not YAML, lacks something, or uses what is not understood here; with every place.
    """
    document = parse(text, name)
    reader = _Reader(document)
    rule = reader.rule()
    if rule is None:
        raise BadInput.of(reader.problems)
    return rule


class _Reader:
    """Reads one document and notes what is wrong with it, each at its place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def rule(self) -> Rule | None:
        """Return the rule; None, and the problems noted, where there are any."""
        data = self.document.data
        if not isinstance(data, dict):
            self._note((), "a rule is fields with values", "begin with 'title: …'")
            return None
        known = f"fields: {', '.join(_FIELDS)}; each once"
        for name in data:
            if name not in _FIELDS:
                self._note((name,), f"'{name}' is unknown", known, key=True)
        for name in _FIELDS:
            if name not in data:
                self._note((), f"'{name}' is missing", known)
        source = data.get("logsource")
        service = source.get("service") if isinstance(source, dict) else None
        if not isinstance(service, str) or not service:
            self._note(("logsource",), "no service: whose log is it?", "logsource: {product: linux, service: sshd}")
        if data.get("level") not in LEVELS:
            self._note(("level",), "not a level", f"one of {', '.join(LEVELS)}")
        test = self._detection(data.get("detection"))
        if self.problems or test is None:
            return None
        return Rule(
            **{name: str(data[name]) for name in ("title", "id", "description", "level")},
            service=str(service),
            tags=_texts(data["tags"]),
            falsepositives=_texts(data["falsepositives"]),
            test=test,
        )

    def _detection(self, value: Plain | None) -> Test | None:
        where: Path = ("detection",)
        if not isinstance(value, dict) or not isinstance(value.get("condition"), str):
            self._note(
                where, "a detection is named selections and a condition", "detection: {words: […], condition: words}"
            )
            return None
        tests: dict[str, Test] = {}
        for name, selection in value.items():
            if name != "condition":
                tests[name] = self._selection(selection, (*where, name))
        try:
            return compiled(str(value["condition"]), tests)
        except Misread as error:
            self._note((*where, "condition"), str(error), f"selections: {', '.join(tests) or 'none'}")
            return None

    def _selection(self, value: Plain, where: Path) -> Test:
        """Return the test of a list of keywords, one of which is to be there, or of a mapping, all of it."""
        if isinstance(value, list):
            return _joined(any, [self._one(word, (*where, at), keyword) for at, word in enumerate(value)])
        if isinstance(value, dict) and value:
            return _joined(all, [self._field(name, words, (*where, name)) for name, words in value.items()])
        self._note(where, "a selection is a list of keywords, or '|all' and '|re' with such lists", "words: [refused]")
        return _joined(any, [])

    def _field(self, name: str, value: Plain, where: Path) -> Test:
        field, *modifiers = name.split("|")
        if field or not modifiers or not set(modifiers) <= _MODIFIERS:
            self._note(
                where,
                f"'{name}' is not understood here",
                "log lines have no fields: '|all', '|re', '|all|re'",
                key=True,
            )
        make = _expression if "re" in modifiers else keyword
        words = value if isinstance(value, list) else [value]
        return _joined(all if "all" in modifiers else any, [self._one(word, where, make) for word in words])

    def _one(self, word: Plain, where: Path, make: Callable[[str], Test]) -> Test:
        try:
            if isinstance(word, str) and word:
                return make(word)
            self._note(where, "a keyword is a text that is not empty", "words: [refused, denied]")
        except re.error as error:
            self._note(where, f"not a regular expression: {error}", "try it with grep -P on a real line")
        return _joined(any, [])

    def _note(self, where: Path, message: str, hint: str, *, key: bool = False) -> None:
        self.problems.append(self.document.problem(where, message, hint=hint, rule="sigma", key=key))


def keyword(word: str) -> Test:
    """Return the test whether a line has a word in it."""
    parts = re.split(r"([*?])", word)
    spelt = "".join({"*": ".*", "?": "."}.get(part) or re.escape(part) for part in parts)
    return _search(re.compile(spelt, re.IGNORECASE))


def _expression(text: str) -> Test:
    return _search(re.compile(text))


def _search(pattern: re.Pattern[str]) -> Test:
    return lambda line: pattern.search(line) is not None


def _joined(how: Callable[[Iterable[bool]], bool], tests: Sequence[Test]) -> Test:
    return lambda line: how(test(line) for test in tests)


def _texts(value: Plain) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)

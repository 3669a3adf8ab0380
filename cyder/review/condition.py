"""The condition of a Sigma rule: `failed and not (known or 1 of decoy_*)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase

Test = Callable[[str], bool]
"""Says of a log line whether it is meant."""

_TOKEN = re.compile(r"\s*([()]|[\w*]+)")
_DEEPEST = 40


class Misread(ValueError):
    """A condition that means nothing."""


def compiled(text: str, tests: Mapping[str, Test]) -> Test:
    """Return the test that a condition makes of named ones; `not` binds more than `and`, `and` more than `or`.

    Raises:
        Misread: it is not a condition, or names what there is not.
    """
    reader = _Reader(_tokens(text), tests)
    test = reader.either()
    if reader.tokens:
        message = f"'{reader.tokens[0]}' is one word too many"
        raise Misread(message)
    return test


def _tokens(text: str) -> list[str]:
    words = _TOKEN.findall(text)
    if "".join(words) != re.sub(r"\s", "", text):
        message = "a condition is names, and, or, not, brackets, and '1 of name*'"
        raise Misread(message)
    return words


class _Reader:
    """Reads the words of a condition from the left."""

    def __init__(self, tokens: list[str], tests: Mapping[str, Test]) -> None:
        self.tokens = tokens
        self.tests = tests
        self.depth = 0

    def either(self) -> Test:
        """Read what `or` joins."""
        test = self._both()
        while self._take("or"):
            test = _either(test, self._both())
        return test

    def _both(self) -> Test:
        test = self._one()
        while self._take("and"):
            test = _both(test, self._one())
        return test

    def _one(self) -> Test:
        self.depth += 1
        if self.depth > _DEEPEST:
            message = "too long a condition"
            raise Misread(message)
        if self._take("not"):
            return _none(self._one())
        if self._take("("):
            test = self.either()
            self._expect(")")
            return test
        if self._take("1"):
            return self._several(any)
        if self._take("all"):
            return self._several(all)
        return self._named(self._next())

    def _several(self, how: Callable[[list[bool]], bool]) -> Test:
        self._expect("of")
        pattern = self._next()
        chosen = [test for name, test in self.tests.items() if pattern == "them" or fnmatchcase(name, pattern)]
        if not chosen:
            message = f"no selection is called '{pattern}'"
            raise Misread(message)
        return lambda line: how([test(line) for test in chosen])

    def _named(self, name: str) -> Test:
        if name not in self.tests:
            message = f"no selection is called '{name}'"
            raise Misread(message)
        return self.tests[name]

    def _next(self) -> str:
        if not self.tokens:
            message = "the condition ends too early"
            raise Misread(message)
        return self.tokens.pop(0)

    def _take(self, word: str) -> bool:
        if self.tokens and self.tokens[0] == word:
            del self.tokens[0]
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._take(word):
            message = f"'{word}' is missing"
            raise Misread(message)


def _either(one: Test, other: Test) -> Test:
    return lambda line: one(line) or other(line)


def _both(one: Test, other: Test) -> Test:
    return lambda line: one(line) and other(line)


def _none(one: Test) -> Test:
    return lambda line: not one(line)

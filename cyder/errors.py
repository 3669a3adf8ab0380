"""What can go wrong, as one tree; every error ends the command with a documented exit code and never with a traceback.

CyderError                    exit 1   something was tried and failed
├── BadInput                  exit 2   a file, a name or a value that a person can mend; carries every Problem found
├── NotFound                  exit 2   an exercise, team, node or scenario of that name does not exist
├── Refused                   exit 2   well-formed, but not allowed now (closed node, exercise over, other scenario)
├── SetupMissing              exit 3   no engine, no image, no package: names the command that provides it
└── EngineFailed              exit 1   the Docker Engine refused or broke off; names node, step and engine's words
    └── NodeUnreachable       exit 1   a node is not there to be asked
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a file: where, what, and what to do about it."""

    file: str
    line: int
    column: int
    path: str
    message: str
    hint: str = ""
    rule: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: "
        text = place + (f"{self.path}: " if self.path else "") + self.message
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class CyderError(Exception):
    """The root: a message for a person, a hint with the next command, an exit code."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\nhint: {self.hint}" if self.hint else self.message


class BadInput(CyderError):
    """Input that its author can mend: all problems of a phase at once."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str = "", problems: Iterable[Problem] = ()) -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> BadInput:
        """Return one error that lists every problem, in the order of the file."""
        found = sorted(problems)
        return cls("\n".join(str(problem) for problem in found), problems=found)


class NotFound(CyderError):
    """A name that nothing bears."""

    exit_code = 2

    @classmethod
    def named(cls, kind: str, name: str, known: Iterable[str], *, hint: str = "") -> NotFound:
        """Return `unknown KIND 'NAME'; did you mean …? (known: …)`."""
        return cls(f"unknown {kind} '{name}'{suggest(name, known)}", hint=hint)


class Refused(CyderError):
    """Understood, and not allowed as things stand."""

    exit_code = 2


class SetupMissing(CyderError):
    """The machine lacks something; the hint provides it."""

    exit_code = 3


class EngineFailed(CyderError):
    """The Docker Engine could not do what a step asked."""


class NodeUnreachable(EngineFailed):
    """A node is gone, stopped, or does not answer."""


def suggest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'? (known: x, y)`, leaving out what there is nothing to say about."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    guess = f"; did you mean '{near[0]}'?" if near else ""
    listed = f" (known: {', '.join(names[:12])}{', …' if len(names) > 12 else ''})" if names else ""
    return guess + listed

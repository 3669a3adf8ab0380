"""Entries of the ledger about what people deal with beside the timeline: reports, requests, hints, marks, appeals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cyder.model.base import Noun
from cyder.model.evidence import Answer
from cyder.model.judging import Mark


class QuotesChecked(Noun):
    """Which log lines that a version quotes as evidence were found in the team's own logs, by their place in it."""

    kind: Literal["quotes-checked"] = "quotes-checked"
    version: int
    found: tuple[int, ...] = ()


class Attached(Noun):
    """A team added a file to its report; its bytes lie in the store under their SHA-256."""

    kind: Literal["attached"] = "attached"
    name: Annotated[str, Field(min_length=1, max_length=200)]
    media_type: Annotated[str, Field(max_length=100)]
    size: int
    sha256: str


class Commented(Noun):
    """An instructor's comment on one field (`timeline[0].at`) of a version."""

    kind: Literal["commented"] = "commented"
    version: int
    field: Annotated[str, Field(max_length=100)]
    text: Annotated[str, Field(min_length=1, max_length=5_000)]


class Applied(Noun):
    """A team asks for maintenance of a service for so many seconds, or that somebody take a node off the network."""

    kind: Literal["applied"] = "applied"
    about: Literal["maintenance", "isolation"]
    subject: str
    seconds: float = 0.0
    reason: Annotated[str, Field(min_length=1, max_length=2_000)]


class Decided(Noun):
    """The answer to an application, named by the number of its entry; granted maintenance begins with this entry."""

    kind: Literal["decided"] = "decided"
    asked: int
    granted: bool
    seconds: float = 0.0
    reason: str = ""


class PasswordTold(Noun):
    """A team tells the password it gave an account, so that checks of the service can go on."""

    kind: Literal["password-told"] = "password-told"
    node: str
    account: Annotated[str, Field(min_length=1, max_length=100)]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class HintTaken(Noun):
    """A team took a hint; its cost is what the scenario says."""

    kind: Literal["hint-taken"] = "hint-taken"
    hint: str


class Served(Noun):
    """One look at every service that staff need, by name: whether its transaction went through."""

    kind: Literal["served"] = "served"
    answers: dict[str, Answer]


class LogKept(Noun):
    """Whether a log is still there and holds what it held."""

    node: str
    log: str
    kept: bool
    said: str


class Preserved(Noun):
    """One look at the logs that hold evidence."""

    kind: Literal["preserved"] = "preserved"
    logs: tuple[LogKept, ...]


class Graded(Noun):
    """One grader's mark for one criterion of the rubric; a later one of the same grader takes its place."""

    kind: Literal["graded"] = "graded"
    criterion: str
    mark: Mark
    comment: Annotated[str, Field(max_length=5_000)] = ""


class Appealed(Noun):
    """A team says why it does not agree with a score line."""

    kind: Literal["appealed"] = "appealed"
    line: str
    text: Annotated[str, Field(min_length=1, max_length=5_000)]


class Adjusted(Noun):
    """An instructor adds points to a line or takes some away, with the reason; `appeal`: the entry it answers.

    Nothing is edited: it becomes a line of its own. No points at all: the appeal was heard and refused.
    """

    kind: Literal["adjusted"] = "adjusted"
    line: str
    points: float
    reason: Annotated[str, Field(min_length=1, max_length=5_000)]
    appeal: int | None = None


class Released(Noun):
    """Teams may read their scores."""

    kind: Literal["released"] = "released"

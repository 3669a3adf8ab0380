"""A session on a share that was opened earlier: when it still serves, and when it is over."""

from __future__ import annotations

from collections.abc import Sequence

from cyder.contracts.node import Result
from cyder.roles.file.probes import SessionWorks
from tests.unit.roles.shares import (
    HERE,
    PC,
    at_the_pc,
    typed_line,
)


def test_a_session_whose_share_was_closed_connects_to_it_anew() -> None:
    said: list[str] = []

    def decide(argv: Sequence[str]) -> Result:
        said.append(typed_line(argv))
        gone = "NT_STATUS_NETWORK_NAME_DELETED listing \\*\n" if "tcon soumu" not in said else ""
        return Result(0, gone + HERE)

    place, _ = at_the_pc(decide=decide)
    answer = SessionWorks(target="file", folder="/x", share="soumu").check(place.lan, PC)
    assert (answer.passed, said) == (True, ["ls", "tcon soumu", "ls"])


def test_a_session_that_was_ended_serves_nobody() -> None:
    place, asked = at_the_pc(decide=lambda _: Result(1, "the session has ended\n"))
    answer = SessionWorks(target="file", folder="/x", share="soumu").check(place.lan, PC)
    assert (answer.passed, answer.said) == (False, "open session in soumu: the session has ended")
    assert len(asked) == 1

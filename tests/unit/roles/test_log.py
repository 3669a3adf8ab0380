"""The central log's question: has a line arrived."""

from __future__ import annotations

from collections.abc import Sequence

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.log.probes import Collects
from tests.unit.roles.talk import deciding

PROBER = Vantage("prober", "10.66.0.200")


def test_a_line_that_is_found_has_arrived() -> None:
    lan, asked = deciding(lambda argv: Result(0, ""))
    assert Collects(target="mail").check(lan, PROBER).passed
    (sender, sent), (collector, looked) = asked
    assert (sender, collector) == ("prober", "mail")
    assert sent[-1] == looked[2]
    assert sent[-1].startswith("link-check 10.66.0.200 ")


def test_a_collector_that_takes_no_line_is_not_asked_for_it() -> None:
    lan, asked = deciding(lambda argv: Result(1, "logger: failed to connect to 10.66.0.11 port 514"))
    answer = Collects(target="mail").check(lan, PROBER)
    assert not answer.passed
    assert "took no line (logger: failed to connect" in answer.said
    assert len(asked) == 1


def test_a_line_that_comes_late_is_waited_for() -> None:
    looks = 0

    def decide(argv: Sequence[str]) -> Result:
        nonlocal looks
        looks += argv[0] == "grep"
        return Result(1 if argv[0] == "grep" and looks < 3 else 0, "")

    lan, _ = deciding(decide)
    assert Collects(target="mail").check(lan, PROBER).passed
    assert looks == 3

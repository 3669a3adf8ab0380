"""The prober: closed, empty, and healthy when it bears its address; and questions that suit every machine."""

from __future__ import annotations

import pytest

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.contracts.probing import Alive, Connects
from cyder.roles.attacker import Attacker
from cyder.roles.prober import Prober
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import SOURCE, saying, site

INTRUDER = Vantage("intruder", SOURCE)


def test_the_prober_is_closed_and_has_no_capabilities_and_no_files() -> None:
    assert (Prober().open, Prober().capabilities, Prober().files(site("prober"))) == ("no", (), ())


def test_the_probers_health_is_asked_by_itself() -> None:
    (check,) = Prober().health(site("prober"))
    assert (check.by, check.probe) == ("itself", Alive(target="prober"))


def test_only_the_prober_answers_out_of_the_card_it_is_asked_on() -> None:
    assert (Attacker.routing, Prober.routing) == ("host", "per-interface")


def test_a_machine_that_bears_its_address_is_alive() -> None:
    lan, provider = saying("eth0             UP             203.0.113.242/24")
    answer = Alive(target="intruder").check(lan, INTRUDER)
    assert (answer.passed, answer.said) == (True, "bears 203.0.113.242")
    assert provider.asked == [("intruder", ("ip", "-4", "-brief", "address", "show", "up", "to", SOURCE))]


def test_a_machine_without_its_address_is_not_alive() -> None:
    lan, _ = saying("")
    assert not Alive(target="intruder").check(lan, INTRUDER).passed


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Result(0, "Connection to 203.0.113.1 53 port [tcp/domain] succeeded!"), "203.0.113.1:53 answered"),
        (
            Result(1, "nc: connect to 203.0.113.1 port 53 (tcp) failed: Connection refused"),
            "203.0.113.1:53 refused the connection",
        ),
        (Result(1, "nc: connect to 203.0.113.1 port 53 (tcp) failed: No route to host"), "no route to 203.0.113.1:53"),
        (
            Result(1, "nc: connect to 203.0.113.1 port 53 (tcp) timed out: Operation now in progress"),
            "no connection to 203.0.113.1:53 within 2 s",
        ),
    ],
)
def test_a_connection_is_reported_in_plain_words_at_the_published_address(result: Result, said: str) -> None:
    lan, asked = deciding(lambda _: result)
    answer = Connects(target="dns", port=53).check(lan, INTRUDER)
    assert (answer.passed, answer.said) == (result.ok, said)
    assert asked == [("intruder", ("nc", "-n", "-v", "-z", "-w", "2", "-s", SOURCE, "203.0.113.1", "53"))]

"""What a team is told at once about its report."""

from __future__ import annotations

import pytest

from cyder.model.report import AccountClaim, ActionTaken, Indicator, Report
from cyder.scoring import warnings
from cyder.scoring.normalise import Invalid
from cyder.scoring.syntax import host, target
from tests.unit.scoring.ledgers import perfect_report


def test_a_report_with_possible_syntax_is_not_commented_on() -> None:
    assert warnings(perfect_report()) == ()
    assert warnings(perfect_report(source="198.51.100.1", victim="nobody")) == ()


def test_every_value_that_cannot_be_right_is_named_with_its_place_and_reason() -> None:
    report = Report(
        indicators=(Indicator(kind="ip", value="203.0.113.5"), Indicator(kind="ip", value="203.0.113.066")),
        accounts=(AccountClaim(account="tanaka taro"),),
        actions=(ActionTaken(kind="block-network", target="the intruder"),),
    )
    first, second, third = (each.en for each in warnings(report))
    assert first.startswith("indicators[1]: '203.0.113.066' is not a valid ip: a number in it has leading zeros")
    assert second.startswith("accounts[0]: 'tanaka taro' is not a valid account")
    assert third.startswith("actions[0]: 'the intruder' is not a valid ip: what is blocked is an address")
    assert all(one.endswith("it will not be counted") for one in (first, second, third))
    assert warnings(report)[0].ja == (
        "indicators[1]: 「203.0.113.066」はIPアドレスとして正しい形ではないため、採点されません"
        "(数字の先頭に余分な0があり、8進数と解釈されるおそれがあります)"
    )


@pytest.mark.parametrize(
    ("kind", "one", "same"),
    [
        ("block-network", "203[.]0[.]113[.]66", "203.0.113.66"),
        ("block-network", "203.0.113.77/24", "203.0.113.0/24"),
        ("block-network", "CDN-Updates.example.", "cdn-updates.example"),
        ("reset-password", "CITY\\Tanaka", "tanaka"),
        ("disable-account", "tanaka@city.example", "tanaka"),
        ("isolate-host", "PC.city.example", "pc"),
        ("isolate-host", "10.66.0.7", "10.66.0.7"),
        ("stop-service", " Dovecot ", "dovecot"),
    ],
)
def test_a_target_is_folded_as_its_action_asks(kind: str, one: str, same: str) -> None:
    assert target(kind, one) == (kind, same)
    assert target(kind, same) == (kind, same)


@pytest.mark.parametrize("kind", ["block-network", "reset-password"])
def test_a_target_nothing_can_be_called_is_invalid(kind: str) -> None:
    assert isinstance(target(kind, "the one, you know"), Invalid)


@pytest.mark.parametrize("written", ["mail", "Mail", "mail.city.example", "ＭＡＩＬ．city．example", " mail "])
def test_a_host_is_its_first_label(written: str) -> None:
    assert host(written) == "mail"


def test_what_is_wrapped_without_end_is_taken_as_it_stands() -> None:
    hostile = "(" * 100 + "Dovecot"
    assert target("stop-service", hostile) == ("stop-service", hostile)

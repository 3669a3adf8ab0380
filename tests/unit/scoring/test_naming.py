"""Indicators and accounts: the table of the design, and what is right, wrong, neutral or not counted."""

from __future__ import annotations

import pytest

from cyder.model.evidence import Entity, IndicatorKind, Spelling, Truth
from cyder.model.judging import Weights
from cyder.model.report import AccountClaim, Confidence, Indicator, Report
from tests.unit.scoring.ledgers import (
    SOURCE,
    Line,
    card,
    entity,
    filed,
    indicator,
    ledger,
    line,
    outcome,
    receipt,
    scenario,
    truth,
)
from tests.unit.scoring.lists import CONTEXT, RIGHT, SIX, guesses


def graded(named: list[Indicator], real: tuple[Entity, ...] = SIX) -> Line:
    entries = ledger((0, outcome(Truth(indicators=real))), (60, filed(Report(indicators=tuple(named)))))
    return line(card(entries, scenario(Weights(indicators=100))), "indicators")


@pytest.mark.parametrize(
    ("named", "points"),
    [
        pytest.param(RIGHT, 100, id="all right"),
        pytest.param(RIGHT + CONTEXT, 100, id="all right and own addresses as context"),
        pytest.param(RIGHT[:4] + guesses(1), 75, id="4 right 1 wrong"),
        pytest.param(RIGHT[:4] + guesses(4), 56, id="4 right 4 wrong"),
        pytest.param(RIGHT[:1], 25, id="one lucky"),
        pytest.param(RIGHT + guesses(54), 13, id="60 guesses 6 right"),
        pytest.param(guesses(60), 0, id="whole network"),
        pytest.param(RIGHT[4:] + guesses(3), 20, id="another team's values, 2 shared"),
    ],
)
def test_the_table_of_the_design_comes_out(named: list[Indicator], points: int) -> None:
    assert round(graded(named).earned) == points


def test_the_formula_shows_its_numbers() -> None:
    found = graded(RIGHT[:4] + guesses(4))
    assert found.formula == "D2: 100 × recall 0.75 × precision 0.75 [min(1, (4+2)/(4+4))] = 56.25"
    assert found.reason == "4 of 6 named; 4 wrong values."


def test_a_line_says_what_was_right_missed_and_wrong() -> None:
    found = graded([*RIGHT[:5], *guesses(1)])
    assert found.matched[0] == "command server: domain cdn-updates.example"
    assert found.missed == ("dropped file",)
    assert found.wrong == ("ip 203.0.113.1: no part of the attack",)


def test_a_less_direct_spelling_earns_its_credit_and_a_second_spelling_is_free() -> None:
    by_address = graded([indicator("198.51.100.9")])
    assert by_address.earned == 20
    assert by_address.matched == ("command server: ip 198.51.100.9 (credit 0.8)",)
    assert (
        graded([indicator("198.51.100.9"), RIGHT[0], indicator("hxxp://cdn-updates.example/gate", "url")]).earned == 25
    )


@pytest.mark.parametrize(("confidence", "points"), [("confirmed", 25), ("probable", 25), ("possible", 20)])
def test_a_right_possible_earns_80_percent(confidence: Confidence, points: float) -> None:
    assert graded([indicator("cdn-updates.example", "domain", confidence)]).earned == points


def test_a_wrong_possible_is_half_a_mistake() -> None:
    assert graded(RIGHT[:4] + guesses(8, "possible")).earned == graded(RIGHT[:4] + guesses(4)).earned
    assert "half a mistake" in graded(guesses(1, "possible")).wrong[0]


def test_of_duplicates_the_strongest_statement_stands() -> None:
    doubted = indicator("cdn-updates.example", "domain", "possible")
    assert graded([doubted, RIGHT[0]]) == graded([RIGHT[0], doubted]) == graded(RIGHT[:1])
    wrong = [*guesses(4), *guesses(4, "possible")]
    assert graded(RIGHT[:4] + wrong) == graded(RIGHT[:4] + guesses(4))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("ip", "10.66.0.10"),
        ("domain", "city.example"),
        ("domain", "www.city.example"),
        ("email", "sato@city.example"),
        ("account", "tanaka"),
    ],
)
def test_what_is_the_organisations_own_is_context(kind: IndicatorKind, value: str) -> None:
    real = Truth(indicators=SIX, accounts=(entity("victim", "tanaka", kind="account"),))
    named = [indicator(value, kind), *RIGHT[:4], *guesses(2)]
    entries = ledger((0, outcome(real)), (60, filed(Report(indicators=tuple(named)))))
    found = line(card(entries, scenario(Weights(indicators=100))), "indicators")
    assert found.earned == graded([*RIGHT[:4], *guesses(2)]).earned
    assert f"{value} (the organisation's own)" in found.reason


def test_a_private_address_that_belongs_to_the_attack_is_right() -> None:
    assert graded([indicator("10.66.0.66")], (entity("insider", "10.66.0.66"),)).earned == 100


@pytest.mark.parametrize(
    ("kind", "value"), [("domain", "notcity.example"), ("email", "a@city.example.test"), ("account", "sato")]
)
def test_what_only_resembles_the_organisations_own_is_wrong(kind: IndicatorKind, value: str) -> None:
    assert len(graded([indicator(value, kind)]).wrong) == 1


KEY = "SHA256:dNBXpSOaq+JhMRDBJjlpAjsHq+NDdXRUjqCRmYsIpMM"


@pytest.mark.parametrize(
    ("kind", "value", "other"),
    [
        ("subject", "Invoice", "Quote"),
        ("user-agent", "curl/7.88.1", "curl/8"),
        ("key-fingerprint", KEY, KEY.replace("d", "D")),
    ],
)
def test_a_description_is_judged_only_where_truth_has_its_kind(kind: IndicatorKind, value: str, other: str) -> None:
    named = [*RIGHT[:4], *guesses(2), indicator(other, kind)]
    found = graded(named)
    assert found.earned == graded(named[:-1]).earned
    assert f"(no {kind} is graded in this exercise)" in found.reason
    real = (*SIX, entity("the mail, the program, the key", value, kind=kind))
    assert len(graded(named, real).wrong) == 3
    assert graded([*named[:-1], indicator(value, kind)], real).earned > graded(named[:-1], real).earned


def test_impossible_syntax_counts_as_nothing_and_is_told() -> None:
    found = graded([*RIGHT[:4], *guesses(3), *[indicator(f"203.0.113.00{n}") for n in range(9)]])
    assert found.earned == graded(RIGHT[:4] + guesses(3)).earned
    assert "'203.0.113.000' (a number in it has leading zeros" in found.reason


def test_entities_that_share_a_spelling_are_one_with_the_greater_weight() -> None:
    twice = (
        entity("source", SOURCE, weight=1),
        entity("other", "198.51.100.1", weight=3),
        entity("source again", SOURCE, weight=3),
    )
    assert graded([indicator(SOURCE)], twice).earned == 50


def test_an_entity_that_joins_two_others_makes_them_one() -> None:
    joined = (
        entity("by address", SOURCE),
        entity("by name", "c2.example", kind="domain"),
        entity("both", SOURCE, others=[Spelling(kind="domain", value="c2.example")]),
        entity("another", "198.51.100.1"),
    )
    assert graded([indicator("c2.example", "domain")], joined).earned == 50


def test_an_entity_that_no_valid_spelling_names_is_not_graded() -> None:
    found = graded([indicator(SOURCE)], (entity("source", SOURCE), entity("broken", "203.0.113.066")))
    assert (found.earned, found.missed) == (100, ())


def test_no_right_value_is_worth_nothing_however_careful() -> None:
    assert graded(guesses(1)).earned == 0
    assert graded([]).earned == 0


def accounts(*named: str) -> Line:
    report = Report(accounts=tuple(AccountClaim(account=one) for one in named))
    entries = ledger((0, outcome(truth())), (60, filed(report)))
    return line(card(entries, scenario(Weights(accounts=100))), "accounts")


@pytest.mark.parametrize("written", ["tanaka", "Tanaka", "tanaka@city.example", "CITY\\tanaka", "ｔａｎａｋａ"])
def test_an_account_is_right_however_it_is_written(written: str) -> None:
    assert accounts(written).earned == 100


def test_wrong_accounts_cost_precision() -> None:
    assert accounts("tanaka", "sato", "suzuki").earned == 100
    assert accounts("tanaka", "a", "b", "c", "d", "e").earned == 50
    assert accounts("sato").earned == 0


def test_the_proof_is_the_log_line_that_gives_the_answer() -> None:
    lines = [receipt("something else"), receipt(f"auth failed: user=<tanaka>, rip={SOURCE}")]
    scored = card(ledger((0, outcome(truth(), receipts=lines))), scenario())
    assert [one.line for one in line(scored, "indicators").evidence] == [f"auth failed: user=<tanaka>, rip={SOURCE}"]
    assert line(scored, "accounts").evidence == line(scored, "indicators").evidence
    assert line(scored, "indicators").evidence[0].log == "/var/log/mail.log"


DECOYS = {
    "decoys": [
        {
            "kind": "ip",
            "value": "198.51.100.77",
            "why": {"en": "the contractor's approved scan", "ja": "委託業者による承認済みの診断"},
        },
        {"kind": "ip", "value": "10.66.0.3", "why": {"en": "the nightly backup", "ja": "夜間バックアップ"}},
        {"kind": "account", "value": "backup", "why": {"en": "its log-ins are ordinary", "ja": "通常の動作"}},
    ],
    "neutral": [
        {"kind": "domain", "value": "update.example"},
        {"kind": "ip", "value": "198.51.100.7"},
        {"kind": "account", "value": "helpdesk"},
    ],
}


def with_decoys(name: str, report: Report) -> Line:
    real = Truth(indicators=SIX, accounts=(entity("victim", "tanaka", kind="account"),))
    entries = ledger((0, outcome(real)), (60, filed(report)))
    return line(card(entries, scenario(Weights(indicators=100, accounts=100), truth=DECOYS)), name)


@pytest.mark.parametrize(
    ("value", "why"),
    [("198.51.100.77", "the contractor's approved scan"), ("10[.]66.0.3", "the nightly backup")],
)
def test_a_decoy_is_wrong_and_the_feedback_says_why_even_of_an_own_address(value: str, why: str) -> None:
    found = with_decoys("indicators", Report(indicators=(indicator(value),)))
    assert found.wrong == (f"ip {value.replace('[.]', '.')}: no part of the attack: {why}",)
    three = Report(indicators=(*RIGHT[:4], *guesses(3), indicator(value)))
    assert with_decoys("indicators", three).earned == graded(RIGHT[:4] + guesses(4)).earned


def test_a_decoy_marked_possible_is_half_a_mistake() -> None:
    found = with_decoys("indicators", Report(indicators=(indicator("198.51.100.77", confidence="possible"),)))
    assert found.wrong[0].endswith("the contractor's approved scan, half a mistake because marked possible")


def test_what_is_neutral_neither_gains_nor_loses() -> None:
    named = (*RIGHT[:3], *guesses(3))
    found = with_decoys("indicators", Report(indicators=(*named, indicator("update.example", "domain"))))
    assert found.earned == with_decoys("indicators", Report(indicators=named)).earned
    assert "update.example (neither right nor wrong)" in found.reason


def test_what_is_true_is_right_even_where_it_is_called_neutral() -> None:
    assert len(with_decoys("indicators", Report(indicators=(indicator("198.51.100.7"),))).matched) == 1


def test_accounts_have_decoys_and_neutral_ones_too() -> None:
    report = Report(accounts=tuple(AccountClaim(account=one) for one in ("tanaka", "backup", "helpdesk")))
    found = with_decoys("accounts", report)
    assert found.wrong == ("account backup: no part of the attack: its log-ins are ordinary",)
    assert "helpdesk (neither right nor wrong)" in found.reason


@pytest.mark.parametrize(("credit", "points"), [(3.0, 100), (-1.0, 0)])
def test_a_spelling_earns_all_at_most_and_nothing_at_least_whatever_its_credit(credit: float, points: float) -> None:
    only = Entity(name="server", weight=1, spellings=(Spelling(kind="ip", value=SOURCE, credit=credit),))
    assert graded([indicator(SOURCE)], (only,)).earned == points


def test_in_japanese_only_names_and_values_are_in_latin_letters() -> None:
    what = Truth(indicators=(entity("source", SOURCE), entity("reply-to", "keiri@vend0r.example", kind="email")))
    report = Report(indicators=(Indicator(kind="ip", value=SOURCE), Indicator(kind="ip", value="198.51.100.9")))
    found = card(ledger((0, outcome(what)), (60, filed(report))), scenario(Weights(indicators=100)))
    shown = next(one for one in found.lines if one.id == "indicators")
    assert [text.ja for text in (*shown.matched, *shown.missed)] == [f"攻撃元: IPアドレス {SOURCE}", "返信先"]
    assert [text.ja for text in shown.wrong] == ["IPアドレス 198.51.100.9: 攻撃とは無関係"]

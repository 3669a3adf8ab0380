"""Our reading of Sigma: what is understood means what it means elsewhere, everything else is refused with its place."""

from __future__ import annotations

import pytest

from cyder.errors import BadInput
from cyder.review.condition import Misread, compiled
from cyder.review.sigma import keyword, matches, read_rule

RULE = """\
title: Refused
id: 72a53294-4fc8-53da-977f-d58c4cd39ec6
status: test
description: Somebody guesses.
logsource: {product: linux, service: dovecot}
detection:
  refused: {'|all': [imap-login, auth_failed]}
  known: [canary]
  condition: refused and not known
falsepositives: [typing]
level: low
tags: [attack.credential-access, attack.t1110.001]
"""
LINES = ["imap-login: (AUTH_FAILED): user=<a>", "imap-login: (auth_failed): user=<canary>", "imap-login: Logged in"]


def test_a_rule_matches_what_its_condition_says() -> None:
    rule = read_rule(RULE, "rule.yml")
    assert matches(rule, LINES) == LINES[:1]
    assert rule.techniques == ("T1110.001",)
    assert (rule.service, rule.level) == ("dovecot", "low")


def test_a_keyword_is_found_anywhere_in_either_case_and_stars_stand_for_anything() -> None:
    assert keyword("gob*ter/?.")("a GoBuster/3.6")
    assert not keyword("a.b")("axb")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("a or b and c", "abc ab a b-c"),
        ("(a or b) and c", "abc b-c"),
        ("not a and not b", "c -"),
        ("not (a or c)", "b -"),
        ("1 of them", "abc ab a b-c b c"),
        ("all of *", "abc"),
    ],
)
def test_and_binds_more_than_or_and_not_more_than_both(condition: str, expected: str) -> None:
    test = compiled(condition, {name: keyword(name) for name in "abc"})
    lines = ("abc", "ab", "a", "b-c", "b", "c", "-")
    assert [line for line in lines if test(line)] == expected.split()


@pytest.mark.parametrize(
    "condition", ["", "a b", "a and", "(a", "nobody", "1 of x*", "a | count() > 5", "not " * 99 + "a"]
)
def test_a_condition_that_means_nothing_is_refused(condition: str) -> None:
    with pytest.raises(Misread):
        compiled(condition, {"a": keyword("a")})


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("level: low", "level: loud", "rule.yml:11:8: level", "not a level"),
        ("level: low\n", "", "rule.yml:1:1", "'level' is missing"),
        ("title: Refused", "titel: Refused", "rule.yml:1:1: titel", "'titel' is unknown"),
        ("service: dovecot", "category: mail", "rule.yml:5:12: logsource", "no service"),
        ("'|all':", "'user|cidr':", "rule.yml:7:13: detection.refused", "not understood here"),
        ("known: [canary]", "known: {'|re': '('}", "rule.yml:8:18: detection.known", "not a regular expression"),
        ("not known", "not nobody", "rule.yml:9:14: detection.condition", "no selection is called 'nobody'"),
        ("[canary]", "canary", "rule.yml:8:10: detection.known", "a selection is a list"),
        ("  condition: refused and not known\n", "", "rule.yml:7:3: detection", "named selections and a condition"),
    ],
)
def test_what_is_not_understood_is_refused_at_its_place(old: str, new: str, place: str, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_rule(RULE.replace(old, new), "rule.yml")
    assert place in str(refused.value)
    assert message in str(refused.value)
    assert "hint: " in str(refused.value)


def test_a_rule_is_read_by_the_hardened_reader() -> None:
    with pytest.raises(BadInput, match="anchor"):
        read_rule(RULE.replace("[canary]", "&a [canary]"), "rule.yml")

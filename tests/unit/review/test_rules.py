"""The rules beside our actions: real Sigma, general, right about the real lines, silent about ordinary ones."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sigma.conditions import ConditionAND, ConditionNOT, ConditionOR, ConditionValueExpression
from sigma.rule import SigmaRule
from sigma.types import SigmaRegularExpression, SigmaString

from cyder.contracts.action import Action
from cyder.exercise.library import catalogue
from cyder.exercise.sigma import RuleFile, rule_files
from cyder.model.attack import TECHNIQUES
from cyder.model.seed import Seed
from cyder.review.sigma import matches, rule_id
from tests.unit.review.lines import ACTIONS, ORDINARY, SIGNS
from tests.unit.review.pages import of_action, ordinary, quoted

RULES = list(rule_files(catalogue()))
WITHOUT = {
    "coll.archive": "sshd says only that somebody came in: lat.ssh",
    "coll.share-copy": "each line is somebody reading a paper; only their number tells",
    "disc.inside-scan": "each line is a connection of a PC; only their number tells",
    "exec.open-file": "the call alone: c2.fetch-tool; the rest is processes and files",
    "impair.fw-rule": "the kernel writes no line about a rule: lat.ssh",
    "impair.log-cut": "what is missing has no line: lat.ssh, on the central log",
    "lat.phish-inside": "a member of staff hands in a mail",
    "lat.smb": "a member of staff logs in to a share",
    "mail.link": "the sender's name is each scenario's own, and bodies are not logged",
    "persist.profile": "sshd says only that somebody came in: lat.ssh",
    "stealth.history": "sshd says only that somebody came in: lat.ssh",
    "stealth.name": "sshd says only that somebody came in: lat.ssh",
    "supply.update-swap": "the line is that of any update; only the sum differs",
}
"""Actions that no single line of a log gives away, and why."""

each_rule = pytest.mark.parametrize("file", RULES, ids=lambda file: file.action)


def action_of(file: RuleFile) -> type[Action]:
    return catalogue().actions[file.action]


def test_what_has_no_rule_has_a_reason_or_is_new() -> None:
    assert not set(WITHOUT) & {file.action for file in RULES}
    assert set(WITHOUT) <= set(catalogue().actions)
    assert len(RULES) >= 33


@each_rule
def test_a_rule_is_real_sigma_without_an_error(file: RuleFile) -> None:
    rule = SigmaRule.from_yaml(file.text, collect_errors=True)
    assert rule.errors == []
    assert str(rule.id) == rule_id(file.action) == file.rule.id
    assert str(rule.status) == "test"
    assert rule.logsource.product == "linux"
    assert file.rule.falsepositives


@each_rule
def test_a_rule_bears_its_actions_techniques(file: RuleFile) -> None:
    assert file.rule.techniques == action_of(file).techniques
    assert set(file.rule.techniques) <= set(TECHNIQUES)


@each_rule
def test_a_rule_names_nothing_of_one_run(file: RuleFile) -> None:
    detection = file.text.partition("detection:")[2].partition("falsepositives:")[0]
    assert not re.search(r"\d+\.\d+\.\d+\.\d+", detection), "an address"
    assert not re.search(r"\.(example|test)\b|LAB-", detection), "a name, or a team's marker"


@each_rule
def test_a_rule_finds_the_real_lines_of_its_action(file: RuleFile) -> None:
    shown, made = of_action(file.action), ACTIONS.get(file.action, ())
    assert shown or made
    assert not shown or matches(file.rule, shown)
    assert not made or matches(file.rule, made)


@each_rule
def test_a_rule_is_silent_about_ordinary_lines(file: RuleFile) -> None:
    sign = SIGNS.get(file.action)
    found = [line for line in matches(file.rule, ordinary()) if sign is None or sign not in line]
    assert found == []
    assert matches(file.rule, ORDINARY) == []


@each_rule
def test_our_reading_of_a_rule_is_pysigmas(file: RuleFile) -> None:
    (condition,) = SigmaRule.from_yaml(file.text).detection.parsed_condition
    theirs = evaluator(condition.parsed)
    lines = [*(line for _, line in quoted()), *ORDINARY, *(line for made in ACTIONS.values() for line in made)]
    assert matches(file.rule, lines) == [line for line in lines if theirs(line)]


def test_several_names_of_every_teams_look_made_up_and_long_words_do_not() -> None:
    (rule,) = [file.rule for file in RULES if file.action == "c2.dga"]
    for number in range(50):
        seed = Seed(bytes([number])).child("words")
        names = ["".join(seed.shuffled(f"{each}", "bcdfghjklmnpqrstvwxzaeiouy")[:12]) for each in range(15)]
        assert len(matches(rule, [f"query: {name}.example IN A +E" for name in names])) >= 3
    words = ("saitamashinbun", "jichitaikyokai", "kensetsukyokai", "documentation", "updateserver", "watchstrapshop")
    assert matches(rule, [f"query: {word}.example IN A +E" for word in words]) == []


def evaluator(parsed: object) -> Callable[[str], bool]:
    """Return the test of a line that pySigma's reading of a condition stands for."""
    match parsed:
        case ConditionAND(args=args):
            tests = [evaluator(one) for one in args]
            return lambda line: all(test(line) for test in tests)
        case ConditionOR(args=args):
            tests = [evaluator(one) for one in args]
            return lambda line: any(test(line) for test in tests)
        case ConditionNOT(args=args):
            (test,) = [evaluator(one) for one in args]
            return lambda line: not test(line)
        case ConditionValueExpression(value=SigmaRegularExpression() as value):
            exact = re.compile(str(value.regexp))
            return lambda line: exact.search(line) is not None
        case ConditionValueExpression(value=SigmaString() as value):
            spelt = re.compile(str(value.to_regex().regexp), re.IGNORECASE)
            return lambda line: spelt.search(line) is not None
        case _:
            raise AssertionError(parsed)

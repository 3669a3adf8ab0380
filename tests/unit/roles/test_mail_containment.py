"""Actions on mail: what they do when they are refused, what contains them, what cleaning finds."""

from __future__ import annotations

import json
import re

import pytest

from cyder.contracts.action import Action
from cyder.contracts.node import Result
from cyder.replay.guard import guarded
from cyder.roles.mail.outgoing import mark_of
from tests.unit.roles.posts import (
    ATTACHMENT,
    BEC,
    EVERY,
    FORWARD,
    HIDE,
    LINK,
    OUT,
    PHISH,
    READ,
    SPRAY,
    scene,
    sent,
    served,
)


def test_a_mail_that_is_refused_did_not_reach_anybody() -> None:
    said = "<** 550 5.7.1 message content rejected"
    reached, _ = sent(ATTACHMENT, lambda argv: Result(26, said) if argv[0] == "swaks" else Result(0, ""))
    assert not reached


def test_eight_accounts_get_the_same_wrong_password_and_the_right_one_comes_last() -> None:
    spray = SPRAY.model_copy(update={"others": 8})
    reached, calls = sent(spray, lambda argv: Result(28 if "AUTH" in argv else 0, ""))
    words = [argv[argv.index("--auth-password") + 1] for argv in calls]
    assert reached
    assert len(calls) == len(spray.tried(scene(spray)[0])) + 1 <= 9
    assert len(set(words[:-1])) == 1
    assert words[-1] == "secret-of-yamamoto-y"
    assert calls[-1][-2:] == ("--quit-after", "RCPT")


def test_a_rule_of_the_accounts_own_is_left_alone() -> None:
    own = Result(0, '"vacation" ACTIVE\nOK')
    place, asked = scene(FORWARD, lambda argv: own if argv[0] == "sh" else Result(0, ""))
    trace = FORWARD.run(place)
    assert (trace.reached, trace.said) == (False, "kondo-m: there is a rule of the account's own")
    assert not [argv for _, argv in asked if "PUTSCRIPT" in " ".join(argv)]


def test_only_the_newest_mails_are_read_and_none_is_marked() -> None:
    place, asked = scene(READ)
    assert READ.run(place).reached
    said = [word for _, argv in asked for word in argv if re.match(r"a\d ", word)]
    assert said[1:4] == ["a2 EXAMINE INBOX", "a3 FETCH 3:5 BODY.PEEK[]", "a4 LOGOUT"]
    assert said[4:] == said[:2]


def test_every_way_has_a_good_thing_and_what_a_trainee_types_and_takes_back() -> None:
    for action in EVERY:
        for way in action.containment(scene(action)[0]):
            assert way.allow
            assert way.typed
            assert way.undone


@pytest.mark.parametrize("action", [ATTACHMENT, LINK, BEC, PHISH])
def test_a_mail_that_still_lies_in_a_mailbox_is_not_contained(action: Action) -> None:
    ways = [way for way in action.containment(scene(action)[0]) if way.id != "block-link"]
    for way in ways:
        lies = [check.probe for check in way.deny if type(check.probe).__name__ == "Lies"]
        assert [probe.model_dump()["mark"] for probe in lies] == [mark_of(scene(action)[0])]


def test_a_changed_password_alone_leaves_the_open_session() -> None:
    change = READ.containment(scene(READ)[0])[1]
    assert [(check.by, type(check.probe).__name__) for check in change.deny] == [
        ("neighbour", "LogsIn"),
        ("source", "SessionServes"),
    ]
    assert change.typed[-1].argv == ("doveadm", "kick", "kondo-m@city.example")


def test_from_inside_another_password_does_not_stop_mail_in_that_name() -> None:
    ways = {source: PHISH.containment(scene(PHISH, source=source)[0]) for source in ("intruder", "pc")}
    assert [way.id for way in ways["intruder"]] == ["block-source", "change-password"]
    assert [way.id for way in ways["pc"]] == ["block-source"]


def test_a_receiver_must_be_refused_with_log_in_and_without() -> None:
    refuse = OUT.containment(scene(OUT)[0])[1]
    assert [check.probe.model_dump()["port"] for check in refuse.deny] == [25, 587]
    assert [type(check.probe).__name__ for check in refuse.allow] == ["Submits", "GoesOut"]
    assert refuse.allow[1].probe.model_dump()["to"] == "postmaster@kencho.example"


def test_what_waits_in_the_queue_for_the_receiver_is_removed_and_nothing_else() -> None:
    queued = [
        {"queue_id": id, "sender": "kondo-m@city.example", "recipients": [{"address": to}]}
        for id, to in (("EB61A4D2061", "archive@cdn-stat.example"), ("EB61A4D2062", "postmaster@kencho.example"))
    ]
    listed = "\n".join(json.dumps(mail) for mail in queued)
    place, asked = scene(OUT, lambda argv: Result(0, listed if argv[0] == "postqueue" else ""))
    assert OUT.cleanup(guarded(place, OUT.caps)).verified
    assert [argv for _, argv in asked if argv[0] == "postsuper"] == [("postsuper", "-d", "EB61A4D2061")]


@pytest.mark.parametrize("action", [ATTACHMENT, LINK, BEC, PHISH, OUT, FORWARD, HIDE])
def test_a_copy_that_is_left_or_a_server_that_cannot_look_is_not_clean(action: Action) -> None:
    def verified(found: Result) -> bool:
        looked = ("doveadm", "search")
        place, _ = scene(action, lambda argv: found if tuple(argv[:2]) == looked else served(argv))
        return action.cleanup(place).verified

    assert verified(Result(0, ""))
    assert not verified(Result(0, "kondo-m@city.example 7019461712f6066b 7"))
    assert not verified(Result(75, "Fatal: down"))


def test_cleaning_up_is_within_the_caps_and_can_be_done_twice() -> None:
    for action in EVERY:
        place, _ = scene(action)
        for _ in range(2):
            assert action.cleanup(guarded(place, action.caps)).verified

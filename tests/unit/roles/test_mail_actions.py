"""Actions on mail: which real lines prove them, what is true because of them, what they send."""

from __future__ import annotations

import hashlib
import re
from email import message_from_string
from email.policy import default

import pytest
from pydantic import ValidationError

from cyder.contracts.action import Action
from cyder.contracts.node import Result
from cyder.errors import CyderError, NotFound
from cyder.roles.mail.actions.attachment import MailAttachment
from cyder.roles.mail.actions.mail_out import MailOut
from cyder.roles.mail.threads import newest_thread
from tests.unit.roles.posts import (
    ATTACHMENT,
    BEC,
    EVERY,
    FORWARD,
    HIDE,
    INBOX,
    LINK,
    MARKER,
    OUT,
    PHISH,
    READ,
    SEAT,
    SPRAY,
    STRANGER,
    log,
    receipts,
    scene,
    sent,
    text_of,
)


@pytest.mark.parametrize(
    ("action", "least"), [(ATTACHMENT, 4), (LINK, 3), (BEC, 3), (OUT, 4), (FORWARD, 3), (HIDE, 4), (READ, 2)]
)
def test_real_lines_prove_it(action: Action, least: int) -> None:
    patterns = [expected.pattern for expected in action.emits(scene(action)[0])]
    found = [[line for line in log(action) if re.search(pattern, line)] for pattern in patterns]
    assert [bool(lines) for lines in found] == [True] * len(patterns)
    assert len({line for lines in found for line in lines}) >= least


def test_a_colleagues_mail_is_proven_by_who_logged_in_to_send_it() -> None:
    first = PHISH.emits(scene(PHISH)[0])[0]
    (line,) = (line for line in log(PHISH) if re.search(first.pattern, line))
    assert line.endswith("sasl_method=PLAIN, sasl_username=kondo-m@city.example")


def test_a_spray_is_proven_by_a_refusal_for_each_account_and_the_log_in_after_them() -> None:
    place, _ = scene(SPRAY)
    tried = SPRAY.tried(place)
    assert (tried[:2], len(tried), "yoshimura-d" in tried) == (("kondo-m", "yamamoto-y"), 4, False)
    expected = SPRAY.emits(place)
    assert len(expected) == 5
    shown = [[line for line in log(SPRAY) if re.search(one.pattern, line)] for one in expected]
    assert [bool(lines) for lines in shown] == [True, True, False, False, True]


@pytest.mark.parametrize("action", EVERY)
def test_the_same_lines_in_another_domain_or_from_another_source_prove_less(action: Action) -> None:
    strange = [
        line.replace(STRANGER, "203.0.113.27").replace(SEAT, "10.66.0.16").replace("city.example", "cityXexample")
        for line in log(action)
    ]
    patterns = [expected.pattern for expected in action.emits(scene(action)[0])]
    proven = [pattern for pattern in patterns if any(re.search(pattern, line) for line in strange)]
    assert len(proven) < len(patterns)
    assert not [pattern for pattern in proven if "archive" not in pattern]


@pytest.mark.parametrize(
    ("action", "kinds"),
    [
        (ATTACHMENT, ["delivery"]),
        (LINK, ["delivery"]),
        (BEC, ["delivery"]),
        (OUT, ["exfil"]),
        (FORWARD, ["persistence", "exfil"]),
        (HIDE, ["persistence", "exfil"]),
        (READ, ["login", "collection"]),
        (SPRAY, ["credential-attack", "login"]),
    ],
)
def test_moments_are_those_of_the_log(action: Action, kinds: list[str]) -> None:
    proven = receipts(action)
    truth = action.truth(scene(action)[0], proven)
    assert [moment.kind for moment in truth.timeline] == kinds
    assert {moment.at for moment in truth.timeline} <= {receipt.logged_at for receipt in proven}
    assert truth.remedies


def test_the_truth_of_an_attachment_has_the_digest_a_defender_gets_who_saves_it() -> None:
    reached, (argv,) = sent(ATTACHMENT)
    mail = message_from_string(text_of(argv), policy=default)
    (part,) = mail.iter_attachments()
    digest = hashlib.sha256(part.get_content()).hexdigest()
    truth = ATTACHMENT.truth(scene(ATTACHMENT)[0], [])
    assert reached
    assert ("sha256", digest) in [(s.kind, s.value) for one in truth.indicators for s in one.spellings]
    assert part.get_filename() == "mitsumori.docm"


def test_the_mail_looks_as_its_sender_wants_and_only_its_message_id_bears_the_marker() -> None:
    _, (argv,) = sent(LINK)
    text = text_of(argv)
    mail = message_from_string(text, policy=default)
    assert argv[argv.index("--ehlo") + 1] == "vend0r.example"
    assert argv[argv.index("--to") + 1] == "kondo-m@city.example,chiba-n@city.example"
    assert mail["From"] == "情報政策課 ヘルプデスク <helpdesk@city-portal.test>"
    assert mail["Date"] == "Thu, 26 Nov 2026 00:40:00 +0900"
    assert text.count(MARKER) == 1
    assert MARKER in mail["Message-ID"]
    assert "\n\nhttp://city-portal.test/\n\n" in text


def test_a_colleagues_mail_is_handed_in_with_the_known_password_and_needs_no_link() -> None:
    _, (argv,) = sent(PHISH)
    assert argv[argv.index("--auth-password") + 1] == "secret-of-kondo-m"
    assert "{link}" not in text_of(argv)
    _, (linked,) = sent(PHISH.model_copy(update={"link": "http://city-portal.test/"}))
    assert "\n\nhttp://city-portal.test/\n\n" in text_of(linked)


def test_an_answer_goes_into_the_newest_thread_and_its_answers_elsewhere() -> None:
    _, (argv,) = sent(BEC)
    mail = message_from_string(text_of(argv), policy=default)
    assert (mail["From"], mail["Reply-To"]) == ("Koichi Nishimura <nishimura@city.example>", "keiri@vend0r.example")
    assert mail["Subject"] == "Re: Swapping duty at the counter"
    assert mail["References"].split() == ["<23a44eba2734a7bc969b@city.example>", "<008447a40e5c87636e76@city.example>"]
    assert argv[argv.index("--from") + 1] == "keiri@vend0r.example"


@pytest.mark.parametrize(
    ("change", "writer"),
    [
        (("aoki-m@city", "eigyo@firm"), "eigyo@firm.example"),
        (("008447a40e5c87636e76", f"20261126004020.{MARKER}.1b8244b6"), "aoki-m@city.example"),
    ],
)
def test_a_writer_outside_goes_before_a_colleague_and_the_actions_own_mail_is_no_thread(
    change: tuple[str, str], writer: str
) -> None:
    place, _ = scene(BEC, lambda _: Result(0, INBOX.replace(*change)))
    assert newest_thread(place.lan.node("mail"), "ueno-t@city.example", MARKER).writer.address == writer


def test_a_mailbox_nobody_has_written_to_has_no_thread() -> None:
    place, _ = scene(BEC, lambda _: Result(0, "[]"))
    with pytest.raises(CyderError, match=r"nobody has written to ueno-t@city\.example yet"):
        BEC.run(place)


def test_what_proves_and_contains_an_answer_is_known_without_its_thread() -> None:
    place, asked = scene(BEC)
    assert BEC.emits(place)
    assert [way.id for way in BEC.containment(place)] == ["block-source", "refuse-reply-to"]
    assert asked == []


def test_what_is_mailed_out_is_bounded_and_about_nobody() -> None:
    _, (argv,) = sent(MailOut(account="kondo-m", to="archive@cdn-stat.example", kilobytes=60))
    (part,) = message_from_string(text_of(argv), policy=default).iter_attachments()
    content = part.get_content().decode()
    assert 55_000 < len(content.encode()) < 75_000
    assert all("だれの情報でもありません" in line for line in content.splitlines())
    with pytest.raises(ValidationError, match="less than or equal to 60"):
        MailOut(account="kondo-m", to="archive@cdn-stat.example", kilobytes=61)


@pytest.mark.parametrize("action", [OUT, FORWARD])
def test_a_receiver_whom_no_machine_takes_mail_for_is_named_with_those_there_are(action: Action) -> None:
    lost = action.model_copy(update={"to": "archive@cdn-stats.example"})
    with pytest.raises(NotFound, match=r"unknown domain 'cdn-stats\.example'; did you mean 'cdn-stat\.example'\?"):
        lost.run(scene(action)[0])


@pytest.mark.parametrize(
    "settings",
    [
        {"to": []},
        {"to": ["a"] * 7},
        {"to": ["kondo-m"], "sender": "billing@vendor.jp"},
        {"to": ["kondo-m"], "file": "../x.docm"},
        {"to": ["kondo-m"], "subject": "a\nBcc: b@c.example"},
    ],
)
def test_what_would_leave_its_bounds_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        MailAttachment.model_validate(settings)

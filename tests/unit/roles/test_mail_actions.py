"""Actions on the mail server: what they send, which real lines prove them, what is true, how they are shut out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_string
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from cyder.contracts.action import Action, Scene
from cyder.contracts.node import Result
from cyder.contracts.provider import Lan
from cyder.errors import CyderError, NotFound
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt
from cyder.model.people import Person
from cyder.model.seed import Seed
from cyder.replay.clock import FakeClock
from cyder.replay.guard import guarded
from cyder.roles.mail import Mail
from cyder.roles.mail.actions.attachment import MailAttachment
from cyder.roles.mail.actions.bec_mail import BecMail
from cyder.roles.mail.actions.forward import MailForward
from cyder.roles.mail.actions.link import MailLink
from cyder.roles.mail.actions.mail_out import MailOut
from cyder.roles.mail.actions.mailbox import Mailbox
from cyder.roles.mail.actions.phish_inside import PhishInside
from cyder.roles.mail.actions.smtp_spray import SmtpSpray
from cyder.roles.mail.outgoing import mark_of
from cyder.roles.mail.threads import newest_thread
from tests.unit.roles.talk import Asked, Decide, Deciding
from tests.unit.roles.towns import TOWN, node

NOON = datetime(2026, 11, 25, 15, 40, tzinfo=UTC)
MARKER = "LAB-d9cb40"
STRANGER, SEAT = "203.0.113.26", "10.66.0.15"
INTRUDER = node("intruder", "attacker", outside=STRANGER).model_copy(
    update={
        "names": (
            ("cdn-stat.example", "203.0.113.110"),
            ("vend0r.example", STRANGER),
            ("city-portal.test", STRANGER),
        )
    }
)
PC = node("pc", "client", hostname="pc1", users=("kondo-m",), office=SEAT)
RELAY = node("relay", "mail", outside="203.0.113.40").model_copy(
    update={"names": (("mail.kencho.example", "203.0.113.40"),)}
)
GATEWAY = TOWN.node("gw").model_copy(update={"routing": "router"})
NEW = {one.name: one for one in (INTRUDER, PC, GATEWAY)}
WORLD = TOWN.model_copy(update={"nodes": (*(NEW.get(one.name, one) for one in TOWN.nodes), RELAY)})
STAFF = tuple(
    Person(account=account, name=LocalText(en=account, ja=ja), department="soumu", password=f"secret-of-{account}")
    for account, ja in (
        ("kondo-m", "近藤 美咲"),
        ("yamamoto-y", "山本 陽子"),
        ("ueno-t", "上野 拓也"),
        ("chiba-n", "千葉 直美"),
        ("yoshimura-d", "吉村 大輔"),
        ("iwata-n", "岩田 直樹"),
    )
)

ATTACHMENT = MailAttachment(to=("kondo-m", "yamamoto-y"))
LINK = MailLink(to=("kondo-m", "chiba-n"), link="http://city-portal.test/")
BEC = BecMail(account="ueno-t")
PHISH = PhishInside(account="kondo-m", to=("ueno-t",))
OUT = MailOut(account="kondo-m", to="archive@cdn-stat.example")
FORWARD = MailForward(account="kondo-m", to="archive@cdn-stat.example")
READ = Mailbox(account="kondo-m", mails=3)
SPRAY = SmtpSpray(accounts=("kondo-m", "yamamoto-y"), others=2, succeed="yamamoto-y")
FROM_A_PC: tuple[Action, ...] = (OUT, FORWARD)
EVERY: tuple[Action, ...] = (ATTACHMENT, LINK, BEC, PHISH, OUT, FORWARD, READ, SPRAY)

LINES = Path(__file__).with_name("mail_lines.txt").read_text(encoding="utf-8").splitlines()
"""Lines that the server really wrote; {word} stands for the event's own word."""

INBOX = (
    '[{"hdr.from.utf8":"青木 正彦 <aoki-m@city.example>","hdr.subject.utf8":"【依頼】備品の確認",'
    '"hdr.message-id":"<210eb8417deb2fbad03b@city.example>","hdr.references":""},'
    '{"hdr.from.utf8":"Koichi Nishimura <nishimura@city.example>",'
    '"hdr.subject.utf8":"Re: Swapping duty at the counter",'
    '"hdr.message-id":"<008447a40e5c87636e76@city.example>","hdr.references":"<23a44eba2734a7bc969b@city.example>"}]'
)


def served(argv: Sequence[str]) -> Result:
    """Answer like machines on which everything works: there are mails, and every session says what it must."""
    if "hdr.references" in " ".join(argv):
        return Result(0, INBOX)
    if argv[0] == "sh":
        return Result(0, '* 5 EXISTS\n"mailbox"\nOK')
    return Result(0, "")


def scene(action: Action, decide: Decide = served, *, source: str = "") -> tuple[Scene, Asked]:
    provider = Deciding(decide)
    place = Scene(
        lan=Lan(provider, WORLD),
        event="goal",
        source=source or ("pc" if action in FROM_A_PC else "intruder"),
        target="mail",
        people=STAFF,
        canary=STAFF[4],
        seed=Seed(b"goal"),
        clock=FakeClock(NOON),
        marker=MARKER,
    )
    return place, provider.asked


def log(action: Action) -> list[str]:
    return [line.replace("{word}", mark_of(scene(action)[0]).partition(".")[2]) for line in LINES]


def receipts(action: Action) -> list[Receipt]:
    found = []
    for expected in action.emits(scene(action)[0]):
        lines = [line for line in log(action) if re.search(expected.pattern, line)]
        for line in lines:
            moment = Mail.logs["mail"].moment(line, ZoneInfo("Asia/Tokyo"))
            assert moment is not None
            found.append(
                Receipt(node="mail", log="mail.log", line=line, sha256="0" * 64, logged_at=moment, first_seen=moment)
            )
    return found


def sent(action: Action, decide: Decide = served) -> tuple[bool, list[tuple[str, ...]]]:
    place, asked = scene(action, decide)
    trace = action.run(guarded(place, action.caps))
    return trace.reached, [argv for _, argv in asked if argv[0] == "swaks"]


def text_of(argv: Sequence[str]) -> str:
    return argv[argv.index("--data") + 1]


@pytest.mark.parametrize(("action", "least"), [(ATTACHMENT, 4), (LINK, 3), (BEC, 3), (OUT, 4), (FORWARD, 3), (READ, 2)])
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


@pytest.mark.parametrize("action", [ATTACHMENT, LINK, BEC, PHISH, OUT, FORWARD])
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

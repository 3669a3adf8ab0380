"""A town whose mail is attacked: machines, people, real log lines, and a mail server that answers as it should."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cyder.contracts.action import Action, Scene
from cyder.contracts.node import Result
from cyder.contracts.provider import Lan
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
HIDE = MailForward(account="kondo-m", to="archive@cdn-stat.example", hide="請求")
READ = Mailbox(account="kondo-m", mails=3)
SPRAY = SmtpSpray(accounts=("kondo-m", "yamamoto-y"), others=2, succeed="yamamoto-y")
FROM_A_PC: tuple[Action, ...] = (OUT, FORWARD, HIDE)
EVERY: tuple[Action, ...] = (ATTACHMENT, LINK, BEC, PHISH, OUT, FORWARD, HIDE, READ, SPRAY)

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

"""The mail server: what it is made of, and what its probes make of the tools' real answers."""

from __future__ import annotations

import base64
import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from email import message_from_string

import pytest

from cyder.contracts.node import Result
from cyder.contracts.probe import Vantage
from cyder.contracts.provider import Lan
from cyder.model.seed import Seed
from cyder.model.topology import Publication
from cyder.roles.mail import Mail, dovecot
from cyder.roles.mail.boxes import Box
from cyder.roles.mail.probes import DeliversMail, LogsIn
from tests.pace import within
from tests.unit.roles.talk import deciding
from tests.unit.roles.towns import PEOPLE, TOWN, contents, node, site

OUTSIDE = Vantage("prober", "203.0.113.13")
ADDRESS = "sato@city.example"
CANARY = LogsIn(target="mail", account=ADDRESS, password="secret-of-sato")
DELIVERY = DeliversMail(target="mail", account=ADDRESS, password="secret-of-sato", address=ADDRESS)
SUBMITTED = DeliversMail(target="mail", account=ADDRESS, password="secret-of-sato", address=ADDRESS, port=587)
RELAY = node("relay", "mail", "mail", outside="203.0.113.40").model_copy(
    update={
        "search": "kencho.example",
        "names": (("mail.kencho.example", "203.0.113.40"), ("mx.kencho.example", "203.0.113.40")),
    }
)
WORLD = TOWN.model_copy(update={"nodes": (*TOWN.nodes, RELAY)})

NC_ANSWERED = "Connection to 172.20.3.11 143 port [tcp/imap2] succeeded!"
NC_REFUSED = "nc: connect to 172.20.3.11 port 143 (tcp) failed: Connection refused"
NC_NOTHING = "nc: connect to 172.20.3.11 port 143 (tcp) timed out: Operation now in progress"
CURL_DENIED = "curl: (67) Login denied"
CURL_NO_PORT = "curl: (7) Failed to connect to 172.20.3.11 port 25 after 0 ms: Could not connect to server"


def rendered() -> dict[str, str]:
    return contents(Mail().files(site("mail")))


def test_postfix_serves_the_domain_and_relays_for_private_networks_only() -> None:
    main = rendered()["/etc/postfix/main.cf"].splitlines()
    assert "myhostname = mail.city.example" in main
    assert "virtual_mailbox_domains = city.example" in main
    assert "mynetworks = 127.0.0.0/8, 10.66.0.0/24, 172.20.0.0/16" in main


def test_every_member_of_staff_has_an_address_and_a_password() -> None:
    files = rendered()
    assert files["/etc/postfix/mailboxes"].splitlines()[1] == "kimura@city.example kimura"
    assert users_of(files) == [f"{person.account}@city.example" for person in PEOPLE]
    assert files["/etc/dovecot/mailboxes"].splitlines() == [f"{address}::::::" for address in users_of(files)]


def users_of(files: dict[str, str]) -> list[str]:
    return [line.split(":")[0] for line in files["/etc/dovecot/users"].splitlines()]


def test_a_department_and_the_postmaster_have_addresses_that_lead_to_people() -> None:
    aliases = dict(line.split(" ", 1) for line in rendered()["/etc/postfix/aliases"].splitlines())
    assert aliases["soumu@city.example"] == ", ".join(f"{person.account}@city.example" for person in PEOPLE)
    assert aliases["postmaster@city.example"] == "otsuka@city.example, kimura@city.example"


def test_outside_a_server_keeps_the_mailboxes_of_its_own_names_domain_and_relays_for_nobody() -> None:
    files = contents(Mail(mailboxes=("yamane",)).files(site("relay", WORLD)))
    assert users_of(files) == ["postmaster@kencho.example", "yamane@kencho.example"]
    main = files["/etc/postfix/main.cf"].splitlines()
    assert "myhostname = mail.kencho.example" in main
    assert "virtual_mailbox_domains = kencho.example" in main
    assert "mynetworks = 127.0.0.0/8" in main
    assert not files["/etc/postfix/aliases"]


def test_outside_a_server_without_a_name_is_refused_with_a_remedy() -> None:
    nameless = TOWN.model_copy(update={"nodes": (*TOWN.nodes, RELAY.model_copy(update={"names": ()}))})
    with pytest.raises(
        ValueError, match=r"'relay' is a mail server outside and needs a name; write names: \[mail\.firm"
    ):
        Mail().files(site("relay", nameless))


def spool() -> list[str]:
    """Return the first mails as `envelope line + mail`, unpacked from the bundle."""
    text, found = rendered()["/var/lib/first-boot/mails.bundle"].encode(), []
    while text:
        line, _, text = text.partition(b"\n")
        size = int(line.split(b" ", 5)[4])
        found.append(text[:size].decode())
        text = text[size + 1 :]
    return found


def test_first_mails_say_in_whose_mailboxes_they_lie_and_everybody_has_some() -> None:
    inboxes: Counter[str] = Counter()
    for mail in spool():
        envelope, _, text = mail.partition("\n")
        sender, _, boxes = envelope.partition("\t")
        assert sender in message_from_string(text)["From"].replace("\n", "")
        inboxes.update(box.removesuffix("/INBOX") for box in boxes.split(" ") if box.endswith("/INBOX"))
    assert set(inboxes) == {person.account for person in PEOPLE}


def test_without_a_history_mailboxes_are_empty() -> None:
    assert "/var/lib/first-boot/mails.bundle" not in contents(Mail(history=0).files(site("mail")))


def test_a_name_without_domain_gets_the_organisations() -> None:
    lines = rendered()["/etc/dovecot/dovecot.conf"].splitlines()
    assert "auth_default_domain = city.example" in lines
    assert r'  auth_username_format = %{user | lower | regexp("(.*)@city[.]example$", "\\1")}' in lines


def test_the_list_of_passwords_is_for_root_and_dovecot() -> None:
    (users,) = (file for file in Mail().files(site("mail")) if file.path == "/etc/dovecot/users")
    assert (users.mode, users.owner, users.group) == (0o640, 0, 150)
    assert "secret-of" not in users.content


def test_a_hash_is_what_dovecot_computes() -> None:
    blob = base64.b64decode(dovecot.hashed("secret-of-sato", b"eightish").removeprefix("{SSHA512}"))
    assert blob == hashlib.sha512(b"secret-of-sato" + b"eightish").digest() + b"eightish"


def test_equal_seeds_give_equal_files_and_equal_passwords_unequal_hashes() -> None:
    assert Mail().files(site("mail")) == Mail().files(site("mail"))
    one, other = dovecot.users([Box("a@city.example", "same"), Box("b@city.example", "same")], Seed(b"x")).splitlines()
    assert one.split(":")[1] != other.split(":")[1]


def test_another_seed_gives_other_hashes() -> None:
    box = Box(ADDRESS, "secret")
    assert dovecot.users([box], Seed(b"a")) != dovecot.users([box], Seed(b"b"))


def test_five_thousand_passwords_are_hashed_in_half_a_second() -> None:
    many = [Box(f"p{number}@city.example", "x" * 12) for number in range(5000)]
    with within(0.5):
        dovecot.users(many, Seed(b"town"))


def test_health_is_the_canary_logging_in_and_getting_mail_by_both_ports() -> None:
    checks = Mail().health(site("mail"))
    assert [check.by for check in checks] == ["colleague"] * 3
    assert [check.probe for check in checks] == [CANARY, DELIVERY, SUBMITTED]


def test_a_published_server_is_sent_a_mail_from_outside_too() -> None:
    offers = tuple(
        Publication(network="outside", address="203.0.113.1", port=port, protocol="tcp", node="mail")
        for port in (25, 143)
    )
    published = TOWN.model_copy(update={"publications": offers})
    assert [(check.by, check.probe) for check in Mail().health(site("mail", published))][-1] == ("neighbour", DELIVERY)


@pytest.mark.parametrize(
    ("port", "login", "passed", "said"),
    [
        (Result(0, NC_ANSWERED), Result(0, ""), True, "log-in accepted"),
        (Result(0, NC_ANSWERED), Result(67, CURL_DENIED), False, "log-in refused"),
        (
            Result(0, NC_ANSWERED),
            Result(124, ""),
            False,
            "no answer to the log-in (code 124)",
        ),
        (Result(1, NC_REFUSED), Result(0, ""), False, "172.20.3.11:143 refused the connection"),
        (Result(1, NC_NOTHING), Result(0, ""), False, "no connection to 172.20.3.11:143 within 2 s"),
    ],
)
def test_a_log_in_is_reported_in_plain_words(port: Result, login: Result, passed: bool, said: str) -> None:  # noqa: FBT001  a case
    lan, _ = deciding(lambda argv: port if argv[0] == "nc" else login)
    answer = CANARY.check(lan, OUTSIDE)
    assert (answer.passed, answer.said) == (passed, said)


def test_a_log_in_bears_the_askers_address() -> None:
    lan, asked = deciding(lambda _: Result(0, ""))
    CANARY.check(lan, OUTSIDE)
    (_, port), (node, login) = asked
    assert node == "prober"
    assert port[port.index("-s") + 1] == "203.0.113.13"
    assert login[login.index("--interface") + 1] == "host!203.0.113.13"
    assert login[-3:] == ("--user", "sato@city.example:secret-of-sato", "imap://172.20.3.11:143/")


class Mailbox:
    """A mail server that files what it is sent after a few looks, as curl would show it."""

    def __init__(self, looks: int) -> None:
        self.looks = looks
        self.subject = ""
        self.gone = False

    def answer(self, argv: Sequence[str]) -> Result:
        """Return what curl would print."""
        text = " ".join(argv)
        if "smtp://" in text:
            self.subject = next(part for part in argv if part.startswith("Subject: ")).removeprefix("Subject: ")
        elif "UID SEARCH" in text:
            assert f"UID SEARCH SUBJECT {self.subject}" in argv
            self.looks -= 1
            return Result(0, "* SEARCH 7\r\n" if self.looks <= 0 else "* SEARCH\r\n")
        elif "UID EXPUNGE 7" in text:
            self.gone = "UID STORE 7 +FLAGS.SILENT (\\Deleted)" in argv
        return Result(0, "")


def test_by_the_submission_port_the_sender_logs_in() -> None:
    lan, asked = deciding(Mailbox(looks=1).answer)
    assert SUBMITTED.check(lan, OUTSIDE).passed
    (looked, sent) = (argv for _, argv in asked[:2])
    assert looked[0] == "nc"
    assert sent[sent.index("--user") + 1] == "sato@city.example:secret-of-sato"
    assert sent[-1] == "smtp://172.20.3.11:587/"


def delivered(mailbox: Mailbox) -> tuple[bool, str]:
    lan, _ = deciding(mailbox.answer)
    answer = DELIVERY.check(lan, OUTSIDE)
    return answer.passed, answer.said


def test_a_message_is_waited_for_read_and_taken_away() -> None:
    mailbox = Mailbox(looks=2)
    assert delivered(mailbox) == (True, "message delivered and read")
    assert mailbox.gone


def test_every_message_bears_another_number() -> None:
    one, other = Mailbox(looks=1), Mailbox(looks=1)
    delivered(one)
    delivered(other)
    assert len(one.subject) == 16
    assert one.subject != other.subject


def test_a_message_that_never_comes_is_not_called_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    assert delivered(Mailbox(looks=99)) == (False, "message accepted, but it did not come into the mailbox")


def test_a_server_that_takes_no_mail_is_quoted() -> None:
    lan: Lan
    lan, asked = deciding(lambda _: Result(7, CURL_NO_PORT))
    answer = DELIVERY.check(lan, OUTSIDE)
    assert (answer.passed, answer.said) == (False, f"message not accepted ({CURL_NO_PORT})")
    assert len(asked) == 1

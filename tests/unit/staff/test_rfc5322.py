"""Messages as they lie in mailboxes, read back by Python's own parser."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, message_from_string, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.model.messages import Correspondent, Message
from cyder.model.seed import Seed
from cyder.staff.correspondence import correspondence
from cyder.staff.rfc5322 import rfc5322
from tests.unit.staff.offices import employed, town

HALL = town(30)
MAIL = correspondence(employed(HALL), HALL, Seed(b"a"))
SATO = Correspondent(name="佐藤 明", address="sato@city.example")
HAYES = Correspondent(name="Hayes, Margaret", address="m.hayes@lornemouth.example")
NOTE = Message(id="1@city.example", sender=SATO, to=(HAYES,), subject="Note", body="Hello\n", language="en", age=60)
LINES = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).map(str.strip).filter(bool)


def parsed(message: Message, sent: datetime | None = None) -> EmailMessage:
    """Return what a mail reader finds in the file."""
    found = message_from_bytes(rfc5322(message, sent).encode(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def people(message: Message, field: str) -> list[Correspondent]:
    """Return the people in a field; the older parser, as the newer one of Python 3.11 breaks names at a line's end."""
    raw = message_from_string(rfc5322(message)).get_all(field, [])
    return [
        Correspondent(name=str(make_header(decode_header(name))), address=address)
        for name, address in getaddresses([value.replace("\n", "") for value in raw])
    ]


def test_whatever_was_written_is_read() -> None:
    for message in MAIL:
        found = parsed(message)
        assert found["Subject"] == message.subject
        assert found.get_content() == message.body
        assert people(message, "From") == [message.sender]
        assert people(message, "To") == list(message.to)
        assert people(message, "Cc") == list(message.cc)


def test_an_answer_names_what_it_answers() -> None:
    for message in MAIL:
        found = parsed(message)
        assert found["Message-ID"] == f"<{message.id}>"
        assert found["In-Reply-To"] == (f"<{message.references[-1]}>" if message.references else None)
        assert (found["References"] or "").split() == [f"<{reference}>" for reference in message.references]


def test_no_line_of_the_header_is_longer_than_seventy_eight_and_all_is_ascii() -> None:
    for message in MAIL:
        head, _, _ = rfc5322(message).partition("\n\n")
        assert head.isascii()
        assert max(map(len, head.splitlines())) <= 78


@given(LINES)
def test_any_subject_is_read_as_it_was_written(subject: str) -> None:
    found = parsed(NOTE.model_copy(update={"subject": subject}))
    assert " ".join(found["Subject"].split()) == " ".join(subject.split())


def test_words_of_a_body_are_found_by_grep() -> None:
    assert "不審なメール" in rfc5322(NOTE.model_copy(update={"body": "不審なメール\n"}))


@pytest.mark.parametrize(("body", "encoding"), [("Hello\n", "7bit"), ("お疲れさまです。\n", "8bit")])
def test_the_encoding_says_whether_there_is_more_than_ascii(body: str, encoding: str) -> None:
    assert parsed(NOTE.model_copy(update={"body": body}))["Content-Transfer-Encoding"] == encoding


def test_a_comma_in_a_name_does_not_make_two_people() -> None:
    assert people(NOTE, "To") == [HAYES]


def test_the_date_is_there_if_it_is_known() -> None:
    sent = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert parsed(NOTE, sent)["Date"].datetime == sent
    assert parsed(NOTE)["Date"] is None

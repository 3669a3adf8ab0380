"""People write times as they know them; what they mean has an offset."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyder.contracts.moments import moment, with_offset

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
"""03:30 of the 24th in Tokyo."""
MAIL = "2026-11-24T03:04:05.512931+09:00 mail dovecot: imap-login: Login aborted: user=<tanaka>, rip=203.0.113.66"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3:30", "2026-11-24T03:30:00+09:00"),
        ("15:04", "2026-11-23T15:04:00+09:00"),
        ("3:04:05", "2026-11-24T03:04:05+09:00"),
        ("１５：０４", "2026-11-23T15:04:00+09:00"),
        ("2026-11-23T15:04:05+09:00", "2026-11-23T15:04:05+09:00"),
        ("2026-11-23T06:04:05Z", "2026-11-23T15:04:05+09:00"),
        ("2026-11-23T15:04:05", "2026-11-23T15:04:05+09:00"),
        ("2026-11-23 15:04", "2026-11-23T15:04:00+09:00"),
        ("2026/11/23 15:18:22 [error] *4 user not found", "2026-11-23T15:18:22+09:00"),
        ("2026-11-23 15:18:22.527 JST app@residents LOG: statement", "2026-11-23T15:18:22.527000+09:00"),
        (MAIL, "2026-11-24T03:04:05.512931+09:00"),
        ('10.66.0.5 - - [23/Nov/2026:06:18:22 +0000] "GET / HTTP/1.1" 200 1', "2026-11-23T15:18:22+09:00"),
        ("1795414704.500 9 10.66.0.52 TCP_MISS/403 412 GET http://www.city.example/", "2026-11-23T15:18:24.5+09:00"),
        ("Nov 23 15:04:05 mail sshd[7]: Failed password", "2026-11-23T15:04:05+09:00"),
        ("Dec 31 23:59:59 mail sshd[7]: Failed password", "2025-12-31T23:59:59+09:00"),
    ],
)
def test_a_time_is_understood(text: str, meant: str) -> None:
    found = moment(text, NOW, TOKYO)
    assert found == datetime.fromisoformat(meant)
    assert found is not None
    assert found.utcoffset() is not None
    assert found.isoformat().endswith("+09:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "25:00",
        "12:60",
        "15",
        "2026-13-01",
        "2026-11-23",
        "2026-11-23 at 15:04",
        "Feb 30 10:00:00 x",
        "9" * 400,
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert moment(text, NOW, TOKYO) is None


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+Z-]{0,16}.{0,5}", fullmatch=True))
def test_whatever_is_typed_is_a_moment_with_an_offset_or_none(text: str) -> None:
    found = moment(text, NOW, TOKYO)
    assert found is None or found.utcoffset() is not None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2026-11-23T15:04:05", "2026-11-23T15:04:05+09:00"),
        ("2026-11-23 15:04", "2026-11-23T15:04:00+09:00"),
        ("2026-11-23T15:04:05+00:00", "2026-11-23T15:04:05+00:00"),
        ("yesterday", "yesterday"),
    ],
)
def test_a_time_gets_the_offset_it_lacks(text: str, whole: str) -> None:
    assert with_offset(text, TOKYO) == whole

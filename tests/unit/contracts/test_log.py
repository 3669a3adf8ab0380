"""How the lines of each kind of log say when they were written."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cyder.contracts.log import Log, Stamp, common, epoch, iso, slashes, spaced

TOKYO = ZoneInfo("Asia/Tokyo")
MOMENT = datetime(2026, 11, 23, 6, 18, 22, tzinfo=UTC)
LINES: list[tuple[Stamp, str]] = [
    (iso, "2026-11-23T15:18:22+09:00 mail dovecot: imap-login: Logged in: user=<tanaka@city.example>"),
    (iso, "2026-11-23T06:18:22Z queries: info: client 10.66.0.51#52303"),
    (common, '10.66.0.200 - admin [23/Nov/2026:15:18:22 +0900] "GET /admin/ HTTP/1.1" 401 179 "-" "curl/8.14"'),
    (slashes, '2026/11/23 15:18:22 [error] 31#31: *4 user "admin": password mismatch'),
    (spaced, "2026-11-23 15:18:22.000 JST [71] app@residents 10.66.8.14 portal LOG:  statement: SELECT 1"),
    (epoch, "1795414702.000      9 10.66.0.52 TCP_MISS/200 412 GET http://www.city.example/ -"),
]


@pytest.mark.parametrize(("stamp", "line"), LINES, ids=lambda value: getattr(value, "__name__", "line"))
def test_a_line_says_when_it_was_written(stamp: Stamp, line: str) -> None:
    assert Log("/var/log/x", stamp).moment(line, TOKYO) == MOMENT


@pytest.mark.parametrize("stamp", {stamp for stamp, _ in LINES})
@pytest.mark.parametrize("line", ["", "   ", "no time here", "[", "1e400 x", "2026-99-99 99:99:99 x"])
def test_a_line_without_a_time_says_nothing(stamp: Stamp, line: str) -> None:
    assert Log("/var/log/x", stamp).moment(line, TOKYO) is None

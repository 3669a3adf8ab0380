"""How people write a moment: a time of day, a whole time, or a line pasted from a log."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from cyder.contracts.log import Stamp, common, epoch, iso, slashes, spaced

_TIME_OF_DAY = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_EPOCH = re.compile(r"\d{9,11}\.\d+\s.*", re.DOTALL)
_DAY_ALONE = re.compile(r"\d{4}-\d{2}-\d{2}(?![T ]\d)")
_STAMPS: tuple[Stamp, ...] = (spaced, iso, slashes, common)
_WIDE = str.maketrans("０１２３４５６７８９：－／", "0123456789:-/")


def moment(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the moment that a text means, with its offset; None: it means none.

    `15:04` and `15:04:05` are today in `zone`, or yesterday where that is still to come. A time without offset is in
    `zone`; of a log line its stamp counts.
    """
    plain = text.strip().translate(_WIDE)
    if of_day := _TIME_OF_DAY.fullmatch(plain):
        return _of_day(of_day, now, zone)
    if _DAY_ALONE.match(plain):
        return None
    if _EPOCH.fullmatch(plain):
        return _read(epoch, plain, zone)
    found = (_read(stamp, plain, zone) for stamp in (*_STAMPS, _syslog(now, zone)))
    return next((each for each in found if each is not None), None)


def _of_day(of_day: re.Match[str], now: datetime, zone: tzinfo) -> datetime | None:
    hour, minute, second = (int(part or 0) for part in of_day.groups())
    if hour > 23 or minute > 59 or second > 59:
        return None
    found = now.astimezone(zone).replace(hour=hour, minute=minute, second=second, microsecond=0)
    return found if found <= now + timedelta(minutes=1) else found - timedelta(days=1)


def _read(stamp: Stamp, text: str, zone: tzinfo) -> datetime | None:
    try:
        found = stamp(text)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(zone)
    except (ValueError, IndexError, OverflowError, OSError):
        return None


def _syslog(now: datetime, zone: tzinfo) -> Callable[[str], datetime]:
    """`Nov 23 15:04:05 mail sshd…`: the old form, which names no year: it is the latest that is not to come."""

    def stamp(line: str) -> datetime:
        today = now.astimezone(zone)
        words = " ".join(line.split(maxsplit=3)[:3])
        found = datetime.strptime(f"{today.year} {words}", "%Y %b %d %H:%M:%S").replace(tzinfo=zone)
        return found.replace(year=found.year - 1) if found > today + timedelta(days=1) else found

    return stamp


def with_offset(text: str, zone: tzinfo) -> str:
    """Return a whole time that lacks its offset with that of `zone`; the text itself where it is no such time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (found if found.tzinfo else found.replace(tzinfo=zone)).isoformat()

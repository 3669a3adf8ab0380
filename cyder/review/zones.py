"""A moment on the clock of another zone."""

from __future__ import annotations

from datetime import datetime, tzinfo


def in_zone(at: datetime, zone: tzinfo) -> datetime:
    """Return a moment in a zone; at the very ends of the calendar, where the zone has no such day, as it is."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at

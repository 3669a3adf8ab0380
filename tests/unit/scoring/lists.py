"""What a careful team, a careless one and a guessing one would list: indicators and times, against one truth."""

from __future__ import annotations

from datetime import timedelta

from cyder.model.evidence import Spelling, TimelineKind
from cyder.model.report import Confidence, Happening, Indicator
from tests.unit.scoring.ledgers import entity, indicator, moment, told

SIX = (
    entity(
        "command server",
        "cdn-updates.example",
        kind="domain",
        weight=2,
        others=[
            Spelling(kind="url", value="http://cdn-updates.example/gate"),
            Spelling(kind="ip", value="198.51.100.9", credit=0.8),
        ],
    ),
    entity("sender", "billing@vend0r.example", kind="email", weight=2),
    entity("attachment", "f" * 64, kind="sha256"),
    entity("source", "198.51.100.7"),
    entity("second source", "198.51.100.8"),
    entity("dropped file", "/tmp/update-helper", kind="file"),
)
RIGHT = [
    indicator("CDN-Updates[.]example.", "domain"),
    indicator("Billing[at]vend0r.example", "email"),
    indicator("F" * 64, "sha256"),
    indicator("198.51.100.7"),
    indicator("198.51.100.8"),
    indicator("/tmp/update-helper", "file"),
]
CONTEXT = [indicator("10.66.0.10"), indicator("192.168.1.1"), indicator("172.16.3.4")]


def guesses(how_many: int, confidence: Confidence = "confirmed") -> list[Indicator]:
    return [indicator(f"203.0.113.{number}", confidence=confidence) for number in range(1, how_many + 1)]


KINDS: tuple[TimelineKind, ...] = ("delivery", "execution", "c2", "lateral", "exfil")
HOSTS = ("mail", "pc", "proxy", "ap", "db")
TRUE = tuple(moment(kind, 1800.0 * place, host) for place, (kind, host) in enumerate(zip(KINDS, HOSTS, strict=True)))
EXACT = tuple(Happening(type=one.kind, at=one.at, host=one.host) for one in TRUE)


def moved(entries: tuple[Happening, ...], seconds: float) -> tuple[Happening, ...]:
    return tuple(one.model_copy(update={"at": one.at + timedelta(seconds=seconds)}) for one in entries)


def on(host: str) -> tuple[Happening, ...]:
    return tuple(one.model_copy(update={"host": host}) for one in EXACT)


EVERY_TEN_MINUTES = tuple(told(kind, 600.0 * slot) for kind in KINDS for slot in range(16))
"""Every kind of thing every ten minutes: more than a report takes."""

BURST = tuple(moment(kind, 1800.0 * place + 60.0 * place) for place, kind in enumerate(KINDS))
"""The same story on one machine, at moments that the ten minutes do not quite meet."""

"""For whom a page is written: in which language, and on whose walls the clocks hang."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText, show_clock
from cyder.model.review import Review, Timing
from cyder.review.aar.words import WORDS
from cyder.scoring.lines import lasting, number

Language = Literal["en", "ja"]


@dataclass(frozen=True)
class Reader:
    """How texts, times and numbers are written; `dated`: times need their day, as there are several."""

    language: Language
    zone: ZoneInfo
    dated: bool = False

    @classmethod
    def of(cls, review: Review, language: Language) -> Reader:
        """Return the reader of a review in a language."""
        zone = ZoneInfo(review.time_zone)
        moments = [point.at for team in review.teams for point in team.points]
        return cls(language, zone, dated=len({one.astimezone(zone).date() for one in moments}) > 1)

    def text(self, text: LocalText) -> str:
        """Return a text in the reader's language."""
        return text.in_language(self.language)

    def word(self, name: str) -> str:
        """Return a fixed word of the page."""
        return self.text(WORDS[name])

    def time(self, at: datetime) -> str:
        """Return a moment as the walls show it, to the second."""
        return at.astimezone(self.zone).strftime("%m-%d %H:%M:%S" if self.dated else "%H:%M:%S")

    def minute(self, at: datetime) -> str:
        """Return a moment as people name it: `10:42`."""
        return at.astimezone(self.zone).strftime("%H:%M")

    def day(self, at: datetime) -> str:
        """Return a moment with its day and offset."""
        return at.astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S %z")

    def long(self, seconds: float) -> str:
        """Return a length of time."""
        return self.text(lasting(seconds))

    def took(self, timing: Timing) -> str:
        """Return how long something took, or that it never came."""
        return self.word("never") if timing.seconds is None else self.long(timing.seconds)

    def target(self, timing: Timing) -> str:
        """Return by when it was wanted, and whether it came by then."""
        target = f"{self.word('target')} {self.long(timing.target)}"
        if timing.seconds is None:
            return target
        return f"{target}: {self.word('in-time' if timing.in_time else 'too-late')}"

    def clock(self, seconds: float | None) -> str:
        """Return a moment of the exercise clock, "" where it is not known."""
        return "" if seconds is None else show_clock(seconds)

    def number(self, value: float) -> str:
        """Return points, to a hundredth at most."""
        return number(round(value, 2))

    def share(self, value: float) -> str:
        """Return a share as a percentage."""
        return f"{value:.0%}"

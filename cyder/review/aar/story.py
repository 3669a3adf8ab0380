"""One team's part of the ledger, with what is known beside it: what every chapter of its review is made from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cyder.model.evidence import Entity, Receipt
from cyder.model.ledger import Ended, Entry, Filed, Rewound
from cyder.model.review import Clue, Look
from cyder.model.scenario import Scenario
from cyder.model.score import Quote, Scorecard
from cyder.review.deeds import Deed, Run
from cyder.scoring.record import Record


@dataclass(frozen=True)
class Side:
    """What is known about a team beside the ledger: the scenario it is judged by, its score, what finds each event.

    `clues` has what the attacker's events are called and how they are found; `open` the nodes trainees may enter.
    """

    team: str
    scenario: Scenario
    card: Scorecard
    clues: Mapping[str, Clue]
    open: frozenset[str]


@dataclass(frozen=True, eq=False)
class Sighted:
    """A log line that the team could see, the event it gives away, and the command that shows it, if one is known.

    Each is itself alone: two lines that read the same are two.
    """

    deed: Deed
    receipt: Receipt
    look: Look | None

    @property
    def at(self) -> datetime:
        """Return when the line was there to be seen: when the log says it was written."""
        return self.receipt.logged_at

    @property
    def quote(self) -> Quote:
        """Return where the line stands, and the line."""
        return Quote(node=self.receipt.node, log=self.receipt.log, line=self.receipt.line)

    @property
    def command(self) -> str:
        """Return the command with the machine it is typed on, "" where none is known."""
        return f"{self.look.on}$ {self.look.command}" if self.look else ""

    def shows(self, entity: Entity) -> bool:
        """Return whether one of an entity's spellings stands in the line."""
        return any(stands_in(one.value, self.receipt.line) for one in entity.spellings)


@dataclass(frozen=True)
class Story:
    """A team's side, its entries that count, and both readings of them: what was graded, and what was done to it."""

    side: Side
    entries: tuple[Entry, ...]
    record: Record
    run: Run

    @cached_property
    def filed(self) -> tuple[tuple[Entry, Filed], ...]:
        """Return the versions of the report with their entries, oldest first."""
        return tuple((one, one.body) for one in self.entries if isinstance(one.body, Filed))

    @cached_property
    def sighted(self) -> tuple[Sighted, ...]:
        """Return every line that proves what happened and that the team could see, earliest first."""
        found = [
            Sighted(deed, receipt, self._look(deed, receipt))
            for deed in self.run.deeds
            if deed.happened
            for receipt in deed.outcome.receipts
        ]
        visible = [one for one in found if one.look or one.receipt.node in self.side.open]
        return tuple(sorted(visible, key=lambda one: (one.at, one.deed.seq, one.receipt.line)))

    @cached_property
    def first_visible(self) -> Sighted | None:
        """Return the first line of anything graded that the team could see."""
        return next((one for one in self.sighted if one.deed.outcome.scored), None)

    def clock(self, at: datetime) -> float | None:
        """Return the exercise second of a moment, in proportion between the entries that show the clock."""
        shown = self._shown
        if not shown:
            return None
        after = next((place for place, (when, _) in enumerate(shown) if when >= at), len(shown))
        if after in (0, len(shown)):
            return shown[min(after, len(shown) - 1)][1]
        (begin, low), (end, high) = shown[after - 1], shown[after]
        return low + (high - low) * ((at - begin) / (end - begin))

    @cached_property
    def _shown(self) -> list[tuple[datetime, float]]:
        return sorted((one.at, one.clock) for one in self.entries if one.clock is not None)

    def _look(self, deed: Deed, receipt: Receipt) -> Look | None:
        looks = [one for one in self.side.clues.get(deed.event, _NO_CLUE).looks if one.on in self.side.open]
        showing = [one for one in looks if re.search(one.shows, receipt.line)]
        return showing[0] if showing else None


_NO_CLUE = Clue.model_validate({"title": {"en": "", "ja": ""}})


def stands_in(value: str, text: str) -> bool:
    """Return whether a value stands in a text as a whole: 203.0.113.6 does not stand in 203.0.113.66."""
    return re.search(rf"(?<![\w-])(?<!\w\.){re.escape(value)}(?![\w-]|\.\w)", text) is not None


def counting(entries: Sequence[Entry], *, exercise: str, team: str) -> tuple[Entry, ...]:
    """Return a team's entries, and those about all teams, from the last rewind up to the end."""
    mine = sorted((one for one in entries if one.exercise == exercise and one.team in ("", team)), key=lambda e: e.seq)
    end = next((place for place, one in enumerate(mine, start=1) if isinstance(one.body, Ended)), len(mine))
    begin = max((place for place, one in enumerate(mine, start=1) if isinstance(one.body, Rewound)), default=0)
    return tuple(mine[begin:end])

"""What the attacker really did to one team, read from the ledger: each event with how it ended, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cyder.model.attack import current
from cyder.model.evidence import Outcome
from cyder.model.ledger import Entry, Started
from cyder.model.scenario import Scenario
from cyder.model.timeline import ActionEvent
from cyder.planning.events import unrolled
from cyder.scoring.record import read

Ending = Literal["happened", "blocked", "prevented", "broken", "skipped"]
ENDINGS: tuple[Ending, ...] = ("happened", "blocked", "prevented", "broken", "skipped")
"""What may be said of an event, from what counts most to what counts least."""

MEANINGS: dict[Ending, str] = {
    "happened": "happened; a log line proves it",
    "blocked": "was tried and kept out",
    "prevented": "was not tried: the team had contained what it needs",
    "broken": "could not be played",
    "skipped": "was left out",
}


@dataclass(frozen=True)
class Sort:
    """What kind of thing an action is: its title and its ATT&CK techniques, the main one first."""

    title: str
    techniques: tuple[str, ...]


@dataclass(frozen=True)
class Deed:
    """One event of the attacker's: what it was to do, how it ended, and between which moments.

    `seq` is the entry of the ledger that says so, `told` when that was written.
    """

    seq: int
    event: str
    action: str
    sort: Sort
    source: str
    target: str
    ending: Ending
    began: datetime
    ended: datetime
    told: datetime
    outcome: Outcome

    @property
    def name(self) -> str:
        """Return what tells this deed from every other one of the run."""
        return f"{self.event}/{self.seq}"

    @property
    def happened(self) -> bool:
        """Return whether it took place, with proof."""
        return self.ending == "happened"

    @property
    def sentence(self) -> str:
        """Return event, ending, reason, time and number of receipts in one line."""
        receipts = len(self.outcome.receipts)
        proof = f"; {receipts} log line{'s' if receipts != 1 else ''}" if self.happened else ""
        when = self.began.isoformat(timespec="seconds")
        return f"{self.event} ({self.action}) {self.ending}, {when}: {self.outcome.reason}{proof}"


@dataclass(frozen=True)
class Run:
    """One team's run: every event that was played, those an instructor declared void, and those never reached."""

    exercise: str
    team: str
    title: str
    organisation: str
    began: datetime
    deeds: tuple[Deed, ...]
    void: Mapping[str, str]
    unplayed: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return what tells this run from every other one."""
        return f"{self.exercise}/{self.team}/{self.began.isoformat()}"


def run_of(
    entries: Sequence[Entry], scenario: Scenario, sorts: Mapping[str, Sort], *, exercise: str, team: str
) -> Run | None:
    """Return a team's run as the ledger has it; None before the exercise has begun.

    `sorts` has every action by id. What was played before a rewind, or after the end, is left out.
    """
    started = next((entry.at for entry in entries if isinstance(entry.body, Started)), None)
    if started is None:
        return None
    record = read(entries, exercise=exercise, team=team)
    written = {entry.seq: entry.at for entry in entries}
    events = {event.id: event for event in unrolled(scenario.timeline) if isinstance(event, ActionEvent)}
    deeds = [
        _deed(one.seq, written[one.seq], one.outcome, events.get(one.outcome.event), sorts) for one in record.played
    ]
    told = {deed.event for deed in deeds} | set(record.void)
    return Run(
        exercise=exercise,
        team=team,
        title=scenario.title.en,
        organisation=scenario.organisation.name.en,
        began=started,
        deeds=tuple(sorted(deeds, key=lambda deed: (deed.began, deed.seq))),
        void=dict(record.void),
        unplayed=tuple(name for name in events if name not in told),
    )


def _deed(seq: int, at: datetime, outcome: Outcome, event: ActionEvent | None, sorts: Mapping[str, Sort]) -> Deed:
    trace = outcome.trace
    known = sorts.get(outcome.action, Sort(outcome.action, ()))
    return Deed(
        seq=seq,
        event=outcome.event,
        action=outcome.action,
        sort=Sort(known.title, tuple(dict.fromkeys(map(current, (*known.techniques, *outcome.truth.techniques))))),
        source=event.source if event else "",
        target=event.target if event else "",
        ending=_ending(outcome),
        began=trace.started if trace else at,
        ended=trace.finished if trace else at,
        told=at,
        outcome=outcome,
    )


def _ending(outcome: Outcome) -> Ending:
    if outcome.prevented:
        return "prevented"
    match outcome.kind:
        case "succeeded":
            return "happened"
        case "blocked":
            return "blocked"
        case "infra-error":
            return "broken"
        case "skipped":
            return "skipped"

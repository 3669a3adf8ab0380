"""What a ledger must look like however often its conductor was killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cyder.contracts.action import Action
from cyder.model.ledger import Ended, Entry, EventOutcome, EventStarted, InjectDropped, Injected
from cyder.model.timeline import ActionEvent, Cue


def check(entries: Sequence[Entry], team: str, events: Sequence[Cue], actions: Mapping[str, type[Action]]) -> None:
    """Every event has one end, nothing ran twice that must not, and the exercise ended once."""
    own = [entry for entry in entries if entry.team == team]
    ends = Counter(
        entry.body.outcome.event if isinstance(entry.body, EventOutcome) else entry.body.event
        for entry in own
        if isinstance(entry.body, EventOutcome | Injected | InjectDropped)
    )
    assert ends == {event.id: 1 for event in events}
    starts = Counter(entry.body.event for entry in own if isinstance(entry.body, EventStarted))
    for event in events:
        once = not isinstance(event, ActionEvent) or not actions[event.do].idempotent
        if once:
            assert starts[event.id] <= 1, f"{event.id} began {starts[event.id]} times"
    assert sum(isinstance(entry.body, Ended) for entry in entries) == 1
    told = [entry.seq for entry in own if isinstance(entry.body, EventOutcome)]
    assert told == sorted(told)

"""What the API may ask for on behalf of whoever conducts, one method each."""

from __future__ import annotations

from cyder.exercise.conducting import ask_conductor
from cyder.exercise.desk import Desk
from cyder.exercise.steering import EventState, ask_about_event, ask_about_time, events_of
from cyder.model.base import LocalText
from cyder.model.ledger import RequestKind


class ConductingControl:
    """The use cases behind the API's events and clock."""

    _desk: Desk

    def events(self, exercise: str, team: str | None) -> list[EventState]:
        """Return how every phase and event stands."""
        return events_of(self._desk.exercise(exercise), team)

    def ask_about_event(
        self,
        exercise: str,
        request: RequestKind,
        event: str,
        *,
        team: str | None,
        seconds: float | None,
        text: LocalText | None,
        reason: str,
    ) -> bool:
        """Ask for something about one event; return whether somebody conducts."""
        found = self._desk.exercise(exercise)
        return ask_about_event(found, request, event, team=team, seconds=seconds, text=text, reason=reason)

    def ask_about_clock(self, exercise: str, request: RequestKind, value: float | None) -> None:
        """Ask for more time or another speed (`value`), or that the clock stand, run on or end."""
        found = self._desk.exercise(exercise)
        if value is None:
            ask_conductor(found, request, author="instructor")
        else:
            ask_about_time(found, request, value=value)

"""Checks on the acts of the story: every event's phase is one, and every phase has events."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.errors import Problem
from cyder.scenario.draft import Draft


def phases_exist(draft: Draft) -> Iterator[Problem]:
    """Find events of a phase that nobody declared."""
    for index, event in enumerate(draft.scenario.timeline):
        if event.phase is not None and event.phase not in draft.scenario.phases:
            yield draft.unknown_phase(("timeline", index, "phase"), event.phase)


def phases_have_events(draft: Draft) -> Iterator[Problem]:
    """Find phases that no event belongs to."""
    used = {event.phase for event in draft.scenario.timeline}
    for name in draft.scenario.phases:
        if name not in used:
            hint = f"add 'phase: {name}' to an event, or remove it"
            message = f"no event belongs to the phase '{name}'"
            yield draft.problem(("phases", name), message, hint=hint, rule="phase-without-event", key=True)

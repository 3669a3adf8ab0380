"""Checks on when things happen: every event has one moment, none waits for itself, none is out of the exercise."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.errors import Problem
from cyder.model.timeline import Event
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft

WEEK = 7 * 24 * 3600.0


def exercise_has_length(draft: Draft) -> Iterator[Problem]:
    """Find an exercise or a probing interval of no length, or of more than a week."""
    lengths = {"duration": draft.scenario.duration, "probe_every": draft.scenario.probe_every}
    for name, seconds in lengths.items():
        if not 0 < seconds <= WEEK:
            message = f"'{draft.written((name,))}' is not more than nothing and at most a week"
            yield draft.problem((name,), message, hint="write it as '90s', '15m' or '2h'", rule="bad-duration")


def objectives_have_time(draft: Draft) -> Iterator[Problem]:
    """Find objectives whose limit comes before their target."""
    for name, objective in draft.scenario.objectives.items():
        path: Path = ("objectives", name)
        if not 0 < objective.target <= objective.limit <= WEEK:
            message = "target and limit must be more than nothing, and the limit not before the target"
            hint = "full points until the target, none from the limit on: 'target: 5m, limit: 15m'"
            yield draft.problem(path, message, hint=hint, rule="objective-times")


def event_names_differ(draft: Draft) -> Iterator[Problem]:
    """Find events that bear an id which an earlier one has."""
    seen: set[str] = set()
    for index, event in enumerate(draft.scenario.timeline):
        if event.id in seen:
            message = f"'{event.id}' is the id of an earlier event"
            yield draft.problem(
                ("timeline", index, "id"), message, hint="give each event its own id", rule="duplicate-event"
            )
        seen.add(event.id)


def events_have_one_moment(draft: Draft) -> Iterator[Problem]:
    """Find events with no moment, with several, or with a delay after nothing."""
    called = {name for _, event in draft.actions for name in event.on.values()}
    for index, event in enumerate(draft.scenario.timeline):
        path: Path = ("timeline", index)
        if event.at is None and event.after is None:
            if not event.manual and event.id not in called:
                hint = "add 'at: 5m', 'after: …' with another event's id, or 'manual: true' to fire it by hand"
                yield draft.problem(path, f"'{event.id}' never happens", hint=hint, rule="event-without-time")
        elif event.manual or event.id in called:
            other = "'manual'" if event.manual else "another event that sets it off under 'on'"
            message = f"'{event.id}' has a moment and {other}"
            yield draft.problem(path, message, hint="keep one of the two", rule="event-with-two-times")
        elif event.at is not None and event.after is not None:
            hint = "keep one of the two; 'after' takes a 'delay'"
            message = f"'{event.id}' has both 'at' and 'after'"
            yield draft.problem((*path, "after"), message, hint=hint, rule="event-with-two-times", key=True)
        elif event.after is None and event.delay:
            hint = "use 'after' with it, or write the moment as 'at'"
            message = "'delay' counts from another event, and there is no 'after'"
            yield draft.problem((*path, "delay"), message, hint=hint, rule="delay-without-after", key=True)
        elif event.delay < 0:
            message = f"'{draft.written((*path, 'delay'))}' is before the event waited for"
            yield draft.problem((*path, "delay"), message, hint="write a delay of 0s or more", rule="negative-delay")


def awaited_events_exist(draft: Draft) -> Iterator[Problem]:
    """Find events that wait for one that does not exist."""
    known = [event.id for event in draft.scenario.timeline]
    for index, event in enumerate(draft.scenario.timeline):
        if event.after is not None and event.after not in known:
            path = ("timeline", index, "after")
            hint = "name the id of another event"
            yield draft.unknown(path, "event", event.after, known, hint=hint, rule="unknown-event")


def events_wait_for_others(draft: Draft) -> Iterator[Problem]:
    """Find circles of events that wait for each other; each circle is told of once."""
    events = _by_id(draft)
    told: set[str] = set()
    for index, event in enumerate(draft.scenario.timeline):
        chain = _chain(event, events)
        if event.after is not None and chain[-1].after == event.id and event.id not in told:
            told.update(link.id for link in chain)
            circle = " waits for ".join([*(f"'{link.id}'" for link in chain), f"'{event.id}'"])
            hint = "give one of them an 'at' instead of 'after'"
            yield draft.problem(("timeline", index, "after"), circle, hint=hint, rule="circular-events")


def events_are_within(draft: Draft) -> Iterator[Problem]:
    """Find events at a moment after the end, or more than a week before the beginning."""
    for index, event in enumerate(draft.scenario.timeline):
        path: Path = ("timeline", index, "at")
        if event.at is not None and not -WEEK <= event.at <= draft.scenario.duration:
            written, end = draft.written(path), draft.written(("duration",))
            message = f"'{written}' is not within the exercise, which ends at '{end}'"
            hint = "move the event, or make the exercise longer"
            yield draft.problem(path, message, hint=hint, rule="event-after-end")


def events_can_fire(draft: Draft) -> Iterator[Problem]:
    """Find events whose delays add up to a moment after the end."""
    events = _by_id(draft)
    for index, event in enumerate(draft.scenario.timeline):
        chain = _chain(event, events)
        earliest = (chain[-1].at or 0.0) + sum(link.delay for link in chain if link.after)
        if event.after is not None and earliest > draft.scenario.duration:
            message = f"'{event.id}' can never happen: its delays add up beyond '{draft.written(('duration',))}'"
            hint = "shorten a delay, or make the exercise longer"
            yield draft.problem(("timeline", index, "after"), message, hint=hint, rule="event-never-fires")


def _by_id(draft: Draft) -> dict[str, Event]:
    return {event.id: event for event in draft.scenario.timeline}


def _chain(event: Event, events: dict[str, Event]) -> list[Event]:
    """Return an event, what it waits for, what that waits for, up to what waits for nothing or was there before."""
    chain, seen = [event], {event.id}
    while chain[-1].after in events and chain[-1].after not in seen:
        chain.append(events[str(chain[-1].after)])
        seen.add(chain[-1].id)
    return chain

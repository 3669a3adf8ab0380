"""Checks on when things happen: each phase and event has one moment, within the exercise, and waits for others only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cyder.errors import Problem
from cyder.model.timeline import Moment, Timed
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
    """Find events that bear an id which a phase or an earlier event has."""
    seen: dict[str, str] = dict.fromkeys(draft.scenario.phases, "a phase")
    for index, event in enumerate(draft.scenario.timeline):
        if event.id in seen:
            message = f"'{event.id}' is the id of {seen[event.id]}"
            yield draft.problem(
                ("timeline", index, "id"), message, hint="give each event its own id", rule="duplicate-event"
            )
        seen[event.id] = "an earlier event"


def events_have_one_moment(draft: Draft) -> Iterator[Problem]:
    """Find phases and events with no moment, with several, or with a delay after nothing."""
    called = {name for _, event in draft.actions for name in event.on.values()}
    for number, (name, phase) in enumerate(draft.scenario.phases.items()):
        waits = number == 0 or phase.when is not None  # for the one before, if it says nothing else
        yield from _one_moment(draft, ("phases", name), name, phase, called=False, waits=waits)
    for index, event in enumerate(draft.scenario.timeline):
        yield from _one_moment(draft, ("timeline", index), event.id, event, called=event.id in called, waits=False)


def _one_moment(draft: Draft, path: Path, name: str, it: Timed, *, called: bool, waits: bool) -> Iterator[Problem]:
    if it.at is None and it.after is None:
        if not (it.manual or called or waits):
            hint = "add 'at: 5m', 'after: …' with another event's id, or 'manual: true' to fire it by hand"
            yield draft.problem(path, f"'{name}' never happens", hint=hint, rule="event-without-time")
    elif it.manual or called:
        other = "'manual'" if it.manual else "another event that sets it off under 'on'"
        message = f"'{name}' has a moment and {other}"
        yield draft.problem(path, message, hint="keep one of the two", rule="event-with-two-times")
    elif it.at is not None and it.after is not None:
        hint = "keep one of the two; 'after' takes a 'delay'"
        message = f"'{name}' has both 'at' and 'after'"
        yield draft.problem((*path, "after"), message, hint=hint, rule="event-with-two-times", key=True)
    elif it.after is None and it.delay:
        hint = "use 'after' with it, or write the moment as 'at'"
        message = "'delay' counts from another event, and there is no 'after'"
        yield draft.problem((*path, "delay"), message, hint=hint, rule="delay-without-after", key=True)
    elif it.delay < 0:
        message = f"'{draft.written((*path, 'delay'))}' is before the event waited for"
        yield draft.problem((*path, "delay"), message, hint="write a delay of 0s or more", rule="negative-delay")


def awaited_events_exist(draft: Draft) -> Iterator[Problem]:
    """Find phases and events that wait for one that does not exist."""
    known = [*draft.scenario.phases, *(event.id for event in draft.scenario.timeline)]
    written: list[tuple[Path, str | None]] = []
    written += [(("phases", name), phase.after) for name, phase in draft.scenario.phases.items()]
    written += [(("timeline", index), event.after) for index, event in enumerate(draft.scenario.timeline)]
    for path, after in written:
        if after is not None and after not in known:
            hint = "name the id of another event"
            yield draft.unknown((*path, "after"), "event", after, known, hint=hint, rule="unknown-event")


def events_wait_for_others(draft: Draft) -> Iterator[Problem]:
    """Find circles of events that wait for each other; each circle is told of once."""
    moments = {moment.id: moment for _, moment in draft.moments}
    told: set[str] = set()
    for path, moment in draft.moments:
        chain = _chain(moment, moments)
        if moment.after is not None and chain[-1].after == moment.id and moment.id not in told:
            told.update(link.id for link in chain)
            circle = " waits for ".join([*(f"'{link.id}'" for link in chain), f"'{moment.id}'"])
            hint = "give one of them an 'at' instead of 'after'"
            yield draft.problem((*path, "after"), circle, hint=hint, rule="circular-events")


def events_are_within(draft: Draft) -> Iterator[Problem]:
    """Find phases and events at a moment after the end, before their phase, or more than a week before it all."""
    for name, phase in draft.scenario.phases.items():
        yield from _within(draft, ("phases", name, "at"), phase.at)
    for index, event in enumerate(draft.scenario.timeline):
        path: Path = ("timeline", index, "at")
        if event.phase is not None and event.at is not None and event.at < 0:
            message = f"'{draft.written(path)}' is before its phase begins"
            yield draft.problem(path, message, hint="'at' counts from the phase's beginning", rule="negative-delay")
        else:
            yield from _within(draft, path, event.at)


def _within(draft: Draft, path: Path, at: float | None) -> Iterator[Problem]:
    if at is not None and not -WEEK <= at <= draft.scenario.duration:
        written, end = draft.written(path), draft.written(("duration",))
        message = f"'{written}' is not within the exercise, which ends at '{end}'"
        hint = "move the event, or make the exercise longer"
        yield draft.problem(path, message, hint=hint, rule="event-after-end")


def events_can_fire(draft: Draft) -> Iterator[Problem]:
    """Find phases and events whose delays add up to a moment after the end."""
    moments = {moment.id: moment for _, moment in draft.moments}
    for path, moment in draft.moments:
        chain = _chain(moment, moments)
        earliest = (chain[-1].at or 0.0) + sum(link.delay for link in chain if link.after)
        if moment.after is not None and earliest > draft.scenario.duration:
            message = f"'{moment.id}' can never happen: its delays add up beyond '{draft.written(('duration',))}'"
            hint = "shorten a delay, or make the exercise longer"
            word = "after" if draft.written((*path, "after")) else "at"
            yield draft.problem((*path, word), message, hint=hint, rule="event-never-fires")


def _chain(moment: Moment, moments: Mapping[str, Moment]) -> list[Moment]:
    """Return a moment, what it waits for, what that waits for, up to what waits for nothing or was there before."""
    chain, seen = [moment], {moment.id}
    while chain[-1].after in moments and chain[-1].after not in seen:
        chain.append(moments[str(chain[-1].after)])
        seen.add(chain[-1].id)
    return chain

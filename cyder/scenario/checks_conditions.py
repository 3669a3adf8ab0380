"""Checks on conditions and branches: what they name exists, can come about, and does not wait for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cyder.errors import Problem
from cyder.model.timeline import ActionEvent, Condition, Event, InjectEvent
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft

_ENDINGS = {"denied": "succeeded"}
"""Only what has succeeded is probed, and can be denied."""


def conditions_name_what_exists(draft: Draft) -> Iterator[Problem]:
    """Find conditions and branches about events, objectives or contacts that do not exist, or of the wrong kind."""
    events = {event.id: event for event in draft.scenario.timeline}
    for path, condition in _conditions(draft):
        if condition.contained is not None and condition.contained not in draft.scenario.objectives:
            known, hint = draft.scenario.objectives, "correct the name, or declare it under objectives"
            place = (*path, "contained")
            yield draft.unknown(place, "objective", condition.contained, known, hint=hint, rule="unknown-objective")
        if condition.asked is not None and condition.asked not in draft.scenario.contacts:
            place, names, hint = (
                (*path, "asked"),
                draft.scenario.contacts,
                "correct the name, or declare it under contacts",
            )
            yield draft.unknown(place, "contact", condition.asked, names, hint=hint, rule="unknown-contact")
        if condition.begun is not None and condition.begun not in draft.scenario.phases:
            yield draft.unknown_phase((*path, "begun"), condition.begun)
        if condition.event is not None:
            yield from _about(draft, path, *condition.event, events)
    for path, event in draft.actions:
        for ending, name in event.on.items():
            if name not in events:
                hint = "name the id of another event"
                yield draft.unknown((*path, "on", ending), "event", name, events, hint=hint, rule="unknown-event")


def _about(draft: Draft, path: Path, word: str, name: str, events: Mapping[str, Event]) -> Iterator[Problem]:
    place = (*path, word)
    event = events.get(name)
    if event is None:
        hint = "name the id of another event"
        yield draft.unknown(place, "event", name, list(events), hint=hint, rule="unknown-event")
    elif word == "replied" and not (isinstance(event, InjectEvent) and event.reply):
        message, hint = f"'{name}' asks for no reply", "name an inject that has 'reply: 30m'"
        yield draft.problem(place, message, hint=hint, rule="condition-of-wrong-kind")
    elif word == "denied" and not (isinstance(event, ActionEvent) and event.objective):
        message, hint = f"nothing probes '{name}'", "name an event that has an objective, or give this one its own"
        yield draft.problem(place, message, hint=hint, rule="condition-of-wrong-kind")
    elif word not in {"replied", "ended"} and isinstance(event, InjectEvent):
        message, hint = f"'{name}' is an inject, and does not end in that way", "write 'ended' for an inject"
        yield draft.problem(place, message, hint=hint, rule="condition-of-wrong-kind")


def conditions_can_come_about(draft: Draft) -> Iterator[Problem]:
    """Find conditions that ask one event to have ended in two ways at once, or that come true after the end."""
    for path, condition in _conditions(draft):
        endings: dict[str, str] = {}
        for part in condition.all or ():
            word, name = part.event or ("", "")
            if word in {"ended", "replied", ""}:
                continue
            other = endings.setdefault(name, word)
            if _ENDINGS.get(other, other) != _ENDINGS.get(word, word):
                message = f"'{name}' cannot be both {other} and {word}"
                hint = "write any: […] if one of the two is enough"
                yield draft.problem((*path, "all"), message, hint=hint, rule="condition-never-true")
        word, least = ("passed", condition.passed) if condition.passed is not None else ("for", condition.lasting)
        if least is not None and least > draft.scenario.duration:
            message = f"this is never so: the exercise ends at '{draft.written(('duration',))}'"
            hint = "write an earlier time, or make the exercise longer"
            yield draft.problem((*path, word), message, hint=hint, rule="condition-never-true")


def events_do_not_wait_for_themselves(draft: Draft) -> Iterator[Problem]:
    """Find events that wait, by a condition or for what sets them off, for something that waits for them."""
    callers = {name: event.id for _, event in draft.actions for name in event.on.values()}
    lone = _lone_events(draft)
    waits = {
        moment.id: {name for name in (moment.after, callers.get(moment.id)) if name}
        | (_needed(moment.when, lone) if moment.when else set())
        for _, moment in draft.moments
    }
    for path, moment in draft.moments:
        place: Path = (*path, "when") if draft.written((*path, "when")) else path
        if (place != path or moment.id in callers) and moment.id in _reached(waits, moment.id):
            message = f"'{moment.id}' waits for something that waits for it"
            hint = "take the condition away, or let the other not wait"
            yield draft.problem(place, message, hint=hint, rule="circular-condition")


def outcomes_are_known_in_time(draft: Draft) -> Iterator[Problem]:
    """Find races: an event whose `unless` asks how another ended that begins at the same moment."""
    moments = {event.id: (event.phase, event.at) for event in draft.scenario.timeline}
    for index, event in enumerate(draft.scenario.timeline):
        if event.unless is None or event.at is None:
            continue
        for name in sorted(_named(event.unless)):
            if moments.get(name) == (event.phase, event.at):
                message = f"'{event.id}' begins when '{name}' does, and asks how that ended"
                hint = f"write 'after: {name}', or let it begin later"
                yield draft.problem(("timeline", index, "unless"), message, hint=hint, rule="race-between-events")


def _conditions(draft: Draft) -> Iterator[tuple[Path, Condition]]:
    for name, phase in draft.scenario.phases.items():
        if phase.when is not None:
            yield from _parts(("phases", name, "when"), phase.when)
    for index, event in enumerate(draft.scenario.timeline):
        for word in ("when", "unless"):
            condition = getattr(event, word)
            if condition is not None:
                yield from _parts(("timeline", index, word), condition)


def _parts(path: Path, condition: Condition) -> Iterator[tuple[Path, Condition]]:
    yield path, condition
    for word in ("all", "any"):
        for number, part in enumerate(getattr(condition, word) or ()):
            yield from _parts((*path, word, number), part)
    if condition.negated is not None:
        yield from _parts((*path, "not"), condition.negated)


def _named(condition: Condition) -> set[str]:
    return {part.event[1] for _, part in _parts((), condition) if part.event}


def _lone_events(draft: Draft) -> dict[str, str]:
    """Return each objective that a single event serves, with that event: it must happen before it can be contained."""
    serving: dict[str, list[str]] = {}
    for _, event in draft.actions:
        for objective in event.objectives:
            serving.setdefault(objective, []).append(event.id)
    return {name: events[0] for name, events in serving.items() if len(events) == 1}


def _needed(condition: Condition, lone: Mapping[str, str]) -> set[str]:
    """Return the events that must have ended before a condition can be so; what is negated needs none."""
    if condition.event is not None:
        return {condition.event[1]}
    if condition.begun is not None:
        return {condition.begun}
    if condition.contained is not None and condition.contained in lone:
        return {lone[condition.contained]}
    if condition.all is not None:
        return set().union(*(_needed(part, lone) for part in condition.all))
    if condition.any is not None:
        return set.intersection(*(_needed(part, lone) for part in condition.any))
    return set()


def _reached(waits: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    todo = list(waits.get(start, ()))
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += waits.get(name, ())
    return found


def called_events(draft: Draft) -> Iterator[Problem]:
    """Find events under `on` of one that is repeated: nobody could say which time is meant."""
    for path, event in draft.actions:
        if event.on and event.repeat:
            message = f"'{event.id}' is repeated, and sets off others"
            hint = "set them off by 'after' and 'when', which name one of its repetitions"
            yield draft.problem((*path, "on"), message, hint=hint, rule="repeat-with-branches", key=True)

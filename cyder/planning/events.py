"""A timeline as it is played: repeated events one by one, and events that others set off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cyder.model.timeline import ActionEvent, Beginning, Condition, Cue, Event

_WORDS = {"succeeded": "succeeded", "blocked": "blocked", "infra-error": "broken", "skipped": "skipped"}


def unrolled(events: Sequence[Event], beginnings: Sequence[Beginning] = ()) -> tuple[Cue, ...]:
    """Return phases and events; each repetition is one of its own (`beat`, `beat-2`, …), set off by what it follows."""
    each = [one for event in events for one in _repeated(event.counted)]
    return (*beginnings, *(_set_off(event, each) for event in each))


def _repeated(event: Event) -> Iterator[Event]:
    yield event.model_copy(update={"repeat": None})
    if event.repeat is None:
        return
    before = event.id
    for number in range(2, event.repeat.times + 1):
        again = {"id": f"{event.id}-{number}", "at": None, "after": before, "delay": event.repeat.every, "repeat": None}
        yield event.model_copy(update=again)
        before = f"{event.id}-{number}"


def _set_off(event: Event, events: Iterable[Event]) -> Event:
    """Return an event that others name under `on:` as one that follows the first of them, if it ended in that way."""
    if event.at is not None or event.after is not None or event.manual:
        return event
    for other in events:
        if isinstance(other, ActionEvent):
            for ending, name in other.on.items():
                if name == event.id:
                    ended = Condition.model_validate({_WORDS[ending]: other.id})
                    when = ended if event.when is None else Condition(all=(ended, event.when))
                    return event.model_copy(update={"after": other.id, "when": when})
    return event

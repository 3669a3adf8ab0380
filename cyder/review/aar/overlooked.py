"""The lines a team could have seen: for what it never reported, or reported late, the earliest line that showed it."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.model.base import LocalText
from cyder.model.evidence import Entity
from cyder.model.review import Overlooked
from cyder.model.score import ScoreLine
from cyder.review.aar.story import Sighted, Story
from cyder.review.aar.timings import named, spelt
from cyder.scoring.lines import lasting, say


def overlooked(story: Story) -> tuple[Overlooked, ...]:
    """Return each line once, earliest first, with everything it would have told."""
    never: dict[Sighted, dict[LocalText, None]] = {}
    for line in story.side.card.lines:
        for missed in line.missed:
            found = _shown_by(story, line, missed)
            if found:
                told = say(f"{line.title.en}: {missed.en}", f"{line.title.ja}: {missed.ja}")
                never.setdefault(found, {})[told] = None
    late: dict[Sighted, dict[LocalText, float]] = {}
    for found, told, seconds in _late(story):
        if found not in never:
            late.setdefault(found, {})[told] = seconds
    made = [_entry(story, found, tuple(told), None) for found, told in never.items()]
    made += [_entry(story, found, tuple(told), max(told.values())) for found, told in late.items()]
    return tuple(sorted(made, key=lambda one: one.at))


def _entry(story: Story, found: Sighted, tells: tuple[LocalText, ...], late: float | None) -> Overlooked:
    return Overlooked(
        event=found.deed.event,
        at=found.at,
        clock=story.clock(found.at),
        quote=found.quote,
        command=found.command,
        tells=tells,
        late=late,
    )


def _shown_by(story: Story, line: ScoreLine, missed: LocalText) -> Sighted | None:
    """Return the earliest visible line for something missed.

    First choice is a line in which a value named in `missed` stands, then one of an event that `missed` tells of, then
    one that proves the score line.
    """
    graded = [one for one in story.sighted if one.deed.outcome.scored]
    about = [one for one in graded if _is_about(one, missed.en)]
    telling = [one for one in about if any(_is_named(entity, missed.en) and one.shows(entity) for entity in _of(one))]
    proving = [one for one in graded if one.quote in line.evidence]
    return next(iter([*telling, *about, *proving]), None)


def _is_about(one: Sighted, text: str) -> bool:
    moments = one.deed.outcome.truth.timeline
    return any(_is_named(entity, text) for entity in _of(one)) or any(
        true.at.isoformat() in text and true.kind in text for true in moments
    )


def _is_named(entity: Entity, text: str) -> bool:
    return text == entity.name or any(spelling.value in text for spelling in entity.spellings)


def _of(one: Sighted) -> tuple[Entity, ...]:
    truth = one.deed.outcome.truth
    return (*truth.indicators, *truth.accounts)


def _late(story: Story) -> Iterator[tuple[Sighted, LocalText, float]]:
    """Yield what was named later after its first line than a good team takes, with the seconds that took."""
    patience = story.side.scenario.scoring.detect.target
    told = [(entry, named(body.report)) for entry, body in story.filed]
    seen: set[Entity] = set()
    for one in story.sighted:
        for entity in _of(one) if one.deed.outcome.scored else ():
            if entity in seen or not one.shows(entity):
                continue
            seen.add(entity)
            first = next((entry for entry, values in told if values & spelt(entity.spellings)), None)
            began = max(0.0, story.clock(one.at) or 0.0)
            took = (story.clock(first.at) or 0.0) - began if first else 0.0
            if took > patience:
                value, long = entity.spellings[0].value, lasting(took)
                yield one, say(f"{value}: reported after {long.en}", f"{value}: {long.ja}後に報告"), took

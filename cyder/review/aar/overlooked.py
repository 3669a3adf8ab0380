"""The lines a team could have seen: for what it never reported, or reported late, the earliest line that showed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cyder.model.base import LocalText
from cyder.model.evidence import Entity
from cyder.model.report import Report
from cyder.model.review import Overlooked
from cyder.model.score import ScoreLine
from cyder.review.aar.story import Sighted, Story, stands_in
from cyder.review.aar.timings import named, spelt
from cyder.scoring.lines import lasting, say
from cyder.scoring.normalise import Normal


def overlooked(story: Story) -> tuple[Overlooked, ...]:
    """Return each line once, earliest first, with everything it would have told: what was never reported first."""
    told: dict[Sighted, dict[LocalText, float | None]] = {}
    for line in story.side.card.lines:
        for found, tells in _never(story, line):
            told.setdefault(found, {})[tells] = None
    for found, tells, seconds in _late(story):
        told.setdefault(found, {})[tells] = seconds
    return tuple(sorted((_entry(story, found, tells) for found, tells in told.items()), key=lambda one: one.at))


def _entry(story: Story, found: Sighted, tells: Mapping[LocalText, float | None]) -> Overlooked:
    late = [seconds for seconds in tells.values() if seconds is not None]
    return Overlooked(
        event=found.deed.event,
        at=found.at,
        clock=story.clock(found.at),
        quote=found.quote,
        command=found.command,
        tells=tuple(tells),
        late=max(late) if len(late) == len(tells) else None,
    )


def _never(story: Story, line: ScoreLine) -> Iterator[tuple[Sighted, LocalText]]:
    """Yield for what a score line says was missed the earliest visible line that shows it, and what that tells.

    First choice is a line in which the value stands, then one of the event that made it true, then one that proves the
    score line. Of several things by one name each is told once.
    """
    graded = [one for one in story.sighted if one.deed.outcome.scored]
    reported = named(story.record.report or Report())
    proving = [one for one in graded if one.quote in line.evidence]
    told: set[Entity] = set()
    for missed in line.missed:
        meant = [
            (one, entity)
            for one in graded
            for entity in _of(one)
            if entity not in told and _is_meant(entity, missed.en, reported)
        ]
        showing = [(one, entity) for one, entity in meant if one.shows(entity)]
        if meant:
            found, entity = [*showing, *meant][0]
            told.add(entity)
            yield found, _tells(line, missed, entity.spellings[0].value)
        else:
            then = [one for one in graded if _is_then(one, missed.en)]
            yield from ((one, _tells(line, missed)) for one in [*then, *proving][:1])


def _tells(line: ScoreLine, missed: LocalText, value: str = "") -> LocalText:
    more = "" if not value or stands_in(value, missed.en) else f" ({value})"
    return say(f"{line.title.en}: {missed.en}{more}", f"{line.title.ja}: {missed.ja}{more}")


def _is_meant(entity: Entity, text: str, known: frozenset[Normal]) -> bool:
    """Return whether a text tells of an entity; by its name alone only if none of its values was reported."""
    if text == entity.name:
        return not spelt(entity.spellings) & known
    return any(stands_in(spelling.value, text) for spelling in entity.spellings)


def _is_then(one: Sighted, text: str) -> bool:
    moments = one.deed.outcome.truth.timeline
    return any(true.at.isoformat() in text and true.kind in text for true in moments)


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

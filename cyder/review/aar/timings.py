"""How soon a team noticed, told and contained, and how each objective went round by round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from cyder.model.base import LocalText
from cyder.model.evidence import Spelling
from cyder.model.judging import Speed
from cyder.model.ledger import Entry
from cyder.model.report import Report
from cyder.model.review import Course, RoundSeen, RoundState, Timing, TimingKind
from cyder.model.scenario import Objective, is_private
from cyder.review.aar.story import Story
from cyder.scoring.containment import course, words
from cyder.scoring.lines import say
from cyder.scoring.normalise import Normal, normalise
from cyder.scoring.record import Played, Round
from cyder.scoring.speed import detected


def timings(story: Story) -> tuple[Timing, ...]:
    """Return the times to detect and to report, from the first visible line on, and those to contain."""
    return (*_told(story), *_contained(story))


def _told(story: Story) -> Iterator[Timing]:
    first = story.first_visible
    if first is None:
        return
    scenario, weights = story.side.scenario, story.side.scenario.scoring
    right = detected(story.record, scenario)
    noticed = next((entry for entry, body in story.filed if right and body.version == right.number), None)
    reported = story.filed[0][0] if story.filed else None
    known, told = say("Detected", "検知"), say("First version filed", "最初の報告")
    yield _since(story, "detect", known, weights.detect, began=first.at, entry=noticed)
    yield _since(story, "report", told, weights.tell, began=first.at, entry=reported)


def _since(
    story: Story, kind: TimingKind, title: LocalText, speed: Speed, *, began: datetime, entry: Entry | None
) -> Timing:
    at = entry.at if entry else None
    seconds = _between(story, began, at)
    return Timing(kind=kind, title=title, began=began, at=at, seconds=seconds, target=speed.target, limit=speed.limit)


def _between(story: Story, began: datetime, at: datetime | None) -> float | None:
    """Return exercise seconds between two moments; what was there before the exercise began was visible from 0 on."""
    begin, end = story.clock(began), story.clock(at) if at else None
    return None if begin is None or end is None else max(0.0, end - max(0.0, begin))


def spelt(spellings: Iterable[Spelling]) -> frozenset[Normal]:
    """Return the valid spellings in their one form."""
    found = (normalise(one.kind, one.value) for one in spellings)
    return frozenset(one for one in found if isinstance(one, Normal))


def named(report: Report) -> frozenset[Normal]:
    """Return what a report names, indicators and accounts, in one form; the organisation's own addresses left out."""
    told = [(one.kind, one.value) for one in report.indicators]
    claims = [*told, *(("account", one.account) for one in report.accounts)]
    found = (normalise(kind, value) for kind, value in claims)
    return frozenset(
        one for one in found if isinstance(one, Normal) and not (one.kind == "ip" and is_private(one.value))
    )


def _contained(story: Story) -> Iterator[Timing]:
    at = {entry.seq: entry.at for entry in story.entries}
    for name, objective in story.side.scenario.objectives.items():
        began = _began(story, name)
        rounds = _since_began(story, name, began) if began else []
        if objective.kind != "containment" or began is None or not rounds:
            continue
        went = course(rounds, began.clock, objective.target)
        held = next((one for one in went.rounds if one.clock - began.clock == went.until_held), None)
        yield Timing(
            kind="contain",
            title=say(f"Contained: {objective.title.en}", f"封じ込め: {objective.title.ja}"),
            began=at[began.seq],
            at=at[held.seq] if held else None,
            seconds=went.until_held,
            target=objective.target,
            limit=objective.limit,
        )


def _began(story: Story, name: str) -> Played | None:
    return next(
        (one for one in story.record.played if name in one.outcome.objectives and one.outcome.kind == "succeeded"),
        None,
    )


def _since_began(story: Story, name: str, began: Played) -> list[Round]:
    return [one for one in story.record.rounds(name) if one.seq > began.seq and one.clock >= began.clock]


def courses(story: Story) -> tuple[Course, ...]:
    """Return how each objective went that was looked at; rounds before its attack began are masked."""
    found = (_course(story, name, objective) for name, objective in story.side.scenario.objectives.items())
    return tuple(one for one in found if one.rounds)


def _course(story: Story, name: str, objective: Objective) -> Course:
    at = {entry.seq: entry.at for entry in story.entries}
    began = _began(story, name)
    judged = {one.seq for one in _since_began(story, name, began)} if began else set()
    return Course(
        objective=name,
        title=objective.title,
        target=began.clock + objective.target if began else None,
        rounds=tuple(
            RoundSeen(at=at[one.seq], clock=one.clock, state=_state(one, judged), said=words(one))
            for one in story.record.rounds(name)
            if one.seq in at
        ),
    )


def _state(one: Round, judged: set[int]) -> RoundState:
    if one.seq not in judged:
        return "masked"
    return "held" if one.held else "lost"

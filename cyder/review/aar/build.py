"""From the ledger and what is known beside it to the review of an exercise."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from cyder.model.ledger import Ended, Entry
from cyder.model.review import Review, Spread, TeamReview
from cyder.model.score import Bucket, Scorecard
from cyder.review.aar.advice import advice
from cyder.review.aar.lanes import points
from cyder.review.aar.overlooked import overlooked
from cyder.review.aar.sections import Chapters, sections
from cyder.review.aar.story import Side, Story, counting
from cyder.review.aar.timings import courses, timings
from cyder.review.aar.versions import versions
from cyder.review.deeds import Sort, run_of
from cyder.scoring.record import read

__all__ = ["Side", "review"]


def review(entries: Sequence[Entry], sides: Sequence[Side], *, exercise: str) -> Review | None:
    """Return the review of all teams, None before the exercise has begun; the same entries give the same review."""
    stories = [_story(entries, side, exercise) for side in sides]
    told = [story for story in stories if story is not None]
    if not told:
        return None
    scenario = told[0].side.scenario
    ended = next((one.at for one in entries if one.exercise == exercise and isinstance(one.body, Ended)), None)
    last = ended or max(one.at for one in entries)
    return Review(
        exercise=exercise,
        title=scenario.title,
        organisation=scenario.organisation.name,
        time_zone=scenario.organisation.time_zone,
        began=told[0].run.began,
        ended=ended,
        played=len(told),
        teams=tuple(_team(story, last) for story in told),
        spread=tuple(_spread([story.side.card for story in told])),
    )


def _story(entries: Sequence[Entry], side: Side, exercise: str) -> Story | None:
    run = run_of(entries, side.scenario, _NO_SORTS, exercise=exercise, team=side.team)
    if run is None:
        return None
    record = read(entries, exercise=exercise, team=side.team)
    return Story(side, counting(entries, exercise=exercise, team=side.team), record, run)


_NO_SORTS: Mapping[str, Sort] = {}
"""What actions are called stands in the clues."""


def _team(story: Story, last: datetime) -> TeamReview:
    card = story.side.card
    told = Chapters(versions(story), timings(story), overlooked(story), advice(story, last))
    return TeamReview(
        team=story.side.team,
        earned=card.earned,
        maximum=card.maximum,
        profile=card.profile,
        lines=card.lines,
        points=points(story),
        versions=tuple(told.versions),
        timings=tuple(told.timings),
        courses=courses(story),
        overlooked=tuple(told.overlooked),
        advice=tuple(told.advice),
        sections=sections(story, told),
    )


def _spread(cards: Sequence[Scorecard]) -> Iterator[Spread]:
    """Yield the spread of the total, then of each phase in which somebody could be graded; one team has none."""
    if len(cards) < 2:
        return
    yield _spread_of("total", [card.share for card in cards])
    phases: tuple[Bucket, ...] = ("detect", "respond", "recover", "report")
    for phase in phases:
        shares = [card.profile[phase] for card in cards if phase in card.profile]
        if shares:
            yield _spread_of(phase, shares)


def _spread_of(of: Bucket | Literal["total"], shares: Sequence[float]) -> Spread:
    return Spread(of=of, least=min(shares), median=statistics.median(shares), most=max(shares))

"""From the reviews of several exercises to a history: what was measured, and how it was the time before; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText
from cyder.model.history import Met, Participation, Soon, Timed
from cyder.model.review import Review, TeamReview, Timing, TimingKind
from cyder.model.score import PHASES, Bucket, ScoreLine, grade_of


@dataclass(frozen=True)
class Taken:
    """An exercise that was taken part in: its scenario's id, its review, the teams that the history is about."""

    scenario: str
    review: Review
    teams: tuple[TeamReview, ...]


def participations(taken: Iterable[Taken]) -> tuple[Participation, ...]:
    """Return them oldest first, each beside the last one in which the same was measured.

    Objectives are compared within one scenario only: in another one the same name may mean something else.
    """
    told: list[Participation] = []
    for one in sorted(taken, key=lambda each: (each.review.began, each.review.exercise)):
        alike = [each for each in told if each.scenario == one.scenario]
        profile = dict(_profile(one.teams))
        told.append(
            Participation(
                exercise=one.review.exercise,
                scenario=one.scenario,
                title=one.review.title,
                began=one.review.began.astimezone(ZoneInfo(one.review.time_zone)),
                teams=len(one.teams),
                profile=profile,
                before={phase: share for each in told for phase, share in each.profile.items() if phase in profile},
                objectives=tuple(_objectives(one.teams, alike)),
                times=tuple(_times(one.teams, told, alike)),
            )
        )
    return tuple(told)


def _profile(teams: Sequence[TeamReview]) -> Iterator[tuple[Bucket, float]]:
    for phase in PHASES:
        shares = [team.profile[phase] for team in teams if phase in team.profile]
        if shares:
            yield phase, fmean(shares)


def _objectives(teams: Sequence[TeamReview], alike: Sequence[Participation]) -> Iterator[Met]:
    before = {met.id: met.grade for each in alike for met in each.objectives}
    found: dict[str, list[ScoreLine]] = {}
    for line in (line for team in teams for line in team.lines if line.is_objective and line.maximum):
        found.setdefault(line.id, []).append(line)
    for id, lines in found.items():
        grade = grade_of(fmean(line.share for line in lines))
        yield Met(id=id, title=lines[0].title, grade=grade, before=before.get(id))


def _times(
    teams: Sequence[TeamReview], told: Sequence[Participation], alike: Sequence[Participation]
) -> Iterator[Timed]:
    found: dict[tuple[TimingKind, LocalText], list[Timing]] = {}
    for timing in (timing for team in teams for timing in team.timings):
        found.setdefault((timing.kind, timing.title), []).append(timing)
    for (kind, title), timings in found.items():
        earlier = alike if kind == "contain" else told
        before = {(timed.kind, timed.title): timed.now for each in earlier for timed in each.times}
        yield Timed(kind=kind, title=title, now=_soon(timings), before=before.get((kind, title)))


def _soon(timings: Sequence[Timing]) -> Soon:
    found = [timing.seconds for timing in timings if timing.seconds is not None]
    return Soon(seconds=fmean(found) if found else None, managed=len(found), teams=len(timings))

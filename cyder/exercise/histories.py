"""Use cases: how somebody, or an organisation, did from exercise to exercise."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cyder.errors import CyderError, NotFound, Refused
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.participants import participant
from cyder.exercise.reviewing import review_of
from cyder.model.base import LocalText
from cyder.model.history import History
from cyder.model.participants import Membership
from cyder.review.history import Taken, participations
from cyder.scoring.lines import say
from cyder.store import ExerciseRecord


def history_of_participant(desk: Desk, id: str) -> History:
    """Return how somebody's teams did, in all exercises that are over.

    Raises:
        NotFound: nobody has that id.
        Refused: they have not agreed to it.
    """
    known = participant(desk, id)
    if not known.consent:
        hint = f"ask them; if they say yes: cyder member consent {id} --yes"
        raise Refused(f"{id} has not agreed to a history of their own", hint=hint)
    return _history(desk, id, [place for place in desk.store.persons().memberships() if place.participant == id])


def history_of_organisation(desk: Desk, organisation: str) -> History:
    """Return how the teams did, on the mean, in which somebody of an organisation was.

    Raises:
        NotFound: nobody is from there.
    """
    persons = desk.store.persons()
    known = persons.all()
    members = {each.id for each in known if each.organisation == organisation}
    if not members:
        raise NotFound.named("organisation", organisation, {each.organisation for each in known})
    return _history(desk, organisation, [place for place in persons.memberships() if place.participant in members])


def _history(desk: Desk, of: str, places: Iterable[Membership]) -> History:
    teams: dict[int, set[str]] = {}
    for place in places:
        teams.setdefault(place.exercise, set()).add(place.team)
    found = [_taken(desk, desk.store.record(number), mine) for number, mine in teams.items()]
    return History(
        of=of,
        participations=participations(one for one in found if isinstance(one, Taken)),
        left_out=tuple(one for one in found if isinstance(one, LocalText)),
    )


def _taken(desk: Desk, record: ExerciseRecord, teams: Collection[str]) -> Taken | LocalText:
    """Return an exercise as these teams took it, or why it cannot be told."""
    name = record.name
    try:
        exercise = Exercise.of(desk, record)
    except CyderError:
        return say(
            f"{name}: its scenario cannot be read by this version any more",
            f"{name}: このバージョンではシナリオを読み込めません",
        )
    try:
        found = review_of(exercise, so_far=record.archived_at is not None)
    except Refused:
        return say(f"{name}: it has not begun, or is not over", f"{name}: 開始前、または実施中です")
    mine = tuple(team for team in found.teams if team.team in teams)
    if not mine:
        return say(f"{name}: the team has not begun", f"{name}: チームは開始していません")
    return Taken(exercise.scenario.scenario, found, mine)

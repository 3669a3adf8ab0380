"""A history tells each exercise beside the one before, and means over the teams of an organisation."""

from __future__ import annotations

from datetime import UTC, datetime

from cyder.model.base import LocalText
from cyder.model.history import Participation, Soon
from cyder.model.review import Review, TeamReview, Timing, TimingKind
from cyder.model.score import ScoreLine
from cyder.review.history import Taken, participations

TITLES = {"detect": "Detected", "report": "First report", "contain": "Contained: mail"}


def timing(kind: TimingKind, seconds: float | None) -> Timing:
    """Return how soon something came about."""
    text = LocalText(en=TITLES[kind], ja="x")
    return Timing(kind=kind, title=text, began=moment(1), at=None, seconds=seconds, target=60, limit=600)


def moment(day: int) -> datetime:
    """Return an evening, in UTC, of November."""
    return datetime(2026, 11, day, 20, tzinfo=UTC)


def team(share: float, *timings: Timing) -> TeamReview:
    """Return a team that earned a share of its one objective."""
    text = LocalText(en="x", ja="x")
    line = ScoreLine(id="containment:mail", bucket="respond", title=text, maximum=10, earned=10 * share, reason=text)
    lines = (line, line.model_copy(update={"id": "containment:never-began", "maximum": 0.0, "earned": 0.0}))
    nothing = {key: () for key in ("points", "versions", "courses", "overlooked", "advice", "sections")}
    return TeamReview.model_validate(
        {
            "team": "team1",
            "earned": line.earned,
            "maximum": 10,
            "profile": {"respond": share},
            "lines": lines,
            "timings": timings,
            **nothing,
        }
    )


def taken(day: int, *teams: TeamReview, scenario: str = "first-look") -> Taken:
    """Return an exercise that these teams took."""
    text = LocalText(en="x", ja="x")
    found = Review(
        exercise=f"on-{day}",
        title=text,
        organisation=text,
        time_zone="Asia/Tokyo",
        began=moment(day),
        ended=moment(day),
        played=len(teams),
        teams=teams,
        spread=(),
    )
    return Taken(scenario, found, teams)


def times(one: Participation) -> dict[str, tuple[Soon, Soon | None]]:
    """Return times now and before, by their titles."""
    return {each.title.en: (each.now, each.before) for each in one.times}


def test_each_exercise_stands_beside_the_one_before_oldest_first() -> None:
    last, this = team(0.5, timing("detect", 3120.0)), team(0.95, timing("detect", 1860.0))
    first, second = participations([taken(9, this), taken(2, last)])
    assert (first.exercise, first.profile, first.before) == ("on-2", {"respond": 0.5}, {})
    assert (second.exercise, second.profile, second.before) == ("on-9", {"respond": 0.95}, {"respond": 0.5})
    assert [(met.id, met.grade, met.before) for met in first.objectives] == [("containment:mail", "M", None)]
    assert [(met.grade, met.before) for met in second.objectives] == [("P", "M")]
    then, now = (Soon(seconds=each, managed=1, teams=1) for each in (3120.0, 1860.0))
    assert times(second) == {"Detected": (now, then)}


def test_a_time_that_was_not_reached_last_time_is_told_as_that() -> None:
    never, soon = team(0, timing("report", None)), team(0, timing("report", 30.0))
    _, second = participations([taken(1, never), taken(2, soon)])
    assert times(second)["First report"][1] == Soon(seconds=None, managed=0, teams=1)


def test_what_was_not_measured_last_time_is_compared_with_the_time_before_that() -> None:
    reached = team(0.4, timing("detect", 60.0))
    *_, third = participations([taken(1, reached), taken(2, team(0.4)), taken(3, reached)])
    assert times(third)["Detected"][1] == Soon(seconds=60.0, managed=1, teams=1)


def test_objectives_of_another_scenario_are_not_compared_but_detection_is() -> None:
    one = team(0.5, timing("detect", 60.0), timing("contain", 90.0))
    _, second = participations([taken(1, one), taken(2, one, scenario="town-hall")])
    assert [met.before for met in second.objectives] == [None]
    assert {title: before is None for title, (_, before) in times(second).items()} == {
        "Detected": False,
        "Contained: mail": True,
    }


def test_an_organisation_has_the_mean_over_its_teams() -> None:
    quick, slow, never = (
        team(share, timing("contain", after)) for share, after in ((1, 60.0), (0.8, 180.0), (0, None))
    )
    (one,) = participations([taken(1, quick, slow, never)])
    assert one.teams == 3
    assert round(one.profile["respond"], 6) == 0.6
    assert [met.grade for met in one.objectives] == ["S"]
    assert times(one)["Contained: mail"][0] == Soon(seconds=120.0, managed=2, teams=3)


def test_the_date_is_that_of_the_organisations_walls() -> None:
    (one,) = participations([taken(1, team(1))])
    assert f"{one.began:%m-%d}" == "11-02"

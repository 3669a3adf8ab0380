"""Bounds of a rehearsal, each told in words when it does not hold."""

from __future__ import annotations

from cyder.exercise.rehearsing import bounds_broken, shared_answers
from cyder.model.base import LocalText
from cyder.model.rehearsal import Trainee
from cyder.model.score import Scorecard, ScoreLine

TEXT = LocalText(en="Said.", ja="説明。")


def card(earned: float, *, contained: float = 0.0, uptime: float = 1.0) -> Scorecard:
    def line(name: str, points: float, maximum: float) -> ScoreLine:
        return ScoreLine(
            id=name,
            bucket="respond",
            title=TEXT,
            maximum=maximum,
            earned=points,
            reason=TEXT,
            inputs={"raw uptime": uptime} if name == "availability" else {},
        )

    lines = (line("indicators", earned, 100), line("containment:out", contained, 0), line("availability", 0, 0))
    return Scorecard(exercise="x", team="team1", lines=lines)


GOOD: dict[Trainee, Scorecard] = {
    "perfect": card(97),
    "idle": card(0),
    "panicking": card(1, uptime=0.1),
    "clumsy": card(50),
}


def test_where_every_bound_holds_nothing_is_said() -> None:
    assert bounds_broken(GOOD) == []


def test_each_bound_that_does_not_hold_is_told() -> None:
    assert "perfect has 94.0%" in bounds_broken({**GOOD, "perfect": card(94)})[0]
    assert "idle has 6.0%" in bounds_broken({**GOOD, "idle": card(6)})[0]
    assert "unplugging may earn none" in bounds_broken({**GOOD, "panicking": card(0, contained=3, uptime=0.1)})[0]
    assert "kept services up for 100%" in bounds_broken({**GOOD, "panicking": card(0)})[0]
    assert "not between" in bounds_broken({**GOOD, "clumsy": card(98)})[0]


def test_a_value_that_two_neighbouring_teams_have_is_named() -> None:
    teams = ({"who": "sato", "from": "a"}, {"who": "mori", "from": "b"}, {"who": "mori", "from": "a"})
    assert shared_answers(teams) == ["who"]

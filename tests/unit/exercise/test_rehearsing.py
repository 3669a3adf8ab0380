"""Bounds of a rehearsal, each told in words when it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.contracts.node import Result
from cyder.contracts.provider import LanRef
from cyder.exercise.desk import Desk
from cyder.exercise.library import scenario_file
from cyder.exercise.rehearsing import bounds_broken, points, rehearse, shared_answers
from cyder.lan.places import Places
from cyder.model.base import LocalText
from cyder.model.rehearsal import Trainee
from cyder.model.score import Scorecard, ScoreLine
from tests.townhall import TownHall, desk_in_memory

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


def test_points_name_the_lines_that_lack_some_the_greatest_loss_first() -> None:
    assert points(card(94.26, contained=-9)).lost == {"containment:out": 9, "indicators": 5.7}
    assert points(card(100)).lost == {}


def test_a_value_that_two_neighbouring_teams_have_is_named() -> None:
    teams = ({"who": "sato", "from": "a"}, {"who": "mori", "from": "b"}, {"who": "mori", "from": "a"})
    assert shared_answers(teams) == ["who"]


@pytest.fixture
def desk(places: Places) -> Desk:
    return desk_in_memory(places)


def test_three_play_first_look_and_every_bound_holds(desk: Desk) -> None:
    played = rehearse(desk, "first-look", ["perfect", "idle", "clumsy"], tier="tiny")
    assert played.broken == ()
    assert [find.name for find in played.answers] == ["when", "account", "source"]
    assert all(find.value in find.line for find in played.answers)
    assert played.unsolved == ()


def test_a_player_who_gets_stuck_is_named_with_the_command_and_the_others_play_on(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "stuck.yaml"
    text = scenario_file("first-look").read_text("utf-8").replace("run: [grep, auth_failed", "run: [grep, no-such-word")
    file.write_text(text, "utf-8")
    played = rehearse(desk, str(file), ["perfect", "idle", "clumsy"], tier="tiny")
    assert played.broken[0].startswith("perfect got stuck: team1/mail: grep no-such-word /var/log/mail.log")
    assert any("perfect has 0.0%" in reason for reason in played.broken)
    assert not any("clumsy got stuck" in reason for reason in played.broken)
    assert set(played.scores) == {"perfect", "idle", "clumsy"}
    assert played.unsolved


def test_who_does_not_see_it_at_once_looks_once_more(desk: Desk) -> None:
    town = desk.provider
    assert isinstance(town, TownHall)
    looks = 0

    def late(lan: LanRef, node: str, argv: tuple[str, ...]) -> Result:
        nonlocal looks
        looks += argv[:2] == ("grep", "auth_failed")
        return Result(0, "") if argv[:2] == ("grep", "auth_failed") and looks == 1 else town.answer(lan, node, argv)

    town.answers = late
    assert rehearse(desk, "first-look", ["perfect", "idle"], tier="tiny").broken == ()
    assert looks == 2


def test_who_answers_what_nobody_told_says_so_and_goes_on(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "skipped.yaml"
    text = scenario_file("first-look").read_text("utf-8")
    later = "  - {id: later, at: 14m, inject: phone, from: {en: x, ja: x}, text: {en: x, ja: x}, reply: 1m}\n"
    text = text.replace("timeline:\n", f"timeline:\n{later}")
    file.write_text(text.replace("  perfect:\n", '  perfect:\n    - {reply: {later: "We are on it."}}\n'), "utf-8")
    played = rehearse(desk, str(file), ["perfect", "idle"], tier="tiny")
    assert played.broken == ("perfect had nothing to answer: nobody told it 'later'",)


def test_lans_that_are_to_be_kept_stay_up(desk: Desk) -> None:
    played = rehearse(desk, "first-look", ["idle"], tier="tiny", keep=True)
    assert played.kept is not None
    assert desk.exercise(played.kept).teams == ("team1",)

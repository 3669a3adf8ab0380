"""A whole exercise in memory: from up to the scores, in milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cyder.contracts.node import Result
from cyder.contracts.provider import LanRef
from cyder.errors import NotFound, Refused
from cyder.exercise import conducting, lowering
from cyder.exercise.access import enter
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.players import ScriptedPlayer
from cyder.exercise.raising import plans, up
from cyder.exercise.reporting import scorecard, submit_report
from cyder.exercise.state import state_of
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.ledger import Cleaned, EventOutcome, EventStarted, Started, Swept
from cyder.model.report import Acknowledgement, Report
from cyder.replay.clock import JUMP
from cyder.replay.due import Player
from tests.townhall import TownHall, desk_in_memory


@pytest.fixture
def desk(places: Places) -> Desk:
    return desk_in_memory(places)


def raised(desk: Desk, *, teams: int = 2) -> Exercise:
    return up(desk, "first-look", teams=teams, name=None, seed=None, voice=Silence())


def played(desk: Desk, **who: str) -> Exercise:
    exercise = raised(desk)

    def player(team: str, name: str) -> Player:
        def submit(data: Mapping[str, Any]) -> Acknowledgement:
            return submit_report(exercise, team, Report.model_validate(data), author=team)

        return ScriptedPlayer.of(exercise, team, name, submit, Silence()).play

    conducting.conduct(exercise, speed=JUMP, voice=Silence(), players={t: player(t, n) for t, n in who.items()})
    return exercise


def outcomes(exercise: Exercise, team: str) -> dict[str, str]:
    entries = exercise.ledger.entries(team=team)
    return {e.body.outcome.event: e.body.outcome.kind for e in entries if isinstance(e.body, EventOutcome)}


def test_the_perfect_player_gets_nearly_everything_and_the_idle_one_nothing(desk: Desk) -> None:
    exercise = played(desk, team1="perfect", team2="idle")
    assert scorecard(exercise, "team1").share > 0.9
    assert scorecard(exercise, "team2").earned == 0
    assert scorecard(exercise, "team2").maximum > 0


def test_who_blocks_the_source_keeps_out_what_follows(desk: Desk) -> None:
    exercise = played(desk, team1="perfect", team2="idle")
    assert outcomes(exercise, "team1") == {"zone": "succeeded", "burst": "succeeded", "again": "blocked"}
    assert outcomes(exercise, "team2") == {"zone": "succeeded", "burst": "succeeded", "again": "succeeded"}


def test_everything_that_was_played_is_cleaned_up_and_verified(desk: Desk) -> None:
    entries = played(desk, team1="idle").ledger.entries(team="team1")
    cleaned = [entry.body for entry in entries if isinstance(entry.body, Cleaned)]
    assert [body.event for body in cleaned] == ["again", "burst", "zone"]
    assert all(body.verified for body in cleaned)
    assert [entry.body.left for entry in entries if isinstance(entry.body, Swept)] == [()]


def test_what_still_bears_the_teams_marker_is_told_with_its_place(desk: Desk) -> None:
    exercise, townhall = raised(desk, teams=1), desk.provider
    assert isinstance(townhall, TownHall)
    answer = townhall.answers

    def forgets(lan: LanRef, node: str, argv: tuple[str, ...]) -> Result:
        looks = node == "pc" and "LAB" in argv
        return Result(0, "/home/kato/.cache/left-behind\n") if looks else answer(lan, node, argv)

    townhall.answers = forgets
    conducting.conduct(exercise, speed=JUMP, voice=Silence())
    swept = [entry.body.left for entry in exercise.ledger.entries() if isinstance(entry.body, Swept)]
    assert swept == [("pc: /home/kato/.cache/left-behind",)]


def test_another_teams_report_earns_at_most_a_fifth(desk: Desk) -> None:
    exercise = raised(desk)

    def copied(data: Mapping[str, Any]) -> Acknowledgement:
        report = Report.model_validate(data)
        submit_report(exercise, "team2", report, author="team2")
        return submit_report(exercise, "team1", report, author="team1")

    player = ScriptedPlayer.of(exercise, "team1", "perfect", copied, Silence()).play
    conducting.conduct(exercise, speed=JUMP, voice=Silence(), players={"team1": player})
    assert scorecard(exercise, "team1").share > 0.9
    assert scorecard(exercise, "team2").share <= 0.2


def test_a_second_up_finds_nothing_to_do(desk: Desk) -> None:
    exercise = raised(desk)
    assert all(not plan.steps for plan in plans(exercise, exercise.teams).values())
    again = raised(desk)
    assert again.record.secret == exercise.record.secret


def test_more_teams_can_come_later_and_the_first_keep_their_values(desk: Desk) -> None:
    before = raised(desk, teams=1).resolved("team1").values
    exercise = raised(desk, teams=3)
    assert exercise.teams == ("team1", "team2", "team3")
    assert exercise.resolved("team1").values == before
    assert len({str(exercise.resolved(team).values) for team in exercise.teams}) == 3


def test_a_name_begun_with_another_scenario_is_refused_with_both_remedies(desk: Desk, places: Places) -> None:
    exercise = raised(desk)
    changed = places.state_dir / "changed.yaml"
    changed.write_text(exercise.record.scenario_text.replace('"duration": "', '"duration": "1', 1))
    with pytest.raises(Refused, match="another version") as refused:
        up(desk, str(changed), teams=None, name=None, seed=None, voice=Silence())
    assert "--name" in refused.value.hint
    assert "--archive" in refused.value.hint


def test_an_exercise_that_is_over_cannot_be_started_again(desk: Desk) -> None:
    exercise = played(desk)
    with pytest.raises(Refused, match="is over"):
        conducting.conduct(exercise, speed=JUMP, voice=Silence())


def test_an_exercise_whose_lan_is_down_cannot_be_started(desk: Desk) -> None:
    exercise = raised(desk)
    lowering.down(desk, None, everything=False, archive=False, voice=Silence())
    with pytest.raises(Refused, match="is not up") as refused:
        conducting.conduct(exercise, speed=JUMP, voice=Silence())
    assert "cyder up" in refused.value.hint


def test_a_report_before_the_start_and_after_the_end_is_refused(desk: Desk) -> None:
    exercise = raised(desk)
    with pytest.raises(Refused, match="has not begun"):
        submit_report(exercise, "team1", Report(), author="team1")
    conducting.conduct(exercise, speed=JUMP, voice=Silence())
    with pytest.raises(Refused, match="is over"):
        submit_report(exercise, "team1", Report(), author="team1")


def test_what_was_interrupted_is_played_again_only_if_that_is_safe(desk: Desk) -> None:
    exercise = raised(desk, teams=1)
    exercise.ledger.append(Started(speed=0), author="conductor", clock=-30)
    for event in ("zone", "burst"):
        exercise.ledger.append(EventStarted(event=event, planned=0), team="team1", author="conductor", clock=0)
    conducting.conduct(exercise, speed=JUMP, voice=Silence())
    assert outcomes(exercise, "team1")["zone"] == "succeeded", "a question that may be asked twice"
    assert outcomes(exercise, "team1")["burst"] == "infra-error", "a second burst would be a second attack"
    starts = [e.body.event for e in exercise.ledger.entries() if isinstance(e.body, EventStarted)]
    assert (starts.count("zone"), starts.count("burst")) == (2, 1)


def test_down_all_works_with_the_store_gone(desk: Desk, places: Places) -> None:
    exercise = raised(desk)
    provider = desk.provider
    desk.store.close()
    (places.state_dir / "cyder.db").unlink()
    fresh = Desk(places, clock=desk.clock, provider=lambda: provider)
    assert lowering.down(fresh, None, everything=True, archive=False, voice=Silence()) == [exercise.name]
    assert provider.lans() == []


def test_down_twice_and_with_nothing_up_is_fine(desk: Desk) -> None:
    raised(desk)
    for _ in range(2):
        lowering.down(desk, "first-look", everything=False, archive=False, voice=Silence())
    assert desk.provider.lans() == []
    assert state_of(desk.exercise("first-look").ledger.entries()) == "new"


def test_archiving_frees_the_name_for_a_new_secret(desk: Desk) -> None:
    first = raised(desk)
    lowering.down(desk, "first-look", everything=False, archive=True, voice=Silence())
    assert raised(desk).record.secret != first.record.secret


def test_a_trainee_enters_what_is_open_and_nothing_else(desk: Desk) -> None:
    raised(desk, teams=1)
    assert enter(desk, "mail", exercise=None, visitor="trainee").user == "root"
    assert enter(desk, "intruder", exercise=None, visitor="instructor").user == "root"
    with pytest.raises(Refused, match="not yours to enter") as refused:
        enter(desk, "intruder", exercise=None, visitor="trainee")
    assert "prober" not in refused.value.hint
    with pytest.raises(NotFound, match="did you mean 'mail'"):
        enter(desk, "mial", exercise=None, visitor="trainee")


def test_with_several_teams_the_team_must_be_named(desk: Desk) -> None:
    raised(desk)
    with pytest.raises(Refused, match="whose 'mail'"):
        enter(desk, "mail", exercise=None, visitor="trainee")
    assert enter(desk, "team2/mail", exercise=None, visitor="trainee").team == "team2"

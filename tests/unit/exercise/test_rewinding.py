"""A team is taken back to before an event, and what was asked about events still holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import NotFound, Refused
from cyder.exercise.conducting import conduct, conductor_of
from cyder.exercise.desk import Exercise
from cyder.exercise.inbox import inbox
from cyder.exercise.raising import up
from cyder.exercise.rewinding import rewind
from cyder.exercise.state import state_of
from cyder.exercise.steering import ask_about_event, events_of
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.base import LocalText
from cyder.model.ledger import EventOutcome, Injected, TeamBegan
from tests.townhall import desk_in_memory, first_look_with
from tests.unit.exercise.conftest import until

BY_HAND = "{id: extra, manual: true, do: recon.dns-axfr, from: intruder, to: dns, with: {zone: city.example}}"
LATE = "{id: late, at: 0s, when: {passed: 5m}, inject: news, from: {en: press, ja: 報道}, text: {en: Hm., ja: 速報}}"


def states(exercise: Exercise) -> dict[str, str]:
    return {each.event: each.state for each in events_of(exercise, "team1")}


def begun(exercise: Exercise) -> list[str]:
    """Return the attacker's events that team1 saw end, and how, in turn."""
    entries = exercise.ledger.entries(team="team1")
    return [f"{e.body.outcome.event} {e.body.outcome.kind}" for e in entries if isinstance(e.body, EventOutcome)]


def now_playing(exercise: Exercise, event: str) -> None:
    """Fire an event and wait until it has succeeded."""
    ask_about_event(exercise, "fire", event, team="team1")
    until(lambda: f"{event} succeeded" in begun(exercise))


def test_an_exercise_is_rewound_to_before_an_event_and_goes_on_from_there(conducted: Exercise) -> None:
    now_playing(conducted, "burst")
    now_playing(conducted, "again")
    assert rewind(conducted, "burst", team="team1", voice=Silence()) == ["team1"]
    assert conductor_of(conducted) is None
    assert states(conducted) == {"zone": "succeeded", "burst": "waiting", "call": "waiting", "again": "waiting"}
    conduct(conducted, speed=0, voice=Silence())
    assert begun(conducted)[-2:] == ["burst succeeded", "again succeeded"]


def test_what_was_held_skipped_delayed_and_edited_is_so_after_a_rewind(conducted: Exercise) -> None:
    text = LocalText(en="Please hurry.", ja="急いでください。")
    ask_about_event(conducted, "hold", "burst", team="team1")
    ask_about_event(conducted, "skip", "again", team="team1")
    ask_about_event(conducted, "delay", "call", team=None, seconds=300)
    ask_about_event(conducted, "edit", "call", team=None, text=text)
    rewind(conducted, "burst", team="team1", voice=Silence())
    assert state_of(conducted.ledger.entries()) != "ended", "an event that is held does not let it run to the end"
    assert states(conducted) == {"zone": "succeeded", "burst": "held", "call": "waiting", "again": "to be skipped"}
    ask_about_event(conducted, "release", "burst", team="team1")
    conduct(conducted, speed=0, voice=Silence())
    assert begun(conducted)[-2:] == ["burst succeeded", "again skipped"]
    assert [each.text for each in inbox(conducted, "team1")] == [text]
    told = [entry.clock for entry in conducted.ledger.entries(team="team1") if isinstance(entry.body, Injected)]
    assert told == [pytest.approx(360)]


def test_before_an_event_that_was_fired_by_hand_is_where_it_was_fired(places: Places, tmp_path: Path) -> None:
    scenario = str(first_look_with(tmp_path, BY_HAND))
    exercise = up(desk_in_memory(places), scenario, teams=1, name=None, seed=None, voice=Silence())

    def fires() -> None:
        ask_about_event(exercise, "fire", "extra", team=None)

    with pytest.raises(_EnoughError):
        conduct(exercise, speed=0, voice=_Until("again"), players={"team1": fires})
    assert states(exercise)["extra"] == "succeeded"
    rewind(exercise, "extra", team=None, voice=Silence())
    assert states(exercise) == {
        "zone": "succeeded",
        "burst": "succeeded",
        "call": "told",
        "extra": "waiting",
        "again": "waiting",
    }
    conduct(exercise, speed=0, voice=Silence())
    assert begun(exercise)[-2:] == ["again succeeded", "extra skipped"]


def test_what_has_not_begun_cannot_be_rewound(places: Places) -> None:
    exercise = up(desk_in_memory(places), "first-look", teams=1, name=None, seed=None, voice=Silence())
    with pytest.raises(Refused, match="has not begun"):
        rewind(exercise, "burst", team=None, voice=Silence())
    with pytest.raises(NotFound, match="did you mean 'burst'"):
        rewind(exercise, "brust", team=None, voice=Silence())


def test_an_event_that_was_skipped_can_be_played_after_a_rewind_to_it(places: Places) -> None:
    exercise = up(desk_in_memory(places), "first-look", teams=1, name=None, seed=None, voice=Silence())
    ask_about_event(exercise, "skip", "burst", team=None)
    with pytest.raises(_EnoughError):
        conduct(exercise, speed=0, voice=_Until("again"))
    assert states(exercise)["burst"] == "skipped"
    rewind(exercise, "burst", team=None, voice=Silence())
    assert states(exercise)["burst"] == "to be skipped"
    ask_about_event(exercise, "release", "burst", team=None)
    conduct(exercise, speed=0, voice=Silence())
    assert begun(exercise)[-2:] == ["burst succeeded", "again succeeded"]


class _EnoughError(Exception):
    """What a voice raises that has heard enough: a conductor dies of it as of a `kill`."""


class _Until(Silence):
    """A voice that cannot bear to hear of an event."""

    def __init__(self, event: str) -> None:
        self.event = event

    def line(self, text: str) -> None:
        if f" {self.event} " in text:
            raise _EnoughError


@pytest.mark.parametrize("offset", [495.435, 835.765])
def test_a_clock_that_jumps_comes_past_every_moment_whatever_a_teams_offset(
    places: Places, tmp_path: Path, offset: float
) -> None:
    assert (300 + offset) - offset < 300, "five minutes by that team's clock are a hair too early"
    scenario = str(first_look_with(tmp_path, LATE))
    exercise = up(desk_in_memory(places), scenario, teams=1, name=None, seed=None, voice=Silence())
    exercise.ledger.append(TeamBegan(offset=offset), team="team1", author="conductor", clock=-30)
    conduct(exercise, speed=0, voice=Silence())
    assert states(exercise)["late"] == "told"

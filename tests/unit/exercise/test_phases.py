"""Acts of the story: what belongs to one counts from its beginning, and does not happen if it never begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import BadInput
from cyder.exercise.conducting import conduct, conductor_of
from cyder.exercise.desk import Exercise
from cyder.exercise.raising import up
from cyder.exercise.rewinding import rewind
from cyder.exercise.steering import ask_about_event, events_of
from cyder.exercise.voice import Silence
from cyder.lan.places import Places
from cyder.model.ledger import EventOutcome, Injected, PhaseBegan, PhaseDropped
from tests.townhall import desk_in_memory, first_look_with

PHASES = """\
phases:
  knock: {title: {en: At the door, ja: 侵入}, at: 1m}
  spread: {title: {en: Further in, ja: 拡大}, when: {succeeded: first}}
  press: {title: {en: In the news, ja: 報道}, manual: true}
"""
SAYS = "inject: news, from: {en: press, ja: 報道}, text: {en: News., ja: 速報}"
ATTACK = "do: recon.dns-axfr, from: intruder, to: dns, with: {zone: city.example}"
EVENTS = (
    f"{{id: first, phase: knock, at: 2m, {ATTACK}}}",
    f"{{id: second, phase: spread, at: 30s, {ATTACK}}}",
    f"{{id: late, phase: spread, at: 1m, when: {{begun: spread, for: 2m}}, {SAYS}}}",
    f"{{id: article, phase: press, at: 10s, {SAYS}}}",
)


@pytest.fixture
def exercise(places: Places, tmp_path: Path) -> Exercise:
    scenario = str(first_look_with(tmp_path, *EVENTS, fields=PHASES))
    return up(desk_in_memory(places), scenario, teams=1, name=None, seed=None, voice=Silence())


def clocks(exercise: Exercise) -> dict[str, float | None]:
    """Return when each phase began and each event ended, of those that did."""
    found: dict[str, float | None] = {}
    for entry in exercise.ledger.entries(team="team1"):
        match entry.body:
            case PhaseBegan(phase=name) | Injected(event=name):
                found[name] = entry.clock
            case EventOutcome(outcome=outcome) if outcome.kind != "skipped":
                found[outcome.event] = entry.clock
            case _:
                pass
    return found


def states(exercise: Exercise) -> dict[str, str]:
    return {each.event: each.state for each in events_of(exercise, "team1")}


def test_events_of_a_phase_count_from_its_beginning(exercise: Exercise) -> None:
    conduct(exercise, speed=0, voice=Silence())
    seen = clocks(exercise)
    assert seen["knock"] == 60
    assert seen["first"] == 60 + 120
    assert seen["spread"] == seen["first"], "as soon as its condition is so"
    assert seen["second"] == 180 + 30
    assert seen["late"] == pytest.approx(180 + 120)


def test_a_phase_that_nobody_begins_is_dropped_with_its_events(exercise: Exercise) -> None:
    conduct(exercise, speed=0, voice=Silence())
    dropped = [e.body.phase for e in exercise.ledger.entries() if isinstance(e.body, PhaseDropped)]
    assert dropped == ["press"]
    assert states(exercise)["article"] == "skipped"
    assert "article" not in clocks(exercise)


def test_a_phase_is_fired_by_hand_and_skipped_with_what_belongs_to_it(exercise: Exercise) -> None:
    ask_about_event(exercise, "skip", "spread", team=None)

    def fires() -> None:
        ask_about_event(exercise, "fire", "press", team="team1")

    conduct(exercise, speed=0, voice=Silence(), players={"team1": fires})
    seen = clocks(exercise)
    assert seen["press"] is not None
    assert seen["article"] == seen["press"] + 10
    assert "second" not in seen
    assert states(exercise)["second"] == "skipped"


def test_the_list_shows_phases_with_their_titles_and_a_phase_has_no_text_and_no_score(exercise: Exercise) -> None:
    kinds = {each.event: each.kind for each in events_of(exercise, "team1")}
    assert kinds["spread"] == "phase: Further in"
    with pytest.raises(BadInput, match="is a phase: it has no score"):
        ask_about_event(exercise, "void", "spread", team=None, reason="x")


def test_a_team_is_taken_back_to_before_a_phase(exercise: Exercise) -> None:
    class Enough(Exception):
        """Raised by a voice that has heard enough."""

    class Impatient(Silence):
        def line(self, text: str) -> None:
            if "second" in text:
                raise Enough

    with pytest.raises(Enough):
        conduct(exercise, speed=0, voice=Impatient())
    rewind(exercise, "spread", team=None, voice=Silence())
    assert conductor_of(exercise) is None
    stands = states(exercise)
    assert (stands["knock"], stands["first"], stands["spread"]) == ("begun", "succeeded", "waiting")
    conduct(exercise, speed=0, voice=Silence())
    assert "second" in clocks(exercise)


def test_a_phase_before_zero_is_pre_roll(places: Places, tmp_path: Path) -> None:
    fields = "phases: {before: {title: {en: Before, ja: 前日}, at: -10m}}"
    scenario = first_look_with(tmp_path, f"{{id: early, phase: before, at: 1m, {ATTACK}}}", fields=fields)
    exercise = up(desk_in_memory(places), str(scenario), teams=1, name=None, seed=None, voice=Silence())
    conduct(exercise, speed=0, voice=Silence())
    assert clocks(exercise)["before"] == -600
    assert clocks(exercise)["early"] == -540

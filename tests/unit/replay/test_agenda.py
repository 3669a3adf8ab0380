"""What is begun, what is dropped, and when to look again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cyder.model.base import LocalText
from cyder.model.evidence import Finding, Outcome
from cyder.model.ledger import (
    Body,
    EventOutcome,
    Filed,
    InjectDropped,
    Injected,
    Probed,
    Replied,
    Requested,
    RequestKind,
    Rewound,
)
from cyder.model.report import Report
from cyder.model.seed import Seed
from cyder.model.timeline import ActionEvent, Cue
from cyder.planning.events import unrolled
from cyder.replay.progress import Progress, progress
from cyder.replay.timeline import agenda, jitters, moment_of
from tests.unit.replay.test_timeline import ended, entry


def event(id: str, **more: Any) -> ActionEvent:
    return ActionEvent.model_validate({"id": id, "do": "x.y", "from": "a", "to": "b"} | more)


def asked(request: RequestKind, event: str, **more: Any) -> Requested:
    return Requested(request=request, event=event, **more)


def seen(*bodies: Body) -> Progress:
    return progress([entry(body, clock=10, seq=number) for number, body in enumerate(bodies, start=1)], "team1")


def begins(events: Sequence[Cue], found: Progress, now: float = 60.0) -> list[tuple[float, str]]:
    return [(moment, one.id) for moment, one in agenda(events, found, {}, now).begin]


def test_an_event_waits_until_its_condition_is_so_even_if_that_was_before_its_moment() -> None:
    waits = event("dump", at="20s", when={"reported": "first"})
    assert begins([waits], seen()) == []
    assert begins([waits], seen(Filed(version=1, report=Report()))) == [(20.0, "dump")]


def test_a_condition_is_asked_when_the_turn_has_come_and_not_before() -> None:
    waits = event("dump", at="20s", when={"reported": "first"})
    early = agenda([waits], seen(Filed(version=1, report=Report())), {}, 10)
    assert (early.begin, early.look) == ([], [20.0])


def test_what_can_no_longer_come_about_is_dropped_at_once() -> None:
    lost = event("dump", at="1h", when={"blocked": "lure"})
    outcome = EventOutcome(outcome=Outcome(event="lure", action="x.y", kind="succeeded", reason=""))
    (dropped,) = agenda([lost], seen(outcome), {}, 60).drop
    assert "can no longer come about" in dropped.reason
    assert not dropped.prevented


def test_an_event_that_has_waited_too_long_expires_and_before_it_is_looked_at_again() -> None:
    waits = event("dump", at="20s", when={"reported": "final"}, expires="1m")
    assert agenda([waits], seen(), {}, 60).look == [80.0]
    assert "expired" in agenda([waits], seen(), {}, 80).drop[0].reason


def test_what_the_team_has_contained_is_prevented() -> None:
    ruled_out = event("second", at="20s", unless={"contained": "cut-off"})
    held = Finding(objective="cut-off", event="first", held=True, way="block", denied="", allowed="")
    (dropped,) = agenda([ruled_out], seen(Probed(finding=held)), {}, 60).drop
    assert dropped.prevented
    lost = held.model_copy(update={"held": False})
    assert begins([ruled_out], seen(Probed(finding=held), Probed(finding=lost))) == [(20.0, "second")]


def test_an_objective_of_two_events_is_contained_once_both_are() -> None:
    def found(event: str, *, held: bool) -> Probed:
        return Probed(finding=Finding(objective="goal", event=event, held=held, way=None, denied="", allowed=""))

    assert "goal" not in seen(found("one", held=True), found("two", held=False)).facts.contained
    assert "goal" in seen(found("one", held=True), found("two", held=False), found("two", held=True)).facts.contained


def test_an_event_is_denied_while_its_newest_probes_are_refused_whatever_becomes_of_the_objective() -> None:
    def found(event: str, *, held: bool, closed: bool) -> Probed:
        finding = Finding(objective="goal", event=event, held=held, closed=closed, way=None, denied="", allowed="")
        return Probed(finding=finding)

    waits = event("answer", at="0s", when={"all": [{"denied": "one"}, {"not": {"contained": "goal"}}]})
    unplugged = found("one", held=False, closed=True)
    assert begins([waits], seen()) == []
    assert begins([waits], seen(unplugged)) == [(0.0, "answer")]
    assert begins([waits], seen(found("two", held=False, closed=True))) == [], "another event's probes"
    assert begins([waits], seen(unplugged, found("one", held=False, closed=False))) == []
    assert begins([waits], seen(found("one", held=True, closed=True))) == [], "contained as well"


def test_a_held_event_does_not_begin_until_it_is_released() -> None:
    one = event("dump", at="20s")
    assert begins([one], seen(asked("hold", "dump"))) == []
    assert begins([one], seen(asked("hold", "dump"), asked("release", "dump"))) == [(20.0, "dump")]


def test_a_fired_event_begins_now_whatever_it_waits_for() -> None:
    one = event("dump", manual="true")
    assert begins([one], seen()) == []
    assert begins([one], seen(asked("fire", "dump"))) == [(60.0, "dump")]


def test_a_skipped_event_is_dropped_when_its_turn_comes_unless_that_is_taken_back() -> None:
    one, by_hand = event("dump", at="20s"), event("dump", manual="true")
    early, due = (agenda([one], seen(asked("skip", "dump")), {}, now) for now in (0, 20))
    assert (early.begin, early.drop, early.look) == ([], [], [20.0])
    assert [dropped.reason for dropped in due.drop] == ["an instructor skipped it"]
    assert [dropped.event for dropped in agenda([by_hand], seen(asked("skip", "dump")), {}, 0).drop] == [by_hand]
    assert begins([one], seen(asked("skip", "dump"), asked("release", "dump"))) == [(20.0, "dump")]
    assert begins([one], seen(asked("skip", "dump"), asked("fire", "dump"))) == [(60.0, "dump")]


def test_the_follow_up_of_an_inject_that_was_skipped_is_dropped_with_it() -> None:
    again = event("call-again", after="call", delay="5s", unless={"replied": "call"})
    (dropped,) = agenda([again], seen(InjectDropped(event="call", reason="an instructor skipped it")), {}, 60).drop
    assert dropped.reason == "it follows up what nobody was told"
    assert not dropped.prevented
    words = LocalText(en="What now?", ja="どうしますか。")
    told = Injected(event="call", channel="phone", sender=words, text=words)
    assert begins([again], seen(told)) == [(15.0, "call-again")]
    assert begins([again], seen(told, Replied(event="call", text="…"))) == []


def test_a_delayed_event_comes_later() -> None:
    one = event("dump", at="20s")
    assert begins([one], seen(asked("delay", "dump", seconds=90.0))) == [(110.0, "dump")]


def test_an_edited_inject_says_the_new_text() -> None:
    text = LocalText(en="new", ja="新")
    assert seen(asked("edit", "call", text=text)).edited == {"call": text}


def test_a_window_moves_each_team_by_an_amount_of_its_own_within_it() -> None:
    events = [event("beat", at="20s", window="3m")]
    delays = {jitters(events, Seed(bytes([number])))["beat"] for number in range(50)}
    assert len(delays) > 30
    assert 0 <= min(delays) <= max(delays) <= 180
    assert moment_of(events[0], seen(), {"beat": 7.0}) == 27.0


def test_a_repeated_event_becomes_a_chain_of_its_own() -> None:
    chain = unrolled([event("beat", at="20s", repeat={"times": 3, "every": "1m"})])
    assert [(one.id, one.at, one.after, one.delay) for one in chain] == [
        ("beat", 20.0, None, 0.0),
        ("beat-2", None, "beat", 60.0),
        ("beat-3", None, "beat-2", 60.0),
    ]


def test_a_branch_follows_what_sets_it_off_only_if_that_ended_so() -> None:
    events = list(unrolled([event("dump", at="20s", on={"blocked": "other"}), event("other")]))
    assert events[1].after == "dump"
    succeeded = EventOutcome(outcome=Outcome(event="dump", action="x.y", kind="succeeded", reason=""))
    blocked = EventOutcome(outcome=Outcome(event="dump", action="x.y", kind="blocked", reason=""))
    assert [one.event.id for one in agenda(events, seen(succeeded), {}, 60).drop] == ["other"]
    assert begins(events, seen(blocked)) == [(10.0, "other")]


def test_what_stands_before_a_rewind_does_not_count() -> None:
    found = seen(ended("lure", 10).body, Rewound(event="lure"))
    assert found.ended == {}
    assert found.started == {}


def test_what_was_asked_about_events_still_holds_after_a_rewind_but_for_fire() -> None:
    text = LocalText(en="new", ja="新")
    found = seen(
        asked("hold", "a"),
        asked("skip", "b"),
        asked("delay", "c", seconds=90.0),
        asked("edit", "d", text=text),
        asked("fire", "e"),
        Rewound(event="a"),
        asked("delay", "c", seconds=10.0),
    )
    assert (found.held_back, found.skipped, found.fired) == ({"a"}, {"b"}, set())
    assert (found.delayed, found.edited) == ({"c": 100.0}, {"d": text})

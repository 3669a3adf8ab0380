"""What is read from the ledger, and what is left out."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest

from cyder.model.ledger import Entry, Requested, Rewound
from cyder.model.report import Report
from cyder.scoring.record import Record, read
from tests.unit.scoring.ledgers import EXERCISE, T0, TEAM, filed, ledger, outcome, probed, rounds, truth


def record(entries: list[Entry], team: str = TEAM) -> Record:
    return read(entries, exercise=EXERCISE, team=team)


def test_the_last_version_before_the_end_counts() -> None:
    entries = ledger((10, filed(Report(summary="one"))), (20, filed(Report(summary="two"), version=2)))
    late = entries[2].model_copy(update={"seq": 99, "body": filed(Report(summary="late"), version=3)})
    found = record([*entries, late]).report
    assert found is not None
    assert found.summary == "two"


def test_before_there_is_an_end_every_version_counts() -> None:
    entries = ledger((10, filed(Report(summary="one"))), (20, filed(Report(summary="two"), version=2)), over=False)
    found = record(entries).report
    assert found is not None
    assert found.summary == "two"


def test_a_rewind_leaves_out_what_was_before_it_but_a_void_event_stays_void() -> None:
    void = Requested(request="void", event="burst", reason="a power cut")
    again = (30.0, Rewound(event="burst")), (40.0, outcome(truth())), (41.0, outcome(truth(), event="again"))
    before = (10, outcome(truth())), (11, outcome(truth(), event="before")), (20, void)
    found = record(ledger(*before, *again, (50, probed(held=True))))
    assert [(each.outcome.event, each.clock) for each in found.played] == [("again", 41.0)]
    assert found.void == {"burst": "a power cut"}
    assert found.probed == ()


def test_why_nothing_is_left_names_every_end_and_every_void_event() -> None:
    ends = (10, outcome(kind="blocked", event="a")), (20, outcome(kind="skipped", event="b"))
    void = [(30, Requested(request="void", event=event, reason="a power cut")) for event in ("c", "d")]
    why = record(ledger(*ends, *void)).nothing_left()
    assert "(1 blocked, 1 skipped; c is void: a power cut; d is void: a power cut)" in why.en
    assert "(阻止 1件、省略 1件、cは無効: a power cut、dは無効: a power cut)" in why.ja


def test_what_happens_after_the_end_is_not_read() -> None:
    entries = ledger((10, outcome(truth())))
    late = [
        entries[1].model_copy(update={"seq": 90}),
        entries[1].model_copy(update={"seq": 91, "body": probed(held=True)}),
    ]
    found = record([*entries, *late])
    assert len(found.played) == 1
    assert found.probed == ()


def test_other_teams_and_other_exercises_are_not_read() -> None:
    theirs = [one.model_copy(update={"team": "team2"}) for one in ledger((10, outcome(truth())), (20, filed(Report())))]
    elsewhere = [one.model_copy(update={"exercise": "other"}) for one in ledger((10, outcome(truth())))]
    found = record([*theirs, *elsewhere])
    assert found == Record(played=(), probed=(), report=None, speed=1.0)


def test_entries_may_come_in_any_order() -> None:
    entries = ledger((10, outcome(truth())), (20, filed(Report())), *rounds("..##"))
    assert record(entries[::-1]) == record(entries)


@pytest.mark.parametrize(("speed", "measured"), [(1.0, 1.0), (30.0, 30.0), (0.5, 1.0)])
def test_the_speed_is_measured_and_never_below_one(speed: float, measured: float) -> None:
    assert record(ledger((600, probed(held=True)), speed=speed)).speed == pytest.approx(measured)


def test_the_speed_is_that_from_the_first_stamp_to_the_last_wherever_the_clock_begins() -> None:
    clocks = (-600.0, -540.0, 300.0)  # the pre-roll, a slow minute, and what lies behind a jump
    entries = [
        one.model_copy(update={"clock": clock, "at": T0 + timedelta(seconds=seconds)})
        for one, clock, seconds in zip(
            ledger((1, probed(held=True)), (2, probed(held=True)), over=False), clocks, (0, 60, 90), strict=True
        )
    ]
    assert record(entries).speed == pytest.approx(10.0)


def test_a_jumping_clock_is_measured_although_it_has_no_speed_of_its_own() -> None:
    entries = [
        one.model_copy(update={"at": one.at - timedelta(seconds=0.9 * (one.clock or 0.0))})
        for one in ledger((840, probed(held=True)))
    ]
    assert record(entries).speed == pytest.approx(10.0)


def test_a_clock_that_runs_while_no_time_passes_is_infinitely_fast() -> None:
    entries = [one.model_copy(update={"at": ledger()[0].at}) for one in ledger((600, probed(held=True)))]
    assert record(entries).speed == math.inf


def test_less_than_a_second_of_wall_time_is_enough_to_measure_by() -> None:
    entries = [
        one.model_copy(update={"at": T0 + timedelta(seconds=0.001 * (one.clock or 0.0))})
        for one in ledger((600, probed(held=True)))
    ]
    assert record(entries).speed == pytest.approx(1000.0)


@pytest.mark.parametrize("clock", [0.0, 1.0])
def test_where_neither_time_nor_clock_goes_on_the_speed_is_one(clock: float) -> None:
    entries = [one.model_copy(update={"at": T0, "clock": clock}) for one in ledger((600, probed(held=True)))]
    assert record(entries).speed == 1.0


def test_what_was_before_the_start_says_nothing_about_the_speed() -> None:
    entries = [one for one in ledger((600, probed(held=True)), speed=30.0) if one.body.kind != "started"]
    assert record(entries).speed == 1.0


def test_without_a_clock_the_speed_is_one() -> None:
    entries = [one.model_copy(update={"clock": None}) for one in ledger((600, outcome(truth())))]
    assert record(entries).speed == 1.0


def test_findings_of_two_events_at_two_times_are_two_rounds() -> None:
    entries = ledger((120, probed(held=True)), (121, probed(held=False, event="again")))
    assert [one.held for one in record(entries).rounds("cut-off")] == [True, False]


def test_findings_of_two_events_at_one_time_are_one_round() -> None:
    entries = ledger(
        (120, probed(held=True)),
        (120, probed(held=False, event="again")),
        (240, probed(held=True)),
        (240, probed(held=True, event="again")),
        (240, probed(held=True)),
        (240, probed(held=False, objective="another")),
    )
    assert [one.held for one in record(entries).rounds("cut-off")] == [False, True, True]
    assert [one.held for one in record(entries).rounds("another")] == [False]

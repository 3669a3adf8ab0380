"""What the ledger says of a run: each event under the right word, in order."""

from __future__ import annotations

from cyder.model.ledger import EventOutcome, Rewound
from cyder.review.deeds import run_of
from cyder.review.plain import plain
from tests.unit.review import runs
from tests.unit.scoring import ledgers


def test_every_event_is_told_under_its_own_word() -> None:
    run = runs.told()
    assert [(deed.event, deed.ending) for deed in run.deeds] == [
        ("burst", "happened"),
        ("follow", "happened"),
        ("again", "blocked"),
        ("prevented", "prevented"),
        ("broken", "broken"),
        ("skipped", "skipped"),
    ]
    assert run.void == {"annulled": "a drill line was missing"}
    assert run.unplayed == ("late",)


def test_before_the_start_there_is_no_run() -> None:
    assert run_of([], runs.scenario(), runs.SORTS, exercise="x", team="team1") is None


def test_what_was_played_before_a_rewind_is_left_out() -> None:
    written = ledgers.ledger(
        (6.0, runs.outcome("burst", "succeeded")),
        (7.0, Rewound(event="burst")),
        (9.0, runs.outcome("burst", "blocked")),
    )
    assert [deed.ending for deed in runs.told(written).deeds] == ["blocked"]


def test_another_teams_deeds_are_not_this_teams() -> None:
    written = [entry for entry in runs.entries(team="team2") if isinstance(entry.body, EventOutcome) or not entry.team]
    assert runs.told(written).deeds == ()


def test_plain_data_has_proof_and_truth_of_what_happened_only() -> None:
    events = {event["event"]: event for event in plain(runs.told())["events"]}
    assert events["burst"]["receipts"][0]["line"] == "a line"
    assert events["burst"]["truth"]["accounts"][0]["name"] == "attacked account"
    for name in ("again", "prevented", "broken", "skipped"):
        assert not {"receipts", "truth"} & events[name].keys()
        assert events[name]["reason"]


def test_an_events_settings_may_add_a_technique_to_its_actions_own() -> None:
    body = runs.outcome("burst", "succeeded")
    truth = body.outcome.truth.model_copy(update={"techniques": ("T1564.008",)})
    more = body.model_copy(update={"outcome": body.outcome.model_copy(update={"truth": truth})})
    deeds = runs.told(ledgers.ledger((6.0, more), (7.0, runs.outcome("again", "blocked")))).deeds
    assert [deed.sort.techniques for deed in deeds] == [("T1110.001", "T1564.008"), ("T1110.001",)]

"""The STIX 2.1 bundle: valid by others' judgement, the same bytes each time, true."""

from __future__ import annotations

import json
from typing import Any

import stix2
from stix2validator import ValidationOptions, validate_instance

from cyder.review import stix
from cyder.review.observables import observables, pattern
from tests.unit.review import runs
from tests.unit.scoring import ledgers

SHOULD_BE = "103,302"
"""Left out of the validator's advice: random ids (ours come from the run), and hashes of linked pages."""


def bundle(*happened: Any) -> list[dict[str, Any]]:
    run = runs.told(ledgers.ledger(*happened) if happened else None)
    made: list[dict[str, Any]] = stix.bundle(run)["objects"]
    return made


def of(kind: str, objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in objects if one["type"] == kind]


def test_the_validator_of_oasis_finds_nothing_wrong() -> None:
    for happened in ((), ((20.0, runs.outcome("again", "blocked")),)):
        run = runs.told(ledgers.ledger(*happened) if happened else None)
        found = validate_instance(
            json.loads(json.dumps(stix.bundle(run))), ValidationOptions(version="2.1", strict=True, disabled=SHOULD_BE)
        )
        assert found.is_valid, [str(error) for error in found.errors]


def test_the_library_of_oasis_reads_it_and_makes_the_same_ids_of_what_was_seen() -> None:
    for one in bundle():
        if not one["type"].startswith("attack-") or one["type"] == "attack-pattern":
            about_flow = one["type"] == "note"  # refers to an object of an extension
            read = stix2.parse(one, version="2.1", allow_custom=about_flow)
            assert read["id"] == one["id"]
    for one in observables([*runs.TRUTH.indicators, *runs.TRUTH.accounts]):
        without = {key: value for key, value in one.items() if key != "id"}
        assert stix2.parse(without, version="2.1")["id"] == one["id"]


def test_the_same_ledger_gives_the_same_bytes_and_every_id_once() -> None:
    assert json.dumps(stix.bundle(runs.told())) == json.dumps(stix.bundle(runs.told()))
    ids = [one["id"] for one in bundle()]
    assert len(ids) == len(set(ids))


def test_everything_that_is_referred_to_is_in_the_bundle() -> None:
    objects = bundle()
    known = {one["id"] for one in objects}
    for one in objects:
        named = [value for key, value in one.items() if key.endswith("_ref")]
        named += [each for key, value in one.items() if key.endswith("_refs") for each in value]
        assert set(named) <= known, one


def test_the_flow_leads_from_deed_to_deed_in_the_order_of_time() -> None:
    objects = bundle()
    (flow,) = of("attack-flow", objects)
    first, second = of("attack-action", objects)
    assert flow["start_refs"] == [first["id"]]
    assert first["effect_refs"] == [second["id"]]
    assert "effect_refs" not in second
    assert (first["execution_start"], first["execution_end"]) == (
        "2026-11-23T06:00:03.000Z",
        "2026-11-23T06:00:05.000Z",
    )
    assert (first["name"], first["technique_id"]) == ("Password guessing over IMAP", "T1110.001")


def test_what_did_not_happen_is_a_note_and_nothing_else() -> None:
    objects = bundle()
    assert [note["abstract"].partition(":")[0] for note in of("note", objects)] == [
        *("blocked", "prevented", "broken", "skipped", "void", "never reached")
    ]
    for kind in ("attack-action", "observed-data", "indicator", "relationship"):
        told = json.dumps(of(kind, objects))
        assert all(name not in told for name in ("again", "prevented", "broken", "skipped", "annulled", "late"))


def test_a_run_in_which_nothing_happened_has_no_flow_and_no_indicator() -> None:
    objects = bundle((20.0, runs.outcome("again", "blocked")))
    assert not [one for one in objects if one["type"] in {"attack-flow", "attack-action", "indicator", "ipv4-addr"}]
    assert of("note", objects)[0]["content"] == "it blocked"


def test_an_indicator_matches_every_spelling_and_says_what_it_indicates() -> None:
    objects = bundle()
    source = next(one for one in of("indicator", objects) if one["name"] == "source")
    assert source["pattern"] == "[ipv4-addr:value = '203.0.113.66'] OR [domain-name:value = 'cdn-stat.example']"
    assert source["valid_from"] == "2026-11-23T06:00:04.000Z"
    kinds = {one["relationship_type"] for one in of("relationship", objects) if one["source_ref"] == source["id"]}
    assert kinds == {"based-on", "indicates"}


def test_quotes_in_a_value_stay_within_the_pattern() -> None:
    assert pattern(runs.TRUTH.indicators[2]).startswith(
        r"[file:name = 'a\'b.txt' AND file:parent_directory_ref.path = "
    )


def test_a_subject_a_user_agent_and_a_key_have_a_pattern_but_no_object() -> None:
    mail, key = runs.TRUTH.indicators[4:]
    agent = "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'"
    assert pattern(mail) == rf"[email-message:subject = 'it\'s due'] OR [{agent} = 'curl/7.88.1']"
    digest = "66402c9468c58941dd19ffd650bf2b42f9226f83d3bd06ad515d0e5104a77020"
    assert pattern(key) == f"[artifact:hashes.'SHA-256' = '{digest}']"
    assert observables((mail, key)) == ()

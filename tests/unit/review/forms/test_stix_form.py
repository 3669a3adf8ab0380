"""A report as STIX: valid by others' judgement, and true to the report."""

from __future__ import annotations

import json
from typing import Any

import pytest
import stix2
from stix2validator import ValidationOptions, validate_instance

from cyder.review.forms.stix_form import as_stix
from tests.unit.review.forms.filed import INDICATORS, context, filed

SHOULD_BE = "103,302"
"""Left out of the validator's advice: random ids (ours come from the report), and hashes of linked pages."""


def bundle(data: dict[str, Any] | None = None, language: str = "en") -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(json.dumps(as_stix(filed(data), context(language))))["objects"]
    return made


def of(kind: str, objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in objects if one["type"] == kind]


@pytest.mark.parametrize("data", [None, {}, {"indicators": [{"kind": "ip", "value": "2001:db8::1"}]}])
def test_the_validator_and_the_library_of_oasis_find_nothing_wrong(data: dict[str, Any] | None) -> None:
    made = json.loads(json.dumps(as_stix(filed(data), context())))
    found = validate_instance(made, ValidationOptions(version="2.1", strict=True, disabled=SHOULD_BE))
    assert found.is_valid, [str(error) for error in found.errors]
    for one in made["objects"]:
        assert stix2.parse(one, version="2.1")["id"] == one["id"]


def test_everything_that_is_referred_to_is_in_the_bundle_once() -> None:
    objects = bundle()
    ids = [one["id"] for one in objects]
    assert len(ids) == len(set(ids))
    for one in objects:
        named = [value for key, value in one.items() if key.endswith("_ref")]
        named += [each for key, value in one.items() if key.endswith("_refs") for each in value]
        assert set(named) <= set(ids), one
    (report,) = of("report", objects)
    assert set(report["object_refs"]) == {one["id"] for one in objects} - {report["id"], objects[0]["id"]}


def test_an_indicator_has_a_pattern_a_confidence_and_a_sighting_at_the_organisation() -> None:
    objects = bundle()
    made = of("indicator", objects)
    assert len(made) == len(of("sighting", objects)) == len(INDICATORS)
    assert made[0]["pattern"] == "[ipv4-addr:value = '203.0.113.66']"
    assert [one["confidence"] for one in made[:2]] == [90, 50]
    (seen, *_) = of("sighting", objects)
    (town,) = (one for one in of("identity", objects) if one.get("identity_class") == "organization")
    assert (seen["sighting_of_ref"], seen["where_sighted_refs"]) == (made[0]["id"], [town["id"]])
    assert (seen["first_seen"], seen["last_seen"]) == ("2026-11-23T05:20:30.000Z", "2026-11-23T07:05:00.000Z")


def test_what_is_no_value_of_its_kind_is_told_in_a_note_and_is_no_indicator() -> None:
    objects = bundle({"indicators": [{"kind": "ip", "value": "somewhere"}]})
    assert of("indicator", objects) == []
    (note,) = of("note", objects)
    assert "`somewhere`" in note["content"]
    assert "Indicators" not in [one["abstract"] for one in of("note", bundle())]


def test_a_machine_that_was_not_affected_has_nothing_to_do_with_the_incident() -> None:
    objects = bundle()
    (incident,) = of("incident", objects)
    (well,) = (one for one in objects if one.get("labels") == ["role:not-affected"])
    related = {one["source_ref"] for one in of("relationship", objects) if one["target_ref"] == incident["id"]}
    assert well["id"] not in related
    assert len(related) == 2 + 2, "two machines and two actions"


def test_choices_are_labels_and_a_technique_we_do_not_know_has_its_id_for_a_name() -> None:
    objects = bundle()
    (incident,) = of("incident", objects)
    assert {"exercise", "rsit:fraud/phishing", "severity:high", "data-kind:mail"} <= set(incident["labels"])
    assert [one["name"] for one in of("attack-pattern", objects)] == [
        *("Spearphishing Attachment", "Web Protocols", "T1999")
    ]


def test_it_is_marked_amber_and_told_in_the_readers_language() -> None:
    objects = bundle(language="ja")
    assert objects[0]["definition"] == {"tlp": "amber"}
    assert objects[0] == json.loads(stix2.TLP_AMBER.serialize()) | {"spec_version": "2.1"}
    (report,) = of("report", objects)
    assert (report["lang"], report["object_marking_refs"]) == ("ja", [objects[0]["id"]])
    assert report["name"] == "【演習】はじめの一歩"

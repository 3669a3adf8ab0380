"""A MISP event: MISP's own library takes it, every attribute is of a type its category knows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pymisp import MISPEvent

from cyder.model.labels import LABELS
from cyder.review.forms.misp_form import as_misp
from tests.unit.review.forms.filed import WHOLE, context, filed


def event(data: dict[str, Any] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = as_misp(filed(data), context("en"))["Event"]
    return made


def attributes(data: dict[str, Any] | None = None) -> list[tuple[str, str, bool]]:
    return [(one["type"], one["value"], one["to_ids"]) for one in event(data)["Attribute"]]


@pytest.mark.parametrize("data", [None, {}])
def test_misps_own_library_takes_it_and_keeps_all_of_it(data: dict[str, Any] | None) -> None:
    made, read = event(data), MISPEvent(strict_validation=True)
    read.from_dict(**made)
    kept = json.loads(read.to_json())
    assert [one["value"] for one in kept.get("Attribute", [])] == [one["value"] for one in made["Attribute"]]
    assert [tag["name"] for tag in kept["Tag"]] == [tag["name"] for tag in made["Tag"]]
    assert kept["EventReport"][0]["content"].strip() == made["EventReport"][0]["content"].strip()
    assert (kept["uuid"], kept["published"], kept["distribution"]) == (made["uuid"], False, "0")


def test_every_kind_and_part_is_of_a_type_that_its_category_knows() -> None:
    known = MISPEvent().describe_types["category_type_mappings"]
    for kind in LABELS["indicator_kind"]:
        value = next(each["value"] for each in WHOLE["indicators"] if each["kind"] == kind)
        for role in (None, *LABELS["indicator_role"]):
            (one,) = event({"indicators": [{"kind": kind, "value": value, "role": role}]})["Attribute"]
            assert one["type"] in known[one["category"]], (kind, role)


def test_the_source_and_the_sender_are_where_it_came_from() -> None:
    ip, mail = {"kind": "ip", "value": "203.0.113.66"}, {"kind": "email", "value": "a@vend0r.example"}
    rows = [ip | {"role": "source"}, {"kind": "ip", "value": "203.0.113.67", "role": "c2"}, mail | {"role": "sender"}]
    assert [one[0] for one in attributes({"indicators": rows})] == ["ip-src", "ip-dst", "email-src"]


def test_only_what_is_confirmed_is_for_machines_to_look_for() -> None:
    rows = [
        {"kind": "ip", "value": f"203.0.113.{n}", "confidence": word} for n, word in enumerate(LABELS["confidence"])
    ]
    assert [one[2] for one in attributes({"indicators": rows})] == [True, False, False]


def test_what_is_no_value_of_its_kind_and_who_was_not_affected_is_no_attribute() -> None:
    data = {
        "indicators": [{"kind": "ip", "value": "somewhere"}],
        "assets": [{"host": "fs", "role": "not-affected"}],
    }
    assert attributes(data) == []
    assert "somewhere" in event(data)["EventReport"][0]["content"]


def test_a_value_stands_there_once() -> None:
    twice = {"kind": "account", "value": "tanaka"}
    data = {"indicators": [twice, twice], "accounts": [{"account": "tanaka"}]}
    assert attributes(data) == [("target-user", "tanaka", False)]


def test_a_technique_is_a_tag_under_its_present_name_if_we_know_it() -> None:
    tags = [tag["name"] for tag in event({"techniques": ["T1110.001", "T1656", "T1999"]})["Tag"]]
    assert [tag for tag in tags if "attack" in tag] == [
        'misp-galaxy:mitre-attack-pattern="Password Guessing - T1110.001"',
        'misp-galaxy:mitre-attack-pattern="Impersonation - T1684.001"',
    ]
    assert tags[0] == "tlp:amber"


def test_threat_and_analysis_follow_severity_and_status() -> None:
    assert [event({"classification": {"severity": word}})["threat_level_id"] for word in LABELS["severity"]] == [
        *("3", "2", "1", "1")
    ]
    assert [event({"status": word})["analysis"] for word in LABELS["status"]] == ["0", "1", "1", "2"]
    assert (event({})["threat_level_id"], event({})["analysis"]) == ("4", "0")

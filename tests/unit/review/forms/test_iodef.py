"""IODEF-JSON: of the shape that RFC 8727 asks for, and true to the report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import jsonschema
import pytest

from cyder.model.labels import LABELS
from cyder.review.forms import iodef_words as iodef
from cyder.review.forms.iodef_form import as_iodef
from tests.unit.review.forms.filed import INDICATORS, WHOLE, context, filed
from tests.unit.review.forms.iodef_schema import DOCUMENT

CHECKER = jsonschema.FormatChecker(formats=())


@CHECKER.checks("date-time")
def is_a_time_with_offset(text: object) -> bool:
    try:
        return datetime.fromisoformat(str(text)).tzinfo is not None
    except ValueError:
        return False


def incident(data: dict[str, Any] | None = None, language: str = "ja") -> dict[str, Any]:
    """Return the one incident of a document that the schema lets through."""
    made = as_iodef(filed(data), context(language))
    jsonschema.Draft7Validator(DOCUMENT, format_checker=CHECKER).validate(made)
    found: dict[str, Any] = made["Incident"][0]
    return found


def test_the_schema_is_one_and_refuses_what_the_rfc_does_not_know() -> None:
    jsonschema.Draft7Validator.check_schema(DOCUMENT)
    for name, wrong in (
        ("purpose", "fun"),
        ("Surprise", 1),
        ("GenerationTime", "2026-11-23T15:00:00"),
        ("Contact", []),
    ):
        made = as_iodef(filed(), context())
        made["Incident"][0][name] = wrong
        assert not jsonschema.Draft7Validator(DOCUMENT, format_checker=CHECKER).is_valid(made), name


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_full_and_a_blank_report_are_documents_of_rfc_8727(language: str) -> None:
    assert incident(language=language)["purpose"] == "reporting"
    assert "Assessment" not in incident({}, language)


@pytest.mark.parametrize(
    ("enum", "field"),
    [
        ("severity", "classification"),
        ("determination", "classification"),
        ("vector", "classification"),
        ("status", ""),
        ("involvement", "data_impact"),
    ],
)
def test_every_choice_makes_a_document(enum: str, field: str) -> None:
    name = {"involvement": "involved"}.get(enum, enum)
    for word in LABELS[enum]:
        assert incident({field: {name: word}} if field else {name: word})


def test_every_word_of_lists_has_its_place() -> None:
    for enum, table in (
        ("status", iodef.STATUS),
        ("severity", iodef.SEVERITY),
        ("determination", iodef.OCCURRENCE),
        ("detection", iodef.DISCOVERY),
        ("asset_role", iodef.PART),
        ("action_kind", iodef.ACTION),
    ):
        assert set(table) == set(LABELS[enum]), enum


@pytest.mark.parametrize("enum", ["asset_role", "action_kind", "data_kind"])
def test_every_part_action_and_kind_of_data_makes_a_document(enum: str) -> None:
    for word in LABELS[enum]:
        data: dict[str, Any] = {
            "asset_role": {"assets": [{"host": "203.0.113.5", "role": word}]},
            "action_kind": {"actions": [{"kind": word, "target": "mail"}]},
            "data_kind": {"data_impact": {"kinds": [word]}},
        }
        assert incident(data[enum])


def test_indicators_are_plain_values_in_the_class_of_their_kind() -> None:
    made = [each["Observable"] for each in incident()["Indicator"]]
    assert len(made) == len(INDICATORS)
    assert made[0] == {"Address": {"value": "203.0.113.66", "category": "ipv4-addr"}}
    assert made[1]["DomainData"]["Name"] == "cdn-stat.example"
    assert made[4]["FileData"]["File"][0]["HashData"]["Hash"][0]["DigestValue"] == "ab" * 32
    assert made[7] == {"AdditionalData": [{"name": "user-agent", "dtype": "string", "value": "curl/7.88.1"}]}


def test_what_is_no_value_of_its_kind_stays_as_it_was_written() -> None:
    (made,) = incident({"indicators": [{"kind": "ip", "value": "somewhere"}]})["Indicator"]
    assert made["Observable"] == {"AdditionalData": [{"name": "ip", "dtype": "string", "value": "somewhere"}]}


def test_a_machine_known_by_its_address_has_one() -> None:
    made = incident({"assets": [{"host": "10.66.0.51", "role": "pivot"}, {"host": "pc02", "role": "target"}]})
    first, second = (event["System"][0] for event in made["EventData"])
    assert first["Node"] == {"Address": [{"value": "10.66.0.51", "category": "ipv4-addr"}]}
    assert (first["category"], second["category"]) == ("intermediate", "target")
    assert second["Node"]["DomainData"][0]["Name"] == "pc02"


def test_an_action_without_a_time_is_entered_when_the_report_came() -> None:
    items = incident()["History"]["HistoryItem"]
    assert [item["DateTime"] for item in items] == [
        "2026-11-23T15:40:00+09:00",
        "2026-11-23T07:45:00+00:00",
        "2026-11-23T16:30:00+09:00",
    ]


def test_recovery_is_the_last_one_of_the_timeline() -> None:
    assert incident()["RecoveryTime"] == WHOLE["timeline"][2]["at"]
    assert "RecoveryTime" not in incident({"timeline": WHOLE["timeline"][:2]})

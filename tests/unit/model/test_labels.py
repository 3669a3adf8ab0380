"""Every word that a machine grades has a label in both languages."""

from __future__ import annotations

from typing import get_args

import pytest

from cyder.model import evidence, report, taxonomy
from cyder.model.labels import LABELS, label

ENUMS = {
    "stage": report.Stage,
    "status": report.Status,
    "outcome": evidence.OutcomeKind,
    "confidence": report.Confidence,
    "severity": report.Severity,
    "vector": report.Vector,
    "determination": report.Determination,
    "detection": report.Detection,
    "asset_role": report.AssetRole,
    "account_state": report.AccountState,
    "indicator_kind": evidence.IndicatorKind,
    "indicator_role": report.IndicatorRole,
    "timeline_kind": report.ReportedKind,
    "involvement": report.Involvement,
    "data_kind": report.DataKind,
    "action_kind": report.ActionKind,
    "root_cause": report.RootCause,
    "recipient": report.Recipient,
    "category": taxonomy.Category,
}


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_each_value_has_a_label_and_no_label_is_left_over(name: str) -> None:
    assert set(LABELS[name]) == set(get_args(ENUMS[name]))


def test_no_enum_is_forgotten() -> None:
    assert set(LABELS) == set(ENUMS)


def test_labels_of_one_enum_differ_in_both_languages() -> None:
    for values in LABELS.values():
        assert len({each.en for each in values.values()}) == len(values)
        assert len({each.ja for each in values.values()}) == len(values)


def test_what_is_no_enum_reads_as_itself() -> None:
    assert label("vector", "carrier-pigeon").ja == "carrier-pigeon"

"""Every sentence of a score, in both languages, as it was once read and kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from cyder.model.ledger import Entry
from cyder.model.report import Report
from cyder.model.scenario import Scenario
from cyder.scoring import advice
from tests.golden.scores.stories import HALF, STORIES, WRONG, report
from tests.unit.scoring.ledgers import card
from tests.unit.scoring.test_advice import GROUND

HERE = Path(__file__).parent


def compare(name: str, found: object) -> None:
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110)
    path = HERE / f"{name}.yaml"
    if os.environ.get("CYDER_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "regenerate with CYDER_GOLDEN=write, then read the diff"


@pytest.mark.parametrize(("name", "entries", "plan"), [(name, *story) for name, story in STORIES.items()])
def test_a_team_is_told_the_same_as_ever(name: str, entries: list[Entry], plan: Scenario) -> None:
    compare(name, card(entries, plan).model_dump(mode="json", exclude={"configuration"}))


def test_what_is_worth_another_look_is_told_the_same_as_ever() -> None:
    strange = {
        "stage": "final",
        "occurred": {"start": "2026-11-23T14:00:00+09:00", "end": "2026-11-24T15:00:00+09:00"},
        "timeline": [
            {"type": "login", "at": "2026-11-23T15:05:00+09:00", "until": "2026-11-23T15:04:00+09:00", "host": "nas"}
        ],
        "actions": [{"kind": "block-network", "target": "the intruder"}],
        "notifications": [{"to": "police", "at": "2026-11-24T15:00:00+09:00"}],
        "evidence": [{"claim": "indicators[3]", "source": "mail:/var/log/mail.log", "quote": "auth failed"}],
    }
    reports = {
        "blank": Report(),
        "interim": Report(stage="interim"),
        "final": Report(stage="final"),
        "strange": report(strange),
        "half-right": report(HALF),
        "wrong": report(WRONG),
    }
    compare("advice", {name: [one.model_dump() for one in advice(each, GROUND)] for name, each in reports.items()})

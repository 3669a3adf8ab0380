"""What every exercise that ships has beside its machines: what people read, are told, and are asked to write."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import cyder.scenario
from cyder.exercise.library import bases, opened, shipped
from cyder.model.composition import Variant

PLACES = {"town-hall"}
"""A LAN to look round in, with no story of its own."""

TEMPLATE = Path(cyder.scenario.__file__).with_name("new.yaml")

EXERCISES = sorted(shipped().keys() - PLACES)


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_has_a_story_something_to_read_before_and_a_guide_for_who_conducts_it(name: str) -> None:
    found = opened(name)
    assert found.story is not None
    assert found.pre_study is not None
    assert found.guide is not None
    assert all((found.guide.watch, found.guide.mistakes, found.guide.debrief))
    assert found.duties, "nobody has to be told, by law or by the organisation's rules"
    assert found.hints
    assert found.rubric


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_can_be_played_at_tier_tiny_with_few_machines(name: str) -> None:
    assert len(opened(name, Variant(tier="tiny")).lan.nodes) <= 14


@pytest.mark.parametrize("path", [*shipped().values(), *bases().glob("*.yaml"), TEMPLATE], ids=lambda path: path.stem)
def test_every_reader_of_yaml_reads_a_shipped_file(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))  # the one in Python is stricter than libyaml: {en: What?, ja: …}

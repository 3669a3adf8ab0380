"""What the parts of an exercise are worth where its scenario does not say."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from cyder.model.base import Noun
from cyder.model.judging import Level, Weights
from cyder.model.scenario import Scenario
from cyder.scenario.read import read_as


class Presets(Noun):
    """The weights of each level of a course."""

    A: Weights
    B: Weights
    C: Weights


@cache
def presets() -> Presets:
    """Return the presets as they stand in presets.yaml beside this module."""
    file = files("cyder.scenario") / "presets.yaml"
    return read_as(file.read_text("utf-8"), file.name, Presets)


def weighed(scenario: Scenario) -> Scenario:
    """Return the scenario with every weight filled in: as written, else as its preset says.

    Without `scoring` the preset of its level holds; with it, the one it names; where it names none, nothing more.
    """
    written = scenario.scoring
    level: Level | None = written.preset if "scoring" in scenario.model_fields_set else scenario.level
    if level is None:
        return scenario
    named = {field: getattr(written, field) for field in written.model_fields_set}
    weights = getattr(presets(), level).model_copy(update={**named, "preset": level})
    return scenario.model_copy(update={"scoring": weights})

"""A scenario is its base, the file over it, and over that the part of a level and of a tier."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyder.errors import BadInput
from cyder.exercise.library import bases, proofread
from cyder.model.composition import Variant
from cyder.scenario.document import Document
from cyder.scenario.layers import composed, variants
from cyder.scenario.read import parse

BASE = """\
organisation: {name: {en: City, ja: 市}, staff: 400}
lan:
  nodes:
    gw: {role: gateway, with: {publish: {mail: [25], web: [80]}, out: [mail, dns]}}
    dns: {role: dns}
    mail: {role: mail}
    web: {role: web}
timeline: [{id: one, at: 0s}, {id: two, at: 5m}]
tiers:
  tiny: {organisation: {staff: 40}}
"""
FILE = """\
scenario: small
extends: town
level: B
keep: [gw, dns, mail]
timeline: [{id: two, at: 9m}, {id: three, at: 10m}]
levels:
  C: {timeline: [{id: four, at: 12m}]}
  A: {leave_out: [timeline.three]}
tiers:
  tiny: {keep: [gw, mail]}
"""


def laid(tmp_path: Path, *, file: str = FILE, tier: str = "team", level: str | None = None) -> Document:
    (tmp_path / "bases").mkdir(exist_ok=True)
    (tmp_path / "bases" / "town.yaml").write_text(BASE)
    variant = Variant.model_validate({"tier": tier, "level": level})
    return composed(parse(file, str(tmp_path / "small.yaml")), variant, None)


def test_fields_join_and_events_join_by_their_ids(tmp_path: Path) -> None:
    found = laid(tmp_path)
    assert isinstance(found.data, dict)
    assert found.data["timeline"] == [
        {"id": "one", "at": "0s"},
        {"id": "two", "at": "9m"},
        {"id": "three", "at": "10m"},
    ]
    assert found.data["organisation"] == {"name": {"en": "City", "ja": "市"}, "staff": "400"}


def test_what_is_not_kept_is_gone_and_so_is_what_gateways_say_about_it(tmp_path: Path) -> None:
    data = laid(tmp_path, tier="tiny").data
    assert isinstance(data, dict)
    assert data["lan"] == {
        "nodes": {
            "gw": {"role": "gateway", "with": {"publish": {"mail": ["25"]}, "out": ["mail"]}},
            "mail": {"role": "mail"},
        }
    }
    assert data["tier"] == "tiny"


def test_a_tier_of_the_base_holds_for_the_file_too(tmp_path: Path) -> None:
    data = laid(tmp_path, tier="tiny").data
    assert isinstance(data, dict)
    assert data["organisation"] == {"name": {"en": "City", "ja": "市"}, "staff": "40"}


@pytest.mark.parametrize(
    ("level", "ids"), [("A", ["one", "two"]), ("B", ["one", "two", "three"]), ("C", ["one", "two", "three", "four"])]
)
def test_a_level_adds_and_leaves_out(tmp_path: Path, level: str, ids: list[str]) -> None:
    data = laid(tmp_path, level=level).data
    assert isinstance(data, dict)
    assert [event["id"] for event in data["timeline"] if isinstance(event, dict)] == ids
    assert data["level"] == level


def test_a_place_is_told_in_the_file_in_which_the_value_stands(tmp_path: Path) -> None:
    found = laid(tmp_path)
    assert found.problem(("organisation", "staff"), "x", hint="", rule="").file.endswith("bases/town.yaml")
    assert found.problem(("timeline", 1, "at"), "x", hint="", rule="").file.endswith("small.yaml")
    assert found.mark(("timeline", 0)) == (8, 12)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("extends: town", "extends: towm", "2:10: extends: there is no base 'towm'; did you mean 'town'?"),
        ("keep: [gw, dns, mail]", "keep: [gw, dsn]", "4:12: keep[1]: unknown node 'dsn'; did you mean 'dns'?"),
        ("timeline.three]", "timeline.tree]", "8:19: levels.A.leave_out[0]: there is nothing at 'timeline.tree'"),
        ("extends: town", "extends: small.yaml", "extends this file again"),
        ("  C: {", "  D: {", "'D' is not one of the choices"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FILE.replace(old, new)
    (tmp_path / "small.yaml").write_text(text)
    with pytest.raises(BadInput) as refused:
        laid(tmp_path, file=text, level="A")
    assert said in str(refused.value)


def test_a_tier_that_nobody_wrote_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no tier 'class' here"):
        laid(tmp_path, tier="class")


def test_every_variant_is_proofread(tmp_path: Path) -> None:
    laid(tmp_path)
    found = variants(parse(FILE, str(tmp_path / "small.yaml")), None)
    assert {(each.tier, each.level) for each in found} == {
        (tier, level) for tier in ("team", "tiny") for level in (None, "A", "C")
    }
    assert proofread("town-hall").scenario == "town-hall"
    assert (bases() / "saino.yaml").is_file()

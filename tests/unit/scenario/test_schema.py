"""The JSON Schema that editors use: valid itself, and of one mind with the loader about shapes."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cyder.contracts.registry import Catalogue
from cyder.scenario import json_schema


class EditorLoader(yaml.SafeLoader):
    """Reads scalars as editors do, who speak YAML 1.2: `on` and `no` are texts, `true` is not."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def errors(text: str, catalogue: Catalogue) -> list[str]:
    """Return what an editor would underline."""
    data: Any = yaml.load(text, EditorLoader)
    return [error.message for error in Draft202012Validator(json_schema(catalogue)).iter_errors(data)]


def test_the_schema_is_a_schema(either_catalogue: Catalogue) -> None:
    schema = json_schema(either_catalogue)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_first_look_fits_the_schema(first_look: str, either_catalogue: Catalogue) -> None:
    assert errors(first_look, either_catalogue) == []


def test_the_good_scenario_fits_the_schema(good: str, either_catalogue: Catalogue) -> None:
    assert errors(good, either_catalogue) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("duration: 15m", "duratoin: 15m"),
        ("role: client", "role: clint"),
        ("role: client", "role: prober"),
        ("do: recon.dns-axfr", "do: recon.dns-afxr"),
        ("with: {zone:", "with: {zoen:"),
        ("{publish: {mail", "{pubilsh: {mail"),
        ("{account: $victim}", "{account: $victim, tries: 5}"),
        ("inject: phone", "inject: fax"),
        ("    pc: {", "    PC: {"),
        ("users: [$victim]", "users: $victim"),
        ("points: 30", "points: -1"),
    ],
)
def test_what_the_loader_refuses_in_form_the_schema_refuses(
    right: str, wrong: str, good: str, either_catalogue: Catalogue
) -> None:
    assert right in good
    assert errors(good.replace(right, wrong), either_catalogue)


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("points: 30", "points: '30'"),
        ("{account: $victim}", "{account: 1234, tries: '2', succeed: true}"),
        ("[office], users", "[office], open: no, users"),
        ("kind: ip, value: $source", "kind: ip, value: 7"),
    ],
)
def test_the_schema_takes_values_as_they_are_written(
    plain: str, other: str, good: str, either_catalogue: Catalogue
) -> None:
    assert plain in good
    assert errors(good.replace(plain, other), either_catalogue) == []

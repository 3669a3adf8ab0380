"""The form and the report are of one piece: whatever the model knows can be filled in, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from cyder.model.form import FORM, Field, Section, place, section
from cyder.model.labels import LABELS
from cyder.model.report import Report


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def example(each: Section, language: str) -> Any:
    """Return a section filled in with its examples."""
    values = {field.name: filled(field, language) for field in each.fields}
    match each.shape:
        case "value":
            return values[""]
        case "values":
            return [values[""]]
        case "group":
            return values
        case "table":
            return [values]


def filled(field: Field, language: str) -> Any:
    value = yaml.load(field.example.in_language(language), yaml.BaseLoader)
    return [value] if field.kind == "choices" else value


def test_every_field_of_a_report_is_in_the_form_and_nothing_else() -> None:
    assert {each.name for each in FORM} == set(Report.model_fields)
    for each in FORM:
        found = next(models_in(Report.model_fields[each.name].annotation), None)
        assert {field.name for field in each.fields} == (set(found.model_fields) if found else {""}), each.name


def test_every_choice_has_its_labels() -> None:
    chosen = [field for each in FORM for field in each.fields if field.kind in {"choice", "choices"}]
    assert len(chosen) > 15
    assert all(field.example.en in LABELS[field.enum] for field in chosen)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_examples_make_a_report(language: str) -> None:
    data = {each.name: example(each, language) for each in FORM}
    assert Report.model_validate(data).indicators[0].value == "192.0.2.1"


def test_a_first_report_is_asked_for_less() -> None:
    brief = [field for each in FORM for field in each.asked("first")]
    whole = [field for each in FORM for field in each.asked("final")]
    assert 0 < len(brief) < len(whole) / 2 + 1
    assert not section("root_cause").brief


@pytest.mark.parametrize(
    ("path", "en", "ja"),
    [
        ("timeline[0].at", "Timeline 1 Time", "経過 1 日時"),
        ("summary", "Summary", "概要"),
        ("detected.how", "Detection How", "検知 検知の経緯"),
        ("techniques[2]", "Techniques 3", "攻撃手法(ATT&CK) 3"),
        ("nothing.here", "nothing.here", "nothing.here"),
    ],
)
def test_a_place_of_a_report_has_a_name_in_both_languages(path: str, en: str, ja: str) -> None:
    assert (place(path).en, place(path).ja) == (en, ja)

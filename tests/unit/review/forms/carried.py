"""Which field of a report arrives in which form: tried out by changing one field after the other."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Literal

from cyder.model.form import FORM, Field, Section
from cyder.model.labels import LABELS
from cyder.review.forms import FORMATS
from tests.unit.review.forms.filed import WHOLE, context, filed

Carried = Literal["data", "words", "no"]
"""In a place of its own, only in a text for people, or not at all."""
PROSE = {"description", "comment", "Description", "EventReport"}
"""Members of the three data formats that hold a text for people."""
TEXTS = {"time_zone": "Europe/London", "claim": "timeline[0]", "techniques": "T1110.001"}


def paths() -> Iterator[tuple[Section, Field]]:
    """Yield every field of a report, in the order of the form."""
    yield from ((section, field) for section in FORM for field in section.fields)


@functools.cache
def carried(section: str, name: str, form: str) -> Carried:
    """Return how a form carries a field: a change of it is seen there, in words for people, or nowhere."""
    before, after = changed(section, name)
    if form in {"markdown", "html"}:
        return "words" if export(before, form) != export(after, form) else "no"
    if without_prose(export(before, form)) != without_prose(export(after, form)):
        return "data"
    return "words" if export(before, form) != export(after, form) else "no"


def export(data: dict[str, Any], form: str) -> Any:
    """Return a report in a form, as text or as what JSON holds."""
    return FORMATS[form].write(filed(data), context("en"))


def without_prose(part: Any) -> Any:
    """Return a document without what only people read: notes, descriptions, comments, event reports."""
    if isinstance(part, dict):
        return {name: without_prose(value) for name, value in part.items() if name not in PROSE}
    if isinstance(part, list):
        return [without_prose(each) for each in part if not (isinstance(each, dict) and each.get("type") == "note")]
    return part


def changed(section: str, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a full report and the same with one field changed to something else that is right in its place."""
    found = next(each for each in FORM if each.name == section)
    field = next(each for each in found.fields if each.name == name)
    before = copy.deepcopy(WHOLE)
    if name == "ongoing":
        del before["occurred"]["end"]
    after = copy.deepcopy(before)
    match found.shape:
        case "value":
            after[section] = other(field, after[section], section)
        case "values":
            after[section][0] = other(field, after[section][0], section)
        case "group":
            after[section][name] = other(field, after[section].get(name), name)
        case "table":
            after[section][0][name] = other(field, after[section][0][name], name)
    return before, after


def other(field: Field, value: Any, name: str) -> Any:
    """Return another value for a field."""
    match field.kind:
        case "choice":
            return next(word for word in LABELS[field.enum] if word != value)
        case "choices":
            return value[1:]
        case "time":
            later = name in {"end", "until"}
            return (datetime.fromisoformat(value) + timedelta(seconds=1 if later else -1)).isoformat()
        case "flag":
            return not value
        case "range":
            return {"min": value["min"] - 1, "max": value["max"]}
        case _:
            return TEXTS.get(name, "something else")

"""Turns pydantic's errors into problems for people: at their place, in plain words, with a remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cyder.errors import Problem, suggest
from cyder.scenario.document import Document, Path, Plain
from cyder.scenario.fields import fields_at
from cyder.scenario.words import worded

MOST_PROBLEMS = 100
"""As many are told at once; nobody reads more, and a file made to hurt could have tens of thousands."""
_KEY = "[key]"


def explain(
    error: ValidationError, document: Document, model: type[BaseModel], *, under: Path = (), data: Plain | None = None
) -> list[Problem]:
    """Return a problem for every error of a validation, of the first hundred.

    `under` is the place in the document of what was validated, and `data` what was, where that is not the document's
    own data but a copy with the `$name`s filled in.
    """
    checked = document.data if data is None else data
    told = islice(filter(_meant, error.errors()), MOST_PROBLEMS)
    return [_problem(details, document, model, under, checked) for details in told]


def _meant(details: ErrorDetails) -> bool:
    """Return whether an error is one of its own: a list whose items fail is called too short as well."""
    if details["type"] != "too_short":
        return True
    value = details["input"]
    return not hasattr(value, "__len__") or len(value) < details["ctx"]["min_length"]


def _problem(details: ErrorDetails, document: Document, model: type[BaseModel], under: Path, data: Plain) -> Problem:
    loc, value = details["loc"], details["input"]
    match details["type"]:
        case "missing":
            return _missing(document, (*under, *place(loc[:-1], data, value)), str(loc[-1]))
        case "union_tag_not_found":
            return _missing(document, (*under, *place(loc, data, value)), details["ctx"]["discriminator"].strip("'"))
        case "extra_forbidden":
            name = str(loc[-1])
            path = (*under, *place(loc[:-1], data, None, holding=name), name)
            message = f"unknown field '{name}'{suggest(name, fields_at(model, loc[:-1]))}"
            hint = "correct the name, or remove the field"
            return document.problem(path, message, hint=hint, rule="unknown-field", key=True)
    of_key = bool(loc) and loc[-1] == _KEY
    path = (*under, *(_key_place(loc, data) if of_key else place(loc, data, value)))
    if details["type"] == "union_tag_invalid":
        path = (*path, details["ctx"]["discriminator"].strip("'"))
    message, hint, rule = worded(details)
    return document.problem(path, message, hint=hint, rule=rule, key=of_key)


def _missing(document: Document, path: Path, field: str) -> Problem:
    return document.problem(path, f"missing field '{field}'", hint=f"add '{field}: …' here", rule="missing-field")


def _key_place(loc: Sequence[str | int], data: Plain) -> Path:
    """Return the path of a field whose name is at fault; pydantic writes it as (…, name, '[key]')."""
    name = str(loc[-2])
    return (*place(loc[:-2], data, None, holding=name), name)


def place(loc: Sequence[str | int], data: Plain, value: object, *, holding: str | None = None) -> Path:
    """Return the path in `data` of an error's location, without the tags that pydantic puts among its parts.

    A tag may look like a field (`do` of an event is both), so that the right reading is the one that ends at the
    value complained about, or at a dictionary that holds the field `holding`; of several, the longest.
    """
    readings = sorted(_readings(tuple(loc), data), key=lambda reading: len(reading[0]), reverse=True)
    for path, found in readings:
        if found is value if holding is None else isinstance(found, dict) and holding in found:
            return path
    return readings[0][0]


def _readings(loc: Path, data: Plain) -> Iterator[tuple[Path, Plain]]:
    """Yield every way to follow a location into data, each part taken where that is possible or left out."""
    if not loc:
        yield (), data
        return
    part, rest = loc[0], loc[1:]
    for inner in _inside(data, part):
        for path, found in _readings(rest, inner):
            yield (part, *path), found
    if isinstance(part, str):
        yield from _readings(rest, data)


def _inside(data: Plain, part: str | int) -> Iterator[Plain]:
    if isinstance(data, dict) and part in data:
        yield data[str(part)]
    elif isinstance(data, list) and isinstance(part, int) and part < len(data):
        yield data[part]

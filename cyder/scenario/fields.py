"""Which fields a model knows at a place: found by following the model's annotations along the place's path."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo


def fields_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """Return the fields that authors may write in the object whose location pydantic gives, union tags included."""
    kinds: list[tuple[object, str]] = [(model, "")]
    for part in loc:
        kinds = _chosen(kinds, part) or [kind for found, _ in kinds for kind in _inside(found, part)]
    return sorted({name for found, _ in kinds for name in _names(found)})


def name_of(field: str, info: FieldInfo) -> str:
    """Return a field's name as authors write it."""
    return info.alias or field


def _names(found: object) -> list[str]:
    if not _is_model(found):
        return []
    return [name_of(field, info) for field, info in found.model_fields.items()]


def _chosen(kinds: list[tuple[object, str]], part: str | int) -> list[tuple[object, str]]:
    """Return the member of a union that a part of the location names; none where it is no union."""
    if len(kinds) < 2:
        return []
    return [(found, "") for found, tag in kinds if part == tag or part in _kind_of(found)]


def _kind_of(found: object) -> tuple[object, ...]:
    """Return the values of a model's `kind`, by which unions tell their members apart."""
    if not _is_model(found) or "kind" not in found.model_fields:
        return ()
    kind = found.model_fields["kind"].annotation
    return get_args(kind) if get_origin(kind) is Literal else ()


def _inside(found: object, part: str | int) -> Iterator[tuple[object, str]]:
    if _is_model(found):
        for field, info in found.model_fields.items():
            if part == name_of(field, info):
                yield from _expanded(info.annotation)
        return
    origin, arguments = get_origin(found), get_args(found)
    if isinstance(origin, type) and issubclass(origin, Mapping) and len(arguments) == 2:
        yield from _expanded(arguments[1])
    elif isinstance(origin, type) and issubclass(origin, Sequence) and arguments:
        yield from _expanded(arguments[0])


def _expanded(annotation: object, tag: str = "") -> Iterator[tuple[object, str]]:
    """Yield the alternatives of an annotation, each with its tag."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        tags = [str(extra.tag) for extra in arguments[1:] if isinstance(extra, Tag)]
        yield from _expanded(arguments[0], tags[0] if tags else tag)
    elif origin in {Union, types.UnionType}:
        for argument in arguments:
            yield from _expanded(argument)
    else:
        yield annotation, tag


def _is_model(found: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(found, type) and issubclass(found, BaseModel)

"""A report, and what changed in it, as lines of text with the words people know; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cyder.model.base import LocalText
from cyder.model.form import FORM, Field, Section
from cyder.model.report import Report
from cyder.model.width import columns, padded
from cyder.review.differences import Difference, entry

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_NOTHING = LocalText(en="(nothing is filled in)", ja="(まだ何も記入されていません)")
_SAME = LocalText(en="nothing changed", ja="変更はありません")


def shown(report: Report, language: str, zone: ZoneInfo) -> str:
    """Return a report for a terminal: what is filled in, under its labels, times in the given zone."""
    data = report.model_dump(mode="json", exclude_defaults=True) | {"stage": report.stage}
    blocks = ["\n".join(_section(each, data[each.name], language, zone)) for each in FORM if each.name in data]
    return "\n".join(blocks if len(blocks) > 1 else [*blocks, _NOTHING.in_language(language)])


def changes(found: Sequence[Difference], language: str) -> str:
    """Return differences for a terminal: `+` added, `-` removed, `~` changed with what stood there before."""
    rows = []
    for each in found:
        label = each.label.in_language(language)
        told = [text.in_language(language) for text in (each.before, each.after) if text is not None]
        rows += [f"{_SIGNS[each.change]} {label}: {told[0]}", *[f"{'':4}→ {text}" for text in told[1:]]]
    return "\n".join(rows) or _SAME.in_language(language)


def _section(section: Section, value: Any, language: str, zone: ZoneInfo) -> Iterator[str]:  # noqa: ANN401
    label = section.label.in_language(language)
    match section.shape:
        case "value":
            head, *rest = section.fields[0].shown(value).in_language(language).splitlines() or [""]
            yield f"{label}: {head}"
            yield from (f"  {line}" for line in rest)
        case "group":
            yield label
            yield from _fields(section, value, language, zone)
        case "values":
            yield label
            yield from (f"  {number}. {each}" for number, each in enumerate(value, 1))
        case "table":
            yield label
            for number, row in enumerate(value, 1):
                local = {name: _local(section.field(name), each, zone) for name, each in row.items()}
                yield f"  {number}. {entry(section, local).in_language(language)}"


def _fields(section: Section, value: Mapping[str, Any], language: str, zone: ZoneInfo) -> Iterator[str]:
    filled = [(field, value[field.name]) for field in section.fields if field.name in value]
    widest = max((columns(field.label.in_language(language)) for field, _ in filled), default=0)
    for field, each in filled:
        label = padded(field.label.in_language(language), widest)
        yield f"  {label}  {field.shown(_local(field, each, zone)).in_language(language)}"


def _local(field: Field | None, value: object, zone: ZoneInfo) -> object:
    """Return a time as the organisation's walls show it; anything else as it is."""
    if field is None or field.kind != "time":
        return value
    return f"{datetime.fromisoformat(str(value)).astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"

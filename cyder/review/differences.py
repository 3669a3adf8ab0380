"""What changed between two versions of a report: field by field, entry by entry; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from cyder.model.base import LocalText, Noun
from cyder.model.form import FORM, Section
from cyder.model.report import Report

Change = Literal["added", "removed", "changed"]
Row = dict[str, Any]

_KEYS = {
    "assets": ("host",),
    "accounts": ("account",),
    "indicators": ("kind", "value"),
    "timeline": ("type", "host", "account"),
    "actions": ("kind", "target"),
    "evidence": ("claim",),
    "notifications": ("to",),
}
"""By what an entry of a list is known again when something else of it has changed."""


class Difference(Noun):
    """One thing that is not as it was: where, and what people read there before and after."""

    section: str
    label: LocalText
    change: Change
    before: LocalText | None = None
    after: LocalText | None = None


def differences(old: Report, new: Report) -> tuple[Difference, ...]:
    """Return what changed, in the order of the form; that entries of a list changed places is no difference."""
    before, after = (
        old.model_dump(mode="json", exclude_defaults=True),
        new.model_dump(mode="json", exclude_defaults=True),
    )
    before, after = before | {"stage": old.stage}, after | {"stage": new.stage}
    return tuple(
        found
        for section in FORM
        if before.get(section.name) != after.get(section.name)
        for found in _inside(section, before.get(section.name), after.get(section.name))
    )


def _inside(section: Section, old: Any, new: Any) -> Iterator[Difference]:  # noqa: ANN401  whatever JSON can hold
    match section.shape:
        case "value":
            yield from _field(section, "", old, new)
        case "group":
            for field in section.fields:
                yield from _field(section, field.name, (old or {}).get(field.name), (new or {}).get(field.name))
        case "values":
            yield from _entries(section, [{"": each} for each in old or []], [{"": each} for each in new or []])
        case "table":
            yield from _entries(section, old or [], new or [])


def _field(section: Section, name: str, old: object, new: object) -> Iterator[Difference]:
    if old == new:
        return
    field = next(field for field in section.fields if field.name == name)
    label = section.label
    if name:
        label = LocalText(en=f"{label.en}: {field.label.en}", ja=f"{label.ja}: {field.label.ja}")
    yield _difference(
        section, label, None if old is None else field.shown(old), None if new is None else field.shown(new)
    )


def _entries(section: Section, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Difference]:
    """Yield the entries that were added, removed or changed; equal ones pair first, then those of one key in order."""
    gone, come = list(old), []
    for row in new:
        if row in gone:
            gone.remove(row)
        else:
            come.append(row)
    key = _KEYS.get(section.name, ())
    for row in come:
        same = next((each for each in gone if key and _known(each, key) == _known(row, key)), None)
        if same is not None:
            gone.remove(same)
        yield _difference(section, section.label, entry(section, same) if same else None, entry(section, row))
    for row in gone:
        yield _difference(section, section.label, entry(section, row), None)


def _known(row: Row, key: Sequence[str]) -> list[object]:
    return [row.get(name) for name in key]


def entry(section: Section, row: Row) -> LocalText:
    """Return an entry of a list on one line, as people read it."""
    shown = [field.shown(row[field.name]) for field in section.fields if field.name in row]
    return LocalText(en=", ".join(each.en for each in shown), ja="、".join(each.ja for each in shown))


def _difference(section: Section, label: LocalText, before: LocalText | None, after: LocalText | None) -> Difference:
    change: Change = "added" if before is None else "removed" if after is None else "changed"
    return Difference(section=section.name, label=label, change=change, before=before, after=after)

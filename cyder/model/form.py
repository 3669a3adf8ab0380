"""The form of a report: its sections and fields in the order in which people fill them in, with words for each."""

from __future__ import annotations

import re
from typing import Literal

from cyder.model.base import LocalText, Noun
from cyder.model.form_words import SECTIONS, Words
from cyder.model.labels import label
from cyder.model.report import Records, Stage

Shape = Literal["value", "values", "group", "table"]
"""One value, a list of values, one group of fields, or a list of such groups."""
Kind = Literal["choice", "choices", "time", "text", "essay", "flag", "range"]

_STEP = re.compile(r"\[(\d+)\]")
_ANSWERS = {True: LocalText(en="yes", ja="はい"), False: LocalText(en="no", ja="いいえ")}
_KINDS = {"time", "text", "essay", "flag", "range"}


class Field(Noun):
    """One thing to fill in. `enum` names its words in LABELS; `brief`: a first report asks for it too."""

    name: str
    label: LocalText
    kind: Kind
    enum: str = ""
    example: LocalText
    brief: bool = False

    def shown(self, value: object) -> LocalText:
        """Return a value as people read it: the label of a word, yes or no, a range, the text itself."""
        match value:
            case bool():
                return _ANSWERS[value]
            case dict():
                both = str(Records.model_construct(**value))  # shown before it is checked, too
                return LocalText(en=both, ja=both.replace("–", "~"))
            case list() | tuple():
                each = [label(self.enum, str(word)) for word in value]
                return LocalText(en=", ".join(one.en for one in each), ja="、".join(one.ja for one in each))
            case _:
                return label(self.enum, str(value))


class Section(Noun):
    """One part of the form, under the name that the report's field has. A section of values has one nameless field."""

    name: str
    shape: Shape
    label: LocalText
    question: LocalText
    fields: tuple[Field, ...]

    @property
    def brief(self) -> bool:
        """Return whether a first report asks for anything of it."""
        return any(field.brief for field in self.fields)

    def asked(self, stage: Stage) -> tuple[Field, ...]:
        """Return the fields that a report of that stage is asked for."""
        return tuple(field for field in self.fields if stage != "first" or field.brief)

    def field(self, name: str) -> Field | None:
        """Return the field of that name; None: there is none."""
        return next((field for field in self.fields if field.name == name), None)


def _field(name: str, words: Words, section: str) -> Field:
    en, ja, what, example = words
    holds, brief = what.rstrip("!"), what.endswith("!")
    several = (section, name) in {("classification", "also"), ("data_impact", "kinds")}
    data = {"name": name, "label": LocalText(en=en, ja=ja), "brief": brief}
    kind = {"kind": holds} if holds in _KINDS else {"kind": "choices" if several else "choice", "enum": holds}
    samples = (example, example) if isinstance(example, str) else example
    return Field.model_validate(data | kind | {"example": LocalText(en=samples[0], ja=samples[1])})


FORM: tuple[Section, ...] = tuple(
    Section(
        name=name,
        shape=shape,
        label=LocalText(en=en, ja=ja),
        question=LocalText(en=ask, ja=ask_ja),
        fields=tuple(_field(each, words, name) for each, words in fields.items()),
    )
    for name, (shape, en, ja, ask, ask_ja, fields) in SECTIONS.items()
)
"""A test holds it against the report's model: nothing is forgotten, nothing is too much."""


def section(name: str) -> Section:
    """Return the section of that name.

    Raises:
        KeyError: there is none.
    """
    found = next((each for each in FORM if each.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def place(path: str) -> LocalText:
    """Return what people call a place of a report: `timeline[0].at` is 「経過 1 日時」; unknown parts stay."""
    head, _, name = path.partition(".")
    number = _STEP.search(head)
    try:
        found = section(_STEP.sub("", head))
    except KeyError:
        return LocalText(en=path, ja=path)
    field = found.field(name)
    last = field.label if field and field.name else LocalText(en=name, ja=name)
    row = str(int(number[1]) + 1) if number else ""
    return LocalText(
        en=" ".join(part for part in (found.label.en, row, last.en) if part),
        ja=" ".join(part for part in (found.label.ja, row, last.ja) if part),
    )

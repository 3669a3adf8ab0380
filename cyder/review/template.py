"""A report as a YAML file to fill in: every field with what it is called and which words it takes, in one language."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from cyder.model.base import LocalText
from cyder.model.form import FORM, Field, Section
from cyder.model.labels import LABELS
from cyder.model.report import Report

_PLAIN = re.compile(r"[\w+][\w./:@+-]*[\w]|\w")
"""What stands in a YAML file without quotes and means itself."""
_WIDTH = {"en": 110, "ja": 60}
_GLUE = "\N{NO-BREAK SPACE}"
"""Keeps a word and its label on one line."""
_HEAD = LocalText(
    en="Delete the `# ` before a line to fill it in. What is left out does no harm; what is wrong does.\n"
    "Times carry their offset, as in 2026-11-23T15:04:05+09:00. Every list may have 60 entries; write `- ` for each.",
    ja="記入する行は、先頭の「# 」を消してください。空欄は減点されませんが、誤った記入は減点されます。\n"
    "時刻には時差を付けます(例: 2026-11-23T15:04:05+09:00)。一覧は1件ごとに「- 」で始め、60件まで書けます。",
)


def template(report: Report, language: str) -> str:
    """Return a report as YAML; what is not filled in stands there as a comment with an example.

    Read back, it is the same report.
    """
    data = report.model_dump(mode="json", exclude_defaults=True) | {"stage": report.stage}
    lines = [f"## {line}" for line in _HEAD.in_language(language).splitlines()]
    for section in FORM:
        lines += ["", *_explained(section, language), *_Filled(section, data.get(section.name), language).lines()]
    return "\n".join(lines) + "\n"


def _explained(section: Section, language: str) -> Iterator[str]:
    """Yield what a section asks, and which words its choices take."""
    yield f"## {section.label.in_language(language)}: {section.question.in_language(language)}"
    for enum in dict.fromkeys(field.enum for field in section.fields if field.enum):
        names = ", ".join(field.name for field in section.fields if field.enum == enum and field.name)
        words = " ".join(
            f"{word} {text.in_language(language)} |".replace(" ", _GLUE) for word, text in LABELS[enum].items()
        ).removesuffix(f"{_GLUE}|")
        told = f"{names}: {words}" if names else words
        wrapped = textwrap.wrap(told, _WIDTH[language], break_on_hyphens=False, break_long_words=False)
        yield from (f"##   {line}".replace(_GLUE, " ") for line in wrapped)


class _Filled:
    """The lines of one section: what is filled in as it is, the rest commented out with its example."""

    def __init__(self, section: Section, value: Any, language: str) -> None:  # noqa: ANN401  whatever JSON can hold
        self._section, self._value, self._language = section, value, language

    def lines(self) -> Iterator[str]:
        """Yield them."""
        name, value, fields = self._section.name, self._value, self._section.fields
        empty = value is None
        match self._section.shape:
            case "value":
                yield _line(f"{name}: ", _scalar(self._sample(fields[0]) if empty else value), commented=empty)
            case "values":
                yield _line(f"{name}:", "", commented=empty)
                for each in [self._sample(fields[0])] if empty else value:
                    yield _line("  - ", _scalar(each), commented=empty)
            case "group":
                yield _line(f"{name}:", "", commented=empty)
                yield from self._group(value or {}, "  ", "  ")
            case "table":
                yield _line(f"{name}:", "", commented=empty)
                for row in value or [{}]:
                    yield from self._group(row, "  - ", "    ")

    def _group(self, data: Mapping[str, Any], first: str, further: str) -> Iterator[str]:
        """Yield the fields of one group. The first line bears the dash, so what is filled in comes first."""
        lead = first
        for field in sorted(self._section.fields, key=lambda field: field.name not in data):
            given = field.name in data
            text = _value(field, data[field.name]) if given else self._example(field)
            label = "" if given else f"  # {field.label.in_language(self._language)}"
            yield _line(f"{lead}{field.name}: ", text + label, commented=not given)
            lead = further

    def _example(self, field: Field) -> str:
        sample = self._sample(field)
        if field.kind == "range":
            return sample
        return f"[{sample}]" if field.kind == "choices" else _scalar(sample)

    def _sample(self, field: Field) -> str:
        return field.example.in_language(self._language)


def _line(lead: str, text: str, *, commented: bool) -> str:
    return f"{'# ' if commented else ''}{lead}{text}"


def _value(field: Field, value: Any) -> str:  # noqa: ANN401  whatever JSON can hold
    if field.kind == "range":
        return f"{{min: {value['min']}, max: {value['max']}}}"
    return f"[{', '.join(value)}]" if field.kind == "choices" else _scalar(value)


def _scalar(value: object) -> str:
    """Return a value on one line, quoted where YAML would read it as something else."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if _PLAIN.fullmatch(text):
        return text
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=2**30).rstrip("\n")

"""A report as Markdown: headings and tables that nothing written into the report can break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cyder.model.service import FiledReport
from cyder.review.forms.context import Context
from cyder.review.forms.paper import Paper, Part, paper

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
_LEADING = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")
_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
_LITERAL = {"value", "target", "quote", "source"}
"""Columns that hold what programs wrote: shown letter by letter."""


def as_markdown(filed: FiledReport, context: Context) -> str:
    """Return a report as Markdown. The summary, which may be Markdown itself, stands in a quotation."""
    return "\n".join(_lines(paper(filed, context))) + "\n"


def part_as_markdown(part: Part) -> str:
    """Return one part without its heading."""
    return "\n".join(_part(part))


def _lines(sheet: Paper) -> Iterator[str]:
    yield from (f"# {_escaped(sheet.title)}", "", f"**{_escaped(sheet.banner)}**", "")
    yield from _table(("", ""), [(_escaped(label), _escaped(value)) for label, value in sheet.head])
    for number, part in enumerate(sheet.parts, 1):
        yield from ("", f"## {number}. {_escaped(part.heading)}", "", *_part(part))


def _part(part: Part) -> Iterator[str]:
    match part.shape:
        case "prose":
            yield from (f"> {_MARKUP.sub('&lt;', line)}".rstrip() for line in part.prose.splitlines())
        case "list":
            yield from (f"- {_escaped(text)}" for (text,) in part.rows)
        case "facts":
            yield from _table(("", ""), [tuple(map(_escaped, row)) for row in part.rows])
        case "table":
            rows = [tuple(map(_cell, part.columns, row)) for row in part.rows]
            yield from _table(tuple(map(_escaped, part.header)), rows)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _cell(column: str, text: str) -> str:
    return _literal(text) if column in _LITERAL and text.strip() else _escaped(text)


def _escaped(text: str) -> str:
    """Return a text on one line in which no character means anything to Markdown."""
    lines = [_LEADING.sub(r"\1\\", _SPECIAL.sub(r"\\\1", line.strip())) for line in text.splitlines()]
    return "<br>".join(lines)


def _literal(text: str) -> str:
    """Return a text as code: the fence is longer than every row of back-ticks in it; a bar stays within its cell."""
    line = " ".join(text.splitlines()).replace("|", "\\|")
    fence = "`" * (1 + max((len(ticks) for ticks in re.findall(r"`+", line)), default=0))
    room = " " if "`" in line or line[0] == line[-1] == " " else ""
    return f"{fence}{room}{line}{room}{fence}"

"""Asks a person for the fields of a report, shows what there is to choose from, and asks again what does not fit."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from rich.columns import Columns
from rich.console import Console
from rich.text import Text

from cyder.cli.answers import Unfit, answer, check, doubts, missing
from cyder.cli.questionnaire_words import WORDS, said
from cyder.exercise.desk import Exercise
from cyder.exercise.reporting import ground_of
from cyder.model.form import Field, Section
from cyder.model.labels import LABELS
from cyder.review.differences import entry

with contextlib.suppress(ImportError):
    import readline  # noqa: F401  lets people move about in the line they type

Row = dict[str, Any]
Save = Callable[[Any], None]
"""Keeps what a section holds so far."""
Put = Callable[[Any], Any]
"""Returns a whole section with a value where it is meant to stand."""

_OUT = re.compile(r"-(\d{1,3})")


class Asker:
    """A conversation at a terminal. With `json` it is held on standard error: standard output is the result's."""

    def __init__(self, language: str, exercise: Exercise, team: str, *, json: bool) -> None:
        self._language, self._exercise, self._team = language, exercise, team
        self._console = Console(highlight=False, stderr=json)
        self._explained: set[str] = set()
        self._doubted = ""

    def say(self, text: str) -> None:
        """Say something."""
        self._console.print(Text(text), soft_wrap=True)

    def one_or_two(self, question: str) -> str:
        """Ask until the answer is 1 or 2."""
        while (typed := self._typed(question)) not in {"1", "2"}:
            self.say(said("one or two", self._language))
        return typed

    def section(self, section: Section, fields: Sequence[Field], value: Any, save: Save) -> None:  # noqa: ANN401
        """Ask for a section's fields; `save` gets what it holds after every answer."""
        self._explained = set()
        self.say(f"\n{section.label.in_language(self._language)}: {section.question.in_language(self._language)}")
        match section.shape:
            case "value":
                save(self._field(section, fields[0], value, lambda new: new))
            case "group":
                self._group(section, fields, value or {}, save)
            case "values" | "table":
                self._list(section, fields, list(value or []), save)

    def _group(self, section: Section, fields: Sequence[Field], value: Row, save: Save) -> None:
        group = dict(value)
        for field in fields:
            new = self._field(section, field, group.get(field.name), partial(_with, group, field))
            group = _with(group, field, new)
            save(group)

    def _list(self, section: Section, fields: Sequence[Field], rows: list[Any], save: Save) -> None:
        """Mend the entries that are not whole, then take further ones until an empty line."""
        for place in range(len(rows)):
            if section.shape == "table" and missing(section, rows[place]):
                self._row(section, fields, rows, place, save)
        self._show(section, rows)
        self.say(f"  {said('list', self._language)}")
        self._explain_once(fields[0])
        while typed := self._typed(self._prompt(fields[0], None, len(rows) + 1)):
            if out := _OUT.fullmatch(typed):
                self._take_out(rows, int(out[1]))
                save(rows)
                self._show(section, rows)
            elif typed == "?":
                self._explain(fields[0])
            else:
                self._add(section, fields, rows, typed, save)

    def _add(self, section: Section, fields: Sequence[Field], rows: list[Any], typed: str, save: Save) -> None:
        """Take one further entry, whose first field has been typed already."""
        first = fields[0]
        try:
            value = self._taken(first, typed, None, needed=True)
            new = value if section.shape == "values" else {first.name: value}
            self._hold(section, first, typed, rows, [*rows, new])
        except Unfit as unfit:
            self.say(f"  {unfit.text.in_language(self._language)}")
            return
        rows.append(new)
        save(rows)
        if section.shape == "table":
            self._row(section, fields[1:], rows, len(rows) - 1, save)

    def _row(self, section: Section, fields: Sequence[Field], rows: list[Any], place: int, save: Save) -> None:
        """Ask for the fields of one entry."""
        for field in fields:
            needed = field.name in missing(section, _without(rows[place], field))

            def put(value: Any, field: Field = field) -> Any:  # noqa: ANN401  whatever JSON can hold
                return [*rows[:place], _with(rows[place], field, value), *rows[place + 1 :]]

            new = self._field(section, field, rows[place].get(field.name), put, needed=needed)
            rows[place] = _with(rows[place], field, new)
            save(rows)

    def _field(self, section: Section, field: Field, present: Any, put: Put, *, needed: bool = False) -> Any:  # noqa: ANN401
        """Ask for one field until the answer fits, and return it: what was there already, or None for nothing."""
        self._explain_once(field)
        while True:
            prompt = self._prompt(field, present, None)
            typed = self._paragraph(prompt) if field.kind == "essay" else self._typed(prompt)
            if typed == "?":
                self._explain(field)
                continue
            try:
                value = self._taken(field, typed, present, needed=needed)
                if typed not in {"", "-"}:
                    self._hold(section, field, typed, put(present), put(value))
            except Unfit as unfit:
                self.say(f"  {unfit.text.in_language(self._language)}")
                continue
            return value

    def _hold(self, section: Section, field: Field, typed: str, before: object, after: object) -> None:
        """Hold an answer against the report's rules, and against what the team knows; a doubt can be overruled.

        Raises:
            Unfit: it cannot be so, or can hardly be meant so and was typed once only.
        """
        check(section, after)
        insisted, self._doubted = self._doubted == f"{field.name} {typed}", f"{field.name} {typed}"
        if insisted:
            return
        ground = ground_of(self._exercise, self._team)
        known = doubts(section, before, ground)
        fresh = [each for each in doubts(section, after, ground) if each not in known]
        if fresh:
            en, ja = WORDS["again"]
            raise Unfit(f"{fresh[0].en}. {en}", f"{fresh[0].ja}。{ja}")

    def _taken(self, field: Field, typed: str, present: Any, *, needed: bool) -> Any:  # noqa: ANN401
        if typed in {"", "-"}:
            value = None if typed else present
            if value is None and needed:
                raise Unfit(*WORDS["needed"])
            return value
        value = answer(field, typed, self._exercise.desk.clock.now(), self._exercise.zone)
        if field.kind not in {"text", "essay"}:
            self.say(f"    = {field.shown(value).in_language(self._language)}")
        return value

    def _take_out(self, rows: list[Any], number: int) -> None:
        if 1 <= number <= len(rows):
            del rows[number - 1]
        else:
            self.say(f"  {said('no entry', self._language, number)}")

    def _show(self, section: Section, rows: Sequence[Any]) -> None:
        for number, row in enumerate(rows, 1):
            text = entry(section, row).in_language(self._language) if isinstance(row, dict) else str(row)
            self.say(f"  {number}. {text}")

    def _explain_once(self, field: Field) -> None:
        if (field.enum or field.kind) not in self._explained:
            self._explain(field)

    def _explain(self, field: Field) -> None:
        """Show what there is to choose from, or how a value of this kind is typed."""
        self._explained.add(field.enum or field.kind)
        words = LABELS.get(field.enum, {}).values()
        if words:
            shown = [Text(f"{number:>2} {word.in_language(self._language)}") for number, word in enumerate(words, 1)]
            self._console.print(Columns(shown, padding=(0, 3), equal=True, column_first=True))
        elif field.kind in {"time", "essay"}:
            self.say(f"  {said(field.kind, self._language)}")

    def _prompt(self, field: Field, present: Any, number: int | None) -> str:  # noqa: ANN401
        label = field.label.in_language(self._language)
        count = f"{number}. " if number else ""
        held = f" [{field.shown(present).in_language(self._language)}]" if present is not None else ""
        return f"  {count}{label}{held}> " if label or count else f"  {held.strip()}> "

    def _paragraph(self, prompt: str) -> str:
        """Read lines up to an empty one; one that asks for something stands alone."""
        first = self._typed(prompt)
        lines = [first]
        while lines[-1] and first not in {"-", "?"}:
            lines.append(self._typed("  "))
        return "\n".join(lines).rstrip("\n")

    def _typed(self, prompt: str) -> str:
        return self._console.input(Text(prompt)).replace("\t", " ").strip()


def _with(row: Row, field: Field, value: Any) -> Row:  # noqa: ANN401
    """Return a group with one field as it is now; without it where there is nothing."""
    rest = _without(row, field)
    return rest if value is None else {**rest, field.name: value}


def _without(row: Row, field: Field) -> Row:
    return {name: value for name, value in row.items() if name != field.name}

"""The command that asks for a report field by field: `cyder report new`."""

from __future__ import annotations

from functools import partial
from typing import Any

import typer
import yaml
from pydantic import ValidationError

from cyder.cli.answers import errors
from cyder.cli.asking import Asker
from cyder.cli.language import Lang, language_of
from cyder.cli.questionnaire_words import said
from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import CyderError
from cyder.exercise.desk import Exercise
from cyder.exercise.drafting import NAME, data_of, drafts_of, following_data
from cyder.exercise.quoting import check_quotes_if_possible
from cyder.exercise.reporting import advice, submit_report
from cyder.model.draft import Draft
from cyder.model.form import FORM, Section
from cyder.model.report import Acknowledgement, Report
from cyder.review.shown import shown
from cyder.review.template import template


def new(
    context: typer.Context, team: Team = None, exercise: ExerciseName = None, lang: Lang = None, json: Json = False
) -> None:
    """Write a report by answering questions: what you know so far is kept, and filed when you say so."""
    found = desk_of(context).exercise(exercise)
    who, language = team_of(found, team), language_of(lang)
    writer = Writer(found, who, language, Asker(language, found, who, json=json))
    try:
        writer.write()
        answer = writer.file_or_keep()
    except (KeyboardInterrupt, EOFError):
        raise CyderError(said("kept", writer.language, writer.again)) from None
    if answer is None:
        Terminal(json=json).result({"draft": writer.revision}, said("kept", writer.language, writer.again))
        return
    # What is worth another look was said before it was filed.
    text = acknowledged(answer.model_copy(update={"warnings": ()}), found, writer.language)
    Terminal(json=json).result(answer.model_dump(mode="json"), text)


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(new)


class Writer:
    """Somebody writing a report: what is filled in so far, saved after every answer."""

    def __init__(self, exercise: Exercise, team: str, language: str, asker: Asker) -> None:
        self.language = language
        self._exercise, self._team, self._asker = exercise, team, asker
        self._drafts = drafts_of(exercise, team)
        self._data, source, self.revision = following_data(exercise, team)
        self._welcome(source)

    @property
    def again(self) -> str:
        """Return the command that goes on."""
        team = f" --team {self._team}" if len(self._exercise.teams) > 1 else ""
        return f"cyder report new --exercise {self._exercise.name}{team}"

    def write(self) -> None:
        """Ask for everything that a report of its stage should have, and for whatever of the draft is not whole."""
        for section in FORM:
            present = self._data.get(section.name)
            fields = section.asked(self._data["stage"])
            if not fields and present is not None and errors(section, present):
                fields = section.fields
            if fields:
                self._asker.section(section, fields, present, partial(self._save, section))

    def file_or_keep(self) -> Acknowledgement | None:
        """Show the whole report, and file it if that is wanted."""
        report = Report.model_validate(self._data)
        say = self._asker.say
        say(said("whole", self.language))
        say(shown(report, self.language, self._exercise.zone))
        for each in advice(self._exercise, self._team, report, self.language):
            say(said("look", self.language, each))
        if self._asker.one_or_two(said("file", self.language)) == "2":
            return None
        answer = submit_report(self._exercise, self._team, report, author=self._team, language=self.language)
        self._drafts.save(self._team, "", author=self._team, base=self.revision)
        check_quotes_if_possible(self._exercise, self._team, answer.version)
        return answer

    def _welcome(self, source: str) -> None:
        self._asker.say(said("hello", self.language))
        if source:
            name = "from draft" if source == NAME else "from version"
            self._asker.say(said(name, self.language, source))

    def _save(self, section: Section, value: object) -> None:
        """Save the draft with what a section holds now; if a team mate has saved meanwhile, put it into theirs."""
        self._put(section, value)
        done = False
        while not done:
            text = _as_text(self._data, self.language)
            saved, done = self._drafts.save(self._team, text, author=self._team, base=self.revision)
            self.revision = saved.revision
            if not done:
                self._take_over(saved)
                self._put(section, value)

    def _put(self, section: Section, value: object) -> None:
        if value in (None, {}, []):
            self._data.pop(section.name, None)
        else:
            self._data[section.name] = value
        self._data.setdefault("stage", "first")

    def _take_over(self, theirs: Draft) -> None:
        """Go on from a team mate's draft."""
        self._data = data_of(theirs.text, self._exercise.zone) if theirs.text else {}
        at = f"{theirs.saved_at.astimezone(self._exercise.zone):%H:%M:%S}" if theirs.saved_at else ""
        self._asker.say(said("merged", self.language, theirs.author, at))


def _as_text(data: dict[str, Any], language: str) -> str:
    """Return a draft as text: as a template where it is a report already, else as it stands."""
    try:
        return template(Report.model_validate(data), language)
    except ValidationError:
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def acknowledged(answer: Acknowledgement, exercise: Exercise, language: str) -> str:
    """Return an acknowledgement as people read it, with what is worth another look."""
    at = f"{answer.received_at.astimezone(exercise.zone):%H:%M:%S %Z}"
    lines = [said("filed", language, answer.team, answer.version, at)]
    return "\n".join(lines + [said("look", language, warning) for warning in answer.warnings])

"""Commands about reports: template, new, submit, list, and those around them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from cyder.cli import attachments, comments, drafts, exports, questionnaire, versions
from cyder.cli.language import Lang, language_of
from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import NotFound
from cyder.exercise.drafting import starting_point
from cyder.exercise.quoting import check_quotes_if_possible
from cyder.exercise.reporting import filed_reports, parse_report, report_text, submit_report
from cyder.model.labels import LABELS
from cyder.model.report import Report, Stage
from cyder.review.template import template as filled

app = typer.Typer(help="Write and file incident reports.", no_args_is_help=True)


@app.command()
def template(
    context: typer.Context,
    stage: Annotated[str | None, typer.Option("--stage", help="first, interim or final.")] = None,
    source: Annotated[
        str | None, typer.Option("--from", help="Fill it in from a version, by its number, or from `draft`.")
    ] = None,
    team: Team = None,
    exercise: ExerciseName = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """Print a report to fill in: `cyder report template > report.yaml`."""
    report = Report()
    if source is not None:
        found = desk_of(context).exercise(exercise)
        report = starting_point(found, team_of(found, team), source)
    if stage is not None:
        report = report.model_copy(update={"stage": _stage(stage)})
    text = filled(report, language_of(lang))
    Terminal(json=json).result({"template": text}, text.rstrip("\n"))


@app.command()
def submit(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The report, YAML or JSON.")],
    team: Team = None,
    exercise: ExerciseName = None,
    key: Annotated[str | None, typer.Option("--key", help="The same key twice files one version only.")] = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """File a report. The answer says that it arrived, not what it is worth."""
    text = report_text(file)
    found = desk_of(context).exercise(exercise)
    report, who, language = parse_report(text, str(file), found.zone), team_of(found, team), language_of(lang)
    answer = submit_report(found, who, report, author=who, key=key, language=language)
    lines = questionnaire.acknowledged(answer, found, language)
    Terminal(json=json).result(answer.model_dump(mode="json"), lines)
    check_quotes_if_possible(found, who, answer.version)


@app.command("list")
def list_(context: typer.Context, team: Team = None, exercise: ExerciseName = None, json: Json = False) -> None:
    """List the versions a team has filed."""
    found = desk_of(context).exercise(exercise)
    filed = filed_reports(found, team_of(found, team))
    lines = [
        f"version {each.version}  {each.received_at.astimezone(found.zone):%H:%M:%S %Z}  {each.report.stage}"
        for each in filed
    ]
    data = [each.model_dump(mode="json") for each in filed]
    Terminal(json=json).result(data, "\n".join(lines) or "no report yet")


def _stage(written: str) -> Stage:
    if written not in LABELS["stage"]:
        raise NotFound.named("stage", written, LABELS["stage"])
    return cast(Stage, written)


for module in (questionnaire, drafts, versions, attachments, comments, exports):
    module.register(app)

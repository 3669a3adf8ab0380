"""Commands about versions of a report: show, diff, check-quotes."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.language import Lang, language_of
from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.exercise.quoting import check_quotes
from cyder.exercise.reporting import filed_report
from cyder.review.differences import differences
from cyder.review.shown import changes, shown

Version = Annotated[int | None, typer.Argument(help="The number of a version; left out, the latest.")]


def show(
    context: typer.Context,
    version: Version = None,
    team: Team = None,
    exercise: ExerciseName = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """Show a version of a report with the words people know."""
    found = desk_of(context).exercise(exercise)
    filed = filed_report(found, team_of(found, team), version)
    Terminal(json=json).result(filed.model_dump(mode="json"), shown(filed.report, language_of(lang), found.zone))


def diff(
    context: typer.Context,
    old: Annotated[int | None, typer.Argument(help="From which version; left out, the one before.")] = None,
    new: Annotated[int | None, typer.Argument(help="To which version; left out, the latest.")] = None,
    team: Team = None,
    exercise: ExerciseName = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """Show what changed from one version to another: + added, - removed, ~ changed."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    later = filed_report(found, who, new)
    earlier = filed_report(found, who, later.version - 1 if old is None else old)
    changed = differences(earlier.report, later.report)
    Terminal(json=json).result([each.model_dump() for each in changed], changes(changed, language_of(lang)))


def check_quoted(
    context: typer.Context,
    version: Version = None,
    team: Team = None,
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Look for the log lines that a report quotes once more; for instructors, where the engine was away before."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    checked = check_quotes(found, who, version)
    if checked is None:
        Terminal(json=json).result({"team": who, "found": []}, f"{who} quotes no log line")
        return
    places = ", ".join(f"evidence[{place}]" for place in checked.found) or "none"
    data = {"team": who, **checked.model_dump(exclude={"kind"})}
    Terminal(json=json).result(data, f"{who}, version {checked.version}: found in its logs: {places}")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(show)
    app.command()(diff)
    app.command("check-quotes")(check_quoted)

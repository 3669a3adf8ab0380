"""Commands about reports: template, submit, list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cyder.cli import exports
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import Refused
from cyder.exercise.control import Control
from cyder.exercise.reporting import read_report, submit_report

app = typer.Typer(help="Write and file incident reports.", no_args_is_help=True)
Team = Annotated[str | None, typer.Option("--team", "-t", help="Whose report; may be left out with one team.")]

TEMPLATE = """\
# A first report. Fill in what you know; what is left out does no harm, what is wrong does.
stage: first                     # first | interim | final
summary: |
  In your own words: what happened, what you did, what is still open.
indicators:                      # by what the attack can be recognised
  # kind: ip | domain | url | email | sha256 | file | account | user-agent | subject | key-fingerprint
  - {kind: ip, value: 192.0.2.1, confidence: confirmed}   # confirmed | probable | possible
accounts:                        # whose account was attacked
  - {account: someone, state: targeted-only}              # targeted-only | abused | compromised | created
timeline:                        # when, with the offset from UTC, as the log has it
  - {type: credential-attack, at: "2026-04-01T09:00:00+09:00", host: mail}
actions:                         # what you did about it
  - {kind: block-network, target: 192.0.2.1}              # block-network | reset-password | disable-account | …
"""


@app.command()
def template(json: Json = False) -> None:
    """Print a report to fill in: `cyder report template > report.yaml`."""
    Terminal(json=json).result({"template": TEMPLATE}, TEMPLATE.rstrip("\n"))


@app.command()
def submit(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The report, YAML or JSON.")],
    team: Team = None,
    exercise: ExerciseName = None,
    key: Annotated[str | None, typer.Option("--key", help="The same key twice files one version only.")] = None,
    json: Json = False,
) -> None:
    """File a report. The answer says that it arrived, not what it is worth."""
    report = read_report(file)
    found = desk_of(context).exercise(exercise)
    answer = submit_report(found, _team(found.teams, team), report, author=_team(found.teams, team), key=key)
    at = answer.received_at.astimezone(found.zone)
    lines = [f"{answer.team}: version {answer.version} of your report arrived at {at:%H:%M:%S %Z}"]
    lines += [f"look again: {warning}" for warning in answer.warnings]
    Terminal(json=json).result(answer.model_dump(mode="json"), "\n".join(lines))


@app.command("list")
def list_(context: typer.Context, team: Team = None, exercise: ExerciseName = None, json: Json = False) -> None:
    """List the versions a team has filed."""
    desk = desk_of(context)
    found = desk.exercise(exercise)
    filed = Control(desk).reports(found.name, _team(found.teams, team))
    lines = [
        f"version {each.version}  {each.received_at.astimezone(found.zone):%H:%M:%S %Z}  {each.report.stage}"
        for each in filed
    ]
    data = [each.model_dump(mode="json") for each in filed]
    Terminal(json=json).result(data, "\n".join(lines) or "no report yet")


def _team(teams: tuple[str, ...], team: str | None) -> str:
    if team is None and len(teams) > 1:
        raise Refused(f"there are {len(teams)} teams", hint="say whose with --team team1")
    return team or teams[0]


exports.register(app)

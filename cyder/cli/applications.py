"""Commands about applications: a team asks and tells passwords, an instructor answers."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise import applications as use
from cyder.model.applications import Application
from cyder.model.base import parse_duration, show_duration

app = typer.Typer(help="Apply for maintenance of a service, or that a node be isolated.", no_args_is_help=True)
Reason = Annotated[str, typer.Argument(help="Why, in a sentence: whoever decides reads it.")]


@app.command()
def maintenance(
    context: typer.Context,
    service: Annotated[str, typer.Argument(help="The service, as the scenario names it.")],
    time: Annotated[str, typer.Argument(help="For how long: 10m, 90s.")],
    reason: Reason,
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Ask for maintenance. While it is granted and lasts, an outage of the service counts for nothing."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    one = use.apply_for_maintenance(found, who, service, _seconds(time), reason, author=who)
    granted = f"granted for {show_duration(one.seconds)} from now on: {one.answer}"
    waits = "it goes beyond what is allowed without asking; the instructor decides\nnext: cyder applications"
    said = granted if one.state == "granted" else waits
    Terminal(json=json).result(one.model_dump(mode="json"), f"{_named(one)}: {said}")


@app.command()
def isolation(
    context: typer.Context,
    node: Annotated[str, typer.Argument(help="The node that shall be taken off the network.")],
    reason: Reason,
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Ask the instructor to take a node off the network."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    one = use.apply_for_isolation(found, who, node, reason, author=who)
    text = f"{_named(one)}: the instructor decides\nnext: cyder applications"
    Terminal(json=json).result(one.model_dump(mode="json"), text)


def applications(context: typer.Context, exercise: ExerciseName = None, team: Team = None, json: Json = False) -> None:
    """Show what was applied for, and the answers."""
    found = use.applications(desk_of(context).exercise(exercise), team)
    lines = []
    for one in found:
        answer = f": {one.answer}" if one.answer else ""
        lines += [f"{one.at:%H:%M:%S}  {one.team}  {_named(one)}  {one.state}{answer}", f"    {one.reason}"]
    Terminal(json=json).result(
        [one.model_dump(mode="json") for one in found], "\n".join(lines) or "nobody has applied for anything yet"
    )


def decide(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Which one, as `cyder applications` numbers them.")],
    granted: Annotated[bool | None, typer.Option("--grant/--refuse", help="The answer.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; the team reads it.")] = "",
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Answer an application; a node whose isolation is granted is taken off the network. For instructors."""
    if granted is None:
        raise BadInput("yes or no?", hint=f"cyder decide {number} --grant, or --refuse")
    one = use.decide(desk_of(context).exercise(exercise), number, granted=granted, reason=reason)
    done = f"\n{one.team}/{one.subject} is isolated" if one.about == "isolation" and granted else ""
    Terminal(json=json).result(one.model_dump(mode="json"), f"{_named(one)} of {one.team}: {one.state}{done}")


def password(
    context: typer.Context,
    node: Annotated[str, typer.Argument(help="On which node.")],
    account: Annotated[str, typer.Argument(help="Whose password was changed.")],
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Tell a password that was changed, so that checks of the service can go on. It is asked for, never typed here."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    use.need_node(found, who, node)
    if sys.stdin.isatty():
        told = typer.prompt(f"new password of {account} on {node}", hide_input=True, confirmation_prompt=True)
    else:
        told = sys.stdin.readline().rstrip("\n")
    use.tell_password(found, who, node, account, told, author=who)
    text = f"the checks of {node} now use the new password of {account}"
    Terminal(json=json).result({"team": who, "node": node, "account": account}, text)


def register(main: typer.Typer) -> None:
    """Add these commands."""
    main.add_typer(app, name="apply")
    for command in (applications, decide, password):
        main.command()(command)


def _named(one: Application) -> str:
    lasting = f" for {show_duration(one.seconds)}" if one.about == "maintenance" else ""
    return f"#{one.number} {one.about} of {one.subject}{lasting}"


def _seconds(text: str) -> float:
    try:
        return float(str(parse_duration(text)))
    except ValueError as error:
        raise BadInput(str(error), hint="write it as 90s, 5m or 1h30m") from None

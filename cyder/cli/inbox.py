"""Commands of a team: inbox, reply."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import Refused
from cyder.exercise import inbox as use
from cyder.exercise.desk import Exercise

Team = Annotated[str | None, typer.Option("--team", "-t", help="Which team; may be left out when there is only one.")]


def inbox(context: typer.Context, exercise: ExerciseName = None, team: Team = None, json: Json = False) -> None:
    """Show what a team was told: calls, mails, chats, news and papers."""
    found = desk_of(context).exercise(exercise)
    told = use.inbox(found, team_of(found, team))
    lines = []
    for each in told:
        wants = "  (answered)" if each.replied else "  (wants an answer: cyder reply)" if each.wants_reply else ""
        subject = f"  {each.subject.ja} / {each.subject.en}" if each.subject else ""
        lines += [
            f"{each.at:%H:%M:%S}  {each.event}  {each.channel}: {each.sender.ja} / {each.sender.en}{subject}{wants}",
            f"    {each.text.ja}",
            f"    {each.text.en}",
        ]
    data = [
        {
            "event": each.event,
            "at": each.at.isoformat(),
            "channel": each.channel,
            "from": each.sender.model_dump(),
            "text": each.text.model_dump(),
            "wants_reply": each.wants_reply,
            "replied": each.replied,
        }
        for each in told
    ]
    Terminal(json=json).result(data, "\n".join(lines) or "nobody has told this team anything yet")


def reply(
    context: typer.Context,
    message: Annotated[str, typer.Argument(metavar="MESSAGE", help="What is answered, as `cyder inbox` names it.")],
    text: Annotated[str, typer.Argument(help="The answer.")],
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Answer something the team was told."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    use.reply(found, who, message, text, author=who)
    Terminal(json=json).result({"team": who, "message": message}, f"{who} answered '{message}'")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (inbox, reply):
        app.command()(command)


def team_of(exercise: Exercise, team: str | None) -> str:
    """Return the team that `--team` means; it may be left out when there is only one.

    Raises:
        NotFound: there is no such team.
        Refused: there are several, and none was named.
    """
    if team is None and len(exercise.teams) > 1:
        raise Refused(f"whose? there are {len(exercise.teams)} teams", hint="say --team team1")
    chosen = team or exercise.teams[0]
    exercise.resolved(chosen)
    return chosen

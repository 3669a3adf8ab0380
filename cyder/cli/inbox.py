"""Commands of a team: inbox, reply, ask."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.teams import Team, team_of
from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.exercise import inbox as use
from cyder.model.base import LocalText


def inbox(context: typer.Context, exercise: ExerciseName = None, team: Team = None, json: Json = False) -> None:
    """Show what a team was told, what it answered and asked, and whom it may turn to."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    told, said, contacts = use.inbox(found, who), use.said(found, who), found.scenario.contacts
    blocks = sorted([(each.at, _told(each)) for each in told] + [(each.at, _said(each)) for each in said])
    text = "\n".join(block for _, block in blocks) or "nobody has told this team anything yet"
    if contacts:
        names = [f"  {name}: {_both(contact.name)}" for name, contact in contacts.items()]
        text = "\n".join([text, "", 'You may turn to / 問い合わせ先 (cyder ask NAME "…"):', *names])
    data = {
        "told": [_as_data(each) for each in told],
        "said": [{"to": each.to, "at": each.at.isoformat(), "text": each.text} for each in said],
        "contacts": {name: contact.name.model_dump() for name, contact in contacts.items()},
    }
    Terminal(json=json).result(data, text)


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


def ask(
    context: typer.Context,
    contact: Annotated[str, typer.Argument(metavar="CONTACT", help="Who is asked, as `cyder inbox` names them.")],
    text: Annotated[str, typer.Argument(help="The question, or the request.")],
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Turn to somebody outside the team; an answer, if there is any, comes into the inbox in its own time."""
    found = desk_of(context).exercise(exercise)
    who = team_of(found, team)
    use.ask(found, who, contact, text, author=who)
    name = found.scenario.contacts[contact].name
    Terminal(json=json).result({"team": who, "contact": contact}, f"{who} asked {_both(name)}")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (inbox, reply, ask):
        app.command()(command)


def _told(each: use.Told) -> str:
    wants = "  (answered)" if each.replied else "  (wants an answer: cyder reply)" if each.wants_reply else ""
    subject = f"  {_both(each.subject)}" if each.subject else ""
    head = f"{each.at:%H:%M:%S}  {each.event}  {each.channel}: {_both(each.sender)}{subject}{wants}"
    return f"{head}\n    {each.text.ja}\n    {each.text.en}"


def _said(each: use.Said) -> str:
    return f"{each.at:%H:%M:%S}  → {each.to}\n    {each.text}"


def _both(text: LocalText) -> str:
    return f"{text.ja} / {text.en}"


def _as_data(each: use.Told) -> dict[str, object]:
    return {
        "event": each.event,
        "at": each.at.isoformat(),
        "channel": each.channel,
        "from": each.sender.model_dump(),
        "text": each.text.model_dump(),
        "wants_reply": each.wants_reply,
        "replied": each.replied,
    }

"""Commands about who takes part: put into a team, listed, asked for consent, forgotten."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import BadInput, Refused
from cyder.exercise import participants as use
from cyder.model.participants import Membership, Participant

app = typer.Typer(help="Say who sits in which team; names can be erased, and no score changes.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="Whose, as `cyder member list` shows it.")]


@app.command()
def add(
    context: typer.Context,
    team: Annotated[str, typer.Argument(metavar="TEAM", help="Which team.")],
    name: Annotated[str | None, typer.Option("--name", help="What somebody new is called.")] = None,
    organisation: Annotated[str | None, typer.Option("--organisation", help="Where somebody new works.")] = None,
    known: Annotated[str | None, typer.Option("--id", help="Somebody who took part before, instead of a name.")] = None,
    duty: Annotated[str, typer.Option("--duty", help="What they do there: lead, log, network, report, …")] = "",
    consent: Annotated[
        bool, typer.Option("--consent", help="They agree to a history of their own across exercises.")
    ] = False,
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Put somebody into a team, or move them there; the ledger will know nothing but the id that this prints."""
    found = desk_of(context).exercise(exercise)
    if known is not None:
        if name is not None or organisation is not None:
            raise BadInput("both --id and a name or organisation", hint="--id alone: the rest is known")
        seated = use.returner(found, team, known, duty=duty)
        if consent:
            use.agree(found.desk, known, consent=True)
    elif name is None or organisation is None:
        raise BadInput("who is it?", hint=f'cyder member add {team} --name "…" --organisation "…", or --id ID')
    else:
        seated = use.newcomer(found, team, name, organisation, duty=duty, consent=consent)
    who = seated.participant
    moved = f", no longer in {seated.before}" if seated.before not in ("", team) else ""
    lines = [f"{who.id}  {who.name} ({who.organisation}) is in {team} of '{found.name}'{moved}", *seated.advice]
    data = {"id": who.id, "exercise": found.name, "team": team, "duty": duty, "before": seated.before}
    Terminal(json=json).result({**data, "advice": seated.advice}, "\n".join(lines))


@app.command("list")
def list_(
    context: typer.Context,
    team: Annotated[str | None, typer.Option("--team", "-t", help="Only this team of the exercise.")] = None,
    exercise: Annotated[str | None, typer.Option("--exercise", "-e", help="Only this exercise.")] = None,
    json: Json = False,
) -> None:
    """List everybody who is known: id, name, organisation, whether they agreed to a history, where they were."""
    desk = desk_of(context)
    only = desk.exercise(exercise) if exercise or team else None
    if only is not None and team is not None:
        only.resolved(team)
    known = use.participants(desk, exercise=only, team=team)
    data = [
        {**who.model_dump(mode="json"), "teams": [place.model_dump(mode="json") for place in places]}
        for who, places in known
    ]
    text = "\n".join(line for who, places in known for line in _lines(who, places))
    Terminal(json=json).result(data, text or "nobody yet")


@app.command()
def consent(
    context: typer.Context,
    who: Id,
    agreed: Annotated[bool | None, typer.Option("--yes/--no", help="What they said.")] = None,
    json: Json = False,
) -> None:
    """Note whether somebody agrees to a history of their own across exercises."""
    if agreed is None:
        raise BadInput("yes or no?", hint=f"cyder member consent {who} --yes, or --no")
    known = use.agree(desk_of(context), who, consent=agreed)
    text = f"{who}: {'agreed to a' if agreed else 'no'} history of their own"
    Terminal(json=json).result(known.model_dump(mode="json"), text)


@app.command()
def forget(
    context: typer.Context,
    who: Id,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: Json = False,
) -> None:
    """Erase somebody's name, organisation and places in teams for good. Scores stay as they are."""
    desk = desk_of(context)
    if not sure:
        _ask(use.participant(desk, who), can_answer=sys.stdin.isatty() and not json)
    use.forget(desk, who)
    Terminal(json=json).result({"id": who, "forgotten": True, "remains": _REMAINS}, f"{who} is forgotten. {_REMAINS}")


_REMAINS = (
    "What remains: the id, in the list of ids that are never given again, and in ledgers of teams that wrote it into a"
    " report (reporter.member). Not searched: what teams typed themselves, files they attached, copies of the store."
)


def _ask(known: Participant, *, can_answer: bool) -> None:
    question = f"erase {known.name} ({known.organisation}), {known.id}, for good?"
    if not can_answer:
        raise BadInput(question, hint=f"if so: cyder member forget {known.id} --yes")
    if not typer.confirm(question):
        raise Refused(f"{known.id} is not forgotten")


def _lines(who: Participant, places: tuple[Membership, ...]) -> list[str]:
    agreed = "agreed to a history" if who.consent else "no history"
    rows = [f"{who.id}  {who.name}  {who.organisation}  ({agreed})"]
    for place in places:
        rows.append(f"    {place.exercise_name}  {place.team}  {place.duty}".rstrip())
    return rows


def register(main: typer.Typer) -> None:
    """Add these commands."""
    main.add_typer(app, name="member")

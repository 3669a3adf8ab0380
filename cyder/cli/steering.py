"""Commands of whoever conducts: single events, more time, another speed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import BadInput
from cyder.exercise.rewinding import rewind as take_back
from cyder.exercise.steering import EventState, ask_about_event, ask_about_time, events_of
from cyder.model.base import LocalText, parse_duration, show_clock
from cyder.model.ledger import RequestKind

app = typer.Typer(help="Look at the events of an exercise, and change single ones.", no_args_is_help=True)

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, as `cyder event list` shows it.")]
Team = Annotated[str | None, typer.Option("--team", "-t", help="For one team only; otherwise for all of them.")]
Exercise = Annotated[str | None, typer.Argument(help="Which exercise; may be left out while there is only one.")]


_PLAIN: dict[RequestKind, str] = {
    "fire": "Let an event, or a phase of the story, begin now, whatever it waits for.",
    "skip": "Let an event not take place, or a phase with what belongs to it.",
    "hold": "Keep an event from beginning until it is released or fired.",
    "release": "Let go of an event that was held, or is to be skipped; if its moment has passed, it begins now.",
}
"""Commands about an event that need to be told nothing else, and what they do."""


@app.command("list")
def list_(context: typer.Context, exercise: ExerciseName = None, team: Team = None, json: Json = False) -> None:
    """List the phases and events of every team: when each begins or began, and how it stands."""
    states = events_of(desk_of(context).exercise(exercise), team)
    rows = [("team", "moment", "event", "what", "state"), *map(_row, states)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    Terminal(json=json).result([vars(state) for state in states], "\n".join(lines))


@app.command()
def delay(
    context: typer.Context,
    event: EventId,
    by: Annotated[str, typer.Argument(help="By how much: 5m, 90s.")],
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Let an event begin later."""
    _ask(context, "delay", event, exercise, team, json=json, seconds=_seconds(by))


@app.command()
def edit(
    context: typer.Context,
    event: EventId,
    en: Annotated[str, typer.Option("--en", help="What it shall say in English.")],
    ja: Annotated[str, typer.Option("--ja", help="What it shall say in Japanese.")],
    exercise: ExerciseName = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Change what an inject will say."""
    _ask(context, "edit", event, exercise, team, json=json, text=LocalText(en=en, ja=ja))


@app.command()
def void(
    context: typer.Context,
    event: EventId,
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in every team's score.")],
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Take an event out of the score, for all teams; also after the end."""
    found = desk_of(context).exercise(exercise)
    ask_about_event(found, "void", event, team=None, reason=reason)
    Terminal(json=json).result({"event": event, "asked": "void"}, f"'{event}' no longer counts, for any team")


def extend(
    context: typer.Context,
    by: Annotated[str, typer.Argument(help="By how much: 10m, 90s.")],
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Make an exercise longer, for all teams."""
    found = desk_of(context).exercise(exercise)
    ask_about_time(found, "extend", value=_seconds(by))
    Terminal(json=json).result({"exercise": found.name, "extended": by}, f"'{found.name}' lasts {by} longer")


def speed(
    context: typer.Context,
    pace: Annotated[str, typer.Argument(help="Exercise seconds per second; `max` jumps from event to event.")],
    exercise: ExerciseName = None,
    json: Json = False,
) -> None:
    """Let the exercise clock run at another speed; actions and probes keep real time."""
    from cyder.cli.playing import pace_of

    found = desk_of(context).exercise(exercise)
    ask_about_time(found, "speed", value=pace_of(pace))
    Terminal(json=json).result({"exercise": found.name, "speed": pace}, f"asked for speed {pace}")


def rewind(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="EVENT", help="The event before which it shall stand again.")],
    exercise: Exercise = None,
    team: Team = None,
    json: Json = False,
) -> None:
    """Make a team's LAN anew and play it again, at full speed, up to an event. The ledger is kept."""
    terminal = Terminal(json=json)
    found = desk_of(context).exercise(exercise)
    teams = take_back(found, to, team=team, voice=terminal)
    text = f"{', '.join(teams)}: as before '{to}'\nnext: cyder start {found.name}"
    terminal.result({"exercise": found.name, "teams": teams, "next": to}, text)


def register(main: typer.Typer) -> None:
    """Add these commands."""
    main.add_typer(app, name="event")
    for request, says in _PLAIN.items():
        app.command(request, help=says)(_about(request))
    for command in (extend, speed, rewind):
        main.command()(command)


def _about(request: RequestKind) -> Callable[..., None]:
    """Return a command that needs to know nothing but which event it is about."""

    def command(
        context: typer.Context, event: EventId, exercise: ExerciseName = None, team: Team = None, json: Json = False
    ) -> None:
        _ask(context, request, event, exercise, team, json=json)

    return command


def _ask(
    context: typer.Context,
    request: RequestKind,
    event: str,
    exercise: str | None,
    team: str | None,
    *,
    json: bool,
    seconds: float | None = None,
    text: LocalText | None = None,
) -> None:
    found = desk_of(context).exercise(exercise)
    now = ask_about_event(found, request, event, team=team, seconds=seconds, text=text)
    said = f"asked the conductor of '{found.name}' to {request} '{event}' for {team or 'all teams'}"
    said += "" if now else f"\nnobody conducts it just now; `cyder start {found.name}` will obey"
    Terminal(json=json).result({"exercise": found.name, "event": event, "asked": request, "team": team}, said)


def _row(state: EventState) -> tuple[str, ...]:
    moment = "" if state.moment is None else show_clock(state.moment)
    return state.team, moment, state.event, state.kind, state.state


def _seconds(text: str) -> float:
    try:
        seconds = float(str(parse_duration(text)))
    except ValueError as error:
        raise BadInput(str(error), hint="write it as 90s, 5m or 1h30m") from None
    if seconds <= 0:
        raise BadInput(f"'{text}' is no time to add", hint="write it as 90s, 5m or 1h30m")
    return seconds

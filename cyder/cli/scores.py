"""The command that shows scores, with every reason."""

from __future__ import annotations

from typing import Annotated

import typer

from cyder.cli.terminal import ExerciseName, Json, Terminal, desk_of
from cyder.errors import NotFound
from cyder.exercise.reporting import released, scorecard
from cyder.model.score import Scorecard, ScoreLine


def score(
    context: typer.Context,
    exercise: ExerciseName = None,
    team: Annotated[str | None, typer.Option("--team", "-t", help="Only this team.")] = None,
    json: Json = False,
) -> None:
    """Compute scores from the ledger and show them line by line, with reasons and the log lines behind them."""
    found = desk_of(context).exercise(exercise)
    if team and team not in found.teams:
        raise NotFound.named("team", team, found.teams)
    cards = [scorecard(found, each) for each in ([team] if team else found.teams)]
    over = released(found)
    text = "\n\n".join(card_text(card) for card in cards)
    note = "" if over else "\n\nprovisional: the exercise is not over; teams cannot read this yet"
    data = [{**card.model_dump(mode="json"), "earned": card.earned, "maximum": card.maximum} for card in cards]
    Terminal(json=json).result({"final": over, "scores": data}, text + note)


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(score)


def card_text(card: Scorecard) -> str:
    """Return a scorecard for a person: the total, then each line with what was right, missed and wrong.

    A log line that proves several score lines is shown at the first of them.
    """
    rows = [f"{card.team}: {card.earned:.1f} of {card.maximum:.0f} gradable points ({card.share:.0%})"]
    shown: set[str] = set()
    for line in card.lines:
        rows += _line_text(line)
        fresh = [quote for quote in line.evidence[:1] if quote.line not in shown]
        rows += [f"{'':17} {quote.node}:{quote.log}: {quote.line}" for quote in fresh]
        shown |= {quote.line for quote in fresh}
    return "\n".join(rows)


def _line_text(line: ScoreLine) -> list[str]:
    rows = [f"  {line.earned:6.1f} / {line.maximum:<5.0f} {line.title}: {line.reason}"]
    for word, values in (("right", line.matched), ("missed", line.missed), ("wrong", line.wrong)):
        if values:
            rows.append(f"{'':17} {word}: {', '.join(values)}")
    return rows

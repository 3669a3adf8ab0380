"""Use cases: a team does not agree with a score line; an instructor hears it, and adds or takes points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cyder.errors import NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.grading import released
from cyder.exercise.reporting import scorecard
from cyder.model.dealings import Adjusted, Appealed
from cyder.model.score import Scorecard, ScoreLine

_A_HUNDREDTH = 0.005
"""Points are rounded to a hundredth: what differs by less is the same."""


@dataclass(frozen=True)
class Appeal:
    """An appeal by the number of its entry, and the answers it has got."""

    number: int
    team: str
    at: datetime
    line: str
    text: str
    answers: tuple[Adjusted, ...]


def appeal(exercise: Exercise, team: str, line: str, text: str, *, author: str) -> int:
    """Write down why a team does not agree with a line; return the appeal's number.

    Raises:
        NotFound: the team's scorecard has no such line.
        Refused: scores are not released yet.
    """
    # Asked first: which lines there are says what is graded.
    if not released(exercise):
        raise Refused("scores are not released yet", hint="an instructor does that with: cyder release")
    _line(scorecard(exercise, team), line)
    return exercise.ledger.append(Appealed(line=line, text=text), team=team, author=author).seq


def appeals(exercise: Exercise) -> list[Appeal]:
    """Return all appeals with their answers, oldest first."""
    entries = exercise.ledger.entries()
    answers = [entry.body for entry in entries if isinstance(entry.body, Adjusted)]
    return [
        Appeal(
            number=entry.seq,
            team=entry.team,
            at=entry.at,
            line=entry.body.line,
            text=entry.body.text,
            answers=tuple(one for one in answers if one.appeal == entry.seq),
        )
        for entry in entries
        if isinstance(entry.body, Appealed)
    ]


def adjust(
    exercise: Exercise, team: str, line: str, points: float, reason: str, *, author: str, answers: int | None = None
) -> None:
    """Add points to a team's line or take some away, as an entry of its own; 0 points hear an appeal and refuse it.

    Raises:
        NotFound: no such line, or no such appeal of this team about this line.
        Refused: the line would be above its maximum, or below what it can lose.
    """
    card = scorecard(exercise, team)
    graded = _line(card, line)
    if answers is not None:
        known = [str(one.number) for one in appeals(exercise) if (one.team, one.line) == (team, line)]
        if str(answers) not in known:
            raise NotFound.named(f"appeal of {team} about '{line}'", str(answers), known, hint="cyder appeals")
    earned = graded.earned + _adjusted(exercise, team, line) + points
    if earned > max(graded.maximum, 0.0) + _A_HUNDREDTH:
        room = graded.maximum - (earned - points)
        raise Refused(
            f"'{line}' would earn {earned:g} of {graded.maximum:g}",
            hint=f"it has room for {room:g} more; a line cannot earn more than its maximum",
        )
    if points < 0 and earned < min(graded.earned, 0.0) - _A_HUNDREDTH:
        raise Refused(f"'{line}' would earn {earned:g}", hint="a line that nobody deducts from does not go below 0")
    exercise.ledger.append(Adjusted(line=line, points=points, reason=reason, appeal=answers), team=team, author=author)


def _adjusted(exercise: Exercise, team: str, line: str) -> float:
    entries = exercise.ledger.entries(team=team)
    return sum(one.body.points for one in entries if isinstance(one.body, Adjusted) and one.body.line == line)


def _line(card: Scorecard, name: str) -> ScoreLine:
    for line in card.lines:
        if line.id == name:
            return line
    raise NotFound.named("line", name, [line.id for line in card.lines], hint="cyder score shows them")

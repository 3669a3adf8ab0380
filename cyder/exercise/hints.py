"""Use cases: which hints a team may take, and taking one."""

from __future__ import annotations

from dataclasses import dataclass

from cyder.errors import NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.state import state_of
from cyder.model.base import LocalText
from cyder.model.dealings import HintTaken


@dataclass(frozen=True)
class HintShown:
    """A hint as its team sees it: `text` is there once it was taken, or once the exercise is over."""

    name: str
    title: LocalText
    about: str
    cost: float
    taken: bool
    text: LocalText | None


def hints(exercise: Exercise, team: str) -> list[HintShown]:
    """Return the hints there are, in the scenario's order; their texts only where they may be read."""
    known = exercise.resolved(team).hints
    entries = exercise.ledger.entries(team=team)
    taken = {entry.body.hint for entry in entries if isinstance(entry.body, HintTaken) and entry.team == team}
    over = state_of(entries) == "ended"
    return [
        HintShown(name, hint.title, hint.about, hint.cost, name in taken, hint.text if over or name in taken else None)
        for name, hint in known.items()
    ]


def take_hint(exercise: Exercise, team: str, name: str, *, author: str) -> HintShown:
    """Take a hint and return it with its text. Taken twice, it costs once; after the end it costs nothing.

    Raises:
        NotFound: there is no such hint.
        Refused: the exercise has not begun.
    """
    known = {hint.name: hint for hint in hints(exercise, team)}
    if name not in known:
        raise NotFound.named("hint", name, known)
    state = state_of(exercise.ledger.entries())
    if state in {"new", "ready"}:
        raise Refused(f"exercise '{exercise.name}' has not begun", hint=f"cyder start {exercise.name}")
    if state != "ended" and not known[name].taken:
        exercise.ledger.append(HintTaken(hint=name), team=team, author=author)
    return next(hint for hint in hints(exercise, team) if hint.name == name)

"""What there is to say about an action before any scenario uses it."""

from __future__ import annotations

import inspect

from cyder.contracts.action import Action
from cyder.model.attack import TECHNIQUES, Tactic
from cyder.model.base import LocalText, Noun
from cyder.planning.sheets import Setting, settings_of


class ActionSheet(Noun):
    """One action: what it is, from where to where it plays, its settings, and what holds it back."""

    id: str
    version: int
    title: LocalText
    summary: str
    techniques: tuple[str, ...]
    tactic: Tactic
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    settings: tuple[Setting, ...]
    commands: int
    per_second: float
    touches: str
    cleanup: str
    idempotent: bool


def action_sheet(action: type[Action]) -> ActionSheet:
    """Return what an action says of itself."""
    return ActionSheet(
        id=action.id,
        version=action.version,
        title=action.title,
        summary=_sentence(action.__doc__),
        techniques=action.techniques,
        tactic=TECHNIQUES[action.techniques[0]].tactic,
        sources=tuple(sorted(action.sources)),
        targets=tuple(sorted(action.targets)),
        settings=settings_of(action.model_json_schema()),
        commands=action.caps.commands,
        per_second=action.caps.per_second,
        touches=action.touches,
        cleanup=_sentence(action.cleanup.__doc__),
        idempotent=action.idempotent,
    )


def _sentence(text: str | None) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join(inspect.cleandoc(text or "").split("\n\n", 1)[0].split())

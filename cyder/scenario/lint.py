"""Second thoughts, asked once every name refers to something: what is allowed and cannot have been meant."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.errors import Problem
from cyder.scenario.checks_timeline import events_can_fire
from cyder.scenario.document import Path
from cyder.scenario.draft import Check, Draft
from cyder.scenario.lint_indicators import indicators_are_invented
from cyder.scenario.lint_reach import gateways_join, nodes_are_reachable

_PLAYERS = {"perfect": "proves that full points can be had", "idle": "proves that doing nothing earns nothing"}


def objectives_are_probed(draft: Draft) -> Iterator[Problem]:
    """Find objectives that no event refers to, so that nothing is ever probed for them."""
    used = {name for _, event in draft.actions for name in event.objectives}
    for name in draft.scenario.objectives:
        if name not in used:
            hint = f"add 'objective: {name}' to the event it is about, or remove it"
            message = f"no event refers to the objective '{name}'"
            yield draft.problem(("objectives", name), message, hint=hint, rule="objective-without-event", key=True)


def variables_are_used(draft: Draft) -> Iterator[Problem]:
    """Find variables that nothing mentions."""
    used = {name for _, name in draft.mentioned}
    for name in draft.scenario.variables:
        if name not in used:
            hint = f"write ${name} where it belongs, or remove it"
            message = f"the variable '{name}' is never used"
            yield draft.problem(("variables", name), message, hint=hint, rule="unused-variable", key=True)


def texts_are_in_both_languages(draft: Draft) -> Iterator[Problem]:
    """Find texts that are blank in one of the two languages."""
    for path, text in _local_texts(draft.document.data, ()):
        if not text.strip():
            message = f"the text is blank in '{path[-1]}'"
            hint = "write it in this language too"
            yield draft.problem(path, message, hint=hint, rule="blank-text")


def players_prove_it(draft: Draft) -> Iterator[Problem]:
    """Find scenarios without the two players that prove them solvable and fair."""
    for name, why in _PLAYERS.items():
        if name not in draft.scenario.players:
            message, hint = f"there is no player '{name}'", f"add '{name}' under players: it {why}"
            yield draft.problem(("players",), message, hint=hint, rule="missing-player", key=True)


def something_can_be_earned(draft: Draft) -> Iterator[Problem]:
    """Find scenarios in which everything is worth nothing."""
    weights = draft.scenario.scoring
    parts = [value for value in weights.model_dump().values() if isinstance(value, int)]
    if not any(parts) and not any(objective.points for objective in draft.scenario.objectives.values()):
        hint = "give a part of the report under scoring, or an objective, its points"
        yield draft.problem(("scoring",), "no points can be earned", hint=hint, rule="nothing-to-earn", key=True)


LINT: tuple[Check, ...] = (
    objectives_are_probed,
    variables_are_used,
    texts_are_in_both_languages,
    players_prove_it,
    something_can_be_earned,
    events_can_fire,
    gateways_join,
    nodes_are_reachable,
    indicators_are_invented,
)


def lint(draft: Draft) -> Iterator[Problem]:
    """Yield what every second thought has to say."""
    for thought in LINT:
        yield from thought(draft)


def _local_texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if set(value) == {"en", "ja"} and isinstance(item, str):
                yield (*path, key), item
            yield from _local_texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _local_texts(item, (*path, index))

"""Second thoughts about a scenario that need its machines: is what is judged logged, and can a probe look at it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cyder.contracts.action import Action, Expected, Scene
from cyder.contracts.registry import Catalogue
from cyder.errors import CyderError, Problem
from cyder.exercise.foreseeing import foreseen
from cyder.model.scenario import Scenario
from cyder.model.seed import Seed
from cyder.model.timeline import ActionEvent
from cyder.planning.resolve import Resolved, resolve
from cyder.replay.rounds import accepted
from cyder.scenario.document import Document, Path

_SEED = Seed(b"proofread")

_PEOPLE = 96
"""So many members of staff are looked at: what machines log does not depend on how many more there are."""


def unprovable(document: Document, scenario: Scenario, catalogue: Catalogue) -> Iterator[Problem]:
    """Find events that cannot be played on the machines there are, truths in no log, objectives that no probe looks at.

    Asked of machines without files first, which is soon done; what they cannot answer, of machines that have theirs.
    """
    few = min(scenario.organisation.staff, _PEOPLE)
    small = scenario.model_copy(update={"organisation": scenario.organisation.model_copy(update={"staff": few})})
    seen = _look(small, catalogue, files=False)
    if seen.unplayable:
        seen = _look(small, catalogue, files=True)
    for event, reason in seen.unplayable.items():
        message = f"'{event}' cannot be played as it is written: {reason}"
        hint = "change its settings or its ends, or keep the machine that it needs"
        yield document.problem(_place(document, event), message, hint=hint, rule="event-unplayable")
    for event in seen.unlogged:
        message = f"'{event}' is scored, and no machine here writes down that it happened"
        hint = "play it at a machine that keeps such a log, or add 'scored: false'"
        yield document.problem(_place(document, event), message, hint=hint, rule="truth-without-receipt")
    for name in scenario.objectives:
        if name not in seen.probed:
            message = f"no probe can look whether '{name}' is met: with these settings its events offer no way"
            hint = "change the events' settings, or the objective's 'kind' or 'ways'"
            yield document.problem(("objectives", name), message, hint=hint, rule="objective-without-probe", key=True)


@dataclass
class _Seen:
    """What was found: events that cannot be played, and why; events that nobody logs; objectives with a way to look."""

    unplayable: dict[str, str] = field(default_factory=dict)
    unlogged: list[str] = field(default_factory=list)
    probed: set[str] = field(default_factory=set)


def _look(scenario: Scenario, catalogue: Catalogue, *, files: bool) -> _Seen:
    resolved = resolve(scenario, "team1", _SEED, catalogue, exercise="proofread", files=files)
    seen = _Seen()
    for event, action, scene in foreseen(resolved, _SEED, catalogue):
        try:
            lines = action.emits(scene)
            seen.probed |= _probed(event, action, scene, scenario)
        except CyderError as error:
            seen.unplayable[event.id] = error.message
            seen.probed |= set(event.objectives)  # one problem is enough
            continue
        if event.scored and not any(_is_logged(line, resolved) for line in lines):
            seen.unlogged.append(event.id)
    return seen


def _probed(event: ActionEvent, action: Action, scene: Scene, scenario: Scenario) -> set[str]:
    return {name for name in event.objectives if accepted(action, scene, scenario.objectives.get(name))}


def _is_logged(line: Expected, resolved: Resolved) -> bool:
    """Return whether the machine keeps such a log; one that is called by its path is any machine's."""
    return line.log.startswith("/") or line.log in resolved.roles[line.node].logs


def _place(document: Document, event: str) -> Path:
    """Return where an event stands in the file; one that is repeated bears its number after the name written there."""
    timeline = document.data.get("timeline") if isinstance(document.data, dict) else None
    for index, entry in enumerate(timeline if isinstance(timeline, list) else ()):
        name = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(name, str) and event in (name, f"{name}-{event.rpartition('-')[2]}"):
            return ("timeline", index, "id")
    return ("timeline",)

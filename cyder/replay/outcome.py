"""Plays one action and decides how it ended: succeeded, blocked, infra-error; never a free win for a broken attack."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from cyder.contracts.action import Action, Scene
from cyder.errors import CyderError
from cyder.model.evidence import Answer, Outcome, OutcomeKind, Trace
from cyder.model.timeline import ActionEvent
from cyder.replay.asking import ask
from cyder.replay.guard import guarded
from cyder.replay.receipts import LogReader


def decide(*, reached: bool, missing: Sequence[str], control: Answer | None) -> tuple[OutcomeKind, str]:
    """Return kind and reason of an outcome.

    `missing`: places of log lines that should be there and are not. `control`: what a clean place got, asked only
    when the action did not reach its target: if nobody is served, nobody was kept out.
    """
    if reached and not missing:
        return "succeeded", "every expected log line was found"
    if reached:
        return "infra-error", f"the service answered, but no such line came in {', '.join(missing)}"
    if control is not None and control.passed:
        return "blocked", f"kept out, while a clean place was served ({control.said})"
    said = control.said if control else "nobody could be asked"
    return "infra-error", f"not reached, and a clean place was not served either ({said})"


def play(action: Action, scene: Scene, event: ActionEvent, reader: LogReader) -> Outcome:
    """Carry out one event's action and return its outcome with trace, receipts, control and truth."""
    try:
        outcome = _play(action, scene, event, reader)
    except CyderError as error:
        outcome = outcome_of(event, "infra-error", error.message)
    parameters = {name: json.dumps(value, ensure_ascii=False) for name, value in action.model_dump(mode="json").items()}
    what = [action.id, action.version, parameters, event.source, event.target]
    digest = hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
    return outcome.model_copy(update={"version": action.version, "parameters": parameters, "configuration": digest})


def outcome_of(event: ActionEvent, kind: OutcomeKind, reason: str, *, trace: Trace | None = None) -> Outcome:
    """Return an outcome without proof."""
    return Outcome(
        event=event.id,
        action=event.do,
        kind=kind,
        reason=reason,
        trace=trace,
        scored=event.scored,
        objectives=event.objectives,
    )


def _play(action: Action, scene: Scene, event: ActionEvent, reader: LogReader) -> Outcome:
    expected = action.emits(scene)
    marks = reader.marks(expected)
    trace = action.run(guarded(scene, action.caps))
    if not trace.reached:
        chance = scene.seed.child(f"control/{event.id}")
        control = ask(scene.lan, action.control(scene).knowing(scene.told), source=scene.vantage, chance=chance)
        kind, reason = decide(reached=False, missing=(), control=control)
        return outcome_of(event, kind, reason, trace=trace).model_copy(update={"control": control.said})
    receipts, missing = reader.collect(expected, marks)
    kind, reason = decide(reached=True, missing=[reader.where(item) for item in missing], control=None)
    outcome = outcome_of(event, kind, reason, trace=trace).model_copy(update={"receipts": tuple(receipts)})
    if kind != "succeeded":
        return outcome
    said = action.truth(scene, receipts)
    truth = said.model_copy(update={"techniques": tuple(dict.fromkeys((*action.techniques, *said.techniques)))})
    return outcome.model_copy(update={"truth": truth, "broke": (event.target,) if action.breaks else ()})

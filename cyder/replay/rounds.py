"""One round of containment probes: the bad thing denied and, in the same round, the good thing working."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from cyder.contracts.action import Action, Scene
from cyder.contracts.probe import Check, Containment
from cyder.model.evidence import Answer, Finding
from cyder.model.seed import Seed
from cyder.replay.asking import ask


@dataclass
class Round:
    """One look at a scene: a question that several ways have in common is asked once."""

    scene: Scene
    chance: Seed
    _answers: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def ask(self, check: Check) -> Answer:
        """Return the answer to a question, from this round."""
        key = (type(check.probe).__qualname__, check.model_dump_json())
        if key not in self._answers:
            self._answers[key] = ask(self.scene.lan, check, source=self.scene.vantage, chance=self.chance)
        return self._answers[key]

    def finding(self, objective: str, way: Containment) -> Finding:
        """Return whether one way holds: everything bad is denied, everything good works."""
        denied = [self.ask(check) for check in way.deny]
        allowed = [self.ask(check) for check in way.allow]
        shut = all(answer.asked and not answer.passed for answer in denied)
        held = shut and all(answer.passed for answer in allowed)
        return Finding(
            objective=objective,
            event=self.scene.event,
            held=held,
            closed=shut,
            way=way.id if held else None,
            denied="; ".join(answer.said for answer in denied),
            allowed="; ".join(answer.said for answer in allowed),
        )


def probe_round(
    objective: str, action: Action, scene: Scene, *, chance: Seed, ways: Container[str] | None = None
) -> Finding:
    """Try the accepted ways, all or those named; the objective is held as soon as one is denied and still useful.

    If none is, the finding is of the first way that is denied at least, or else of the first.
    """
    here = Round(scene, chance)
    found: list[Finding] = []
    for way in action.containment(scene):
        if ways is not None and way.id not in ways:
            continue
        found.append(here.finding(objective, way))
        if found[-1].held:
            return found[-1]
    if not found:
        raise ValueError(action.id)  # the self-test refuses an action that nothing can contain, a check an unknown way
    return next((finding for finding in found if finding.closed), found[0])

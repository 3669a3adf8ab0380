"""One round of containment probes: the bad thing denied and, in the same round, the good thing working."""

from __future__ import annotations

from cyder.contracts.action import Action, Scene
from cyder.contracts.probe import Containment
from cyder.model.evidence import Finding
from cyder.model.seed import Seed
from cyder.replay.asking import ask


def probe_round(objective: str, action: Action, scene: Scene, *, chance: Seed) -> Finding:
    """Try every accepted way; the objective is held as soon as one is denied and still useful."""
    findings = [try_way(objective, way, scene, chance=chance.child(way.id)) for way in action.containment(scene)]
    return next((finding for finding in findings if finding.held), findings[0])


def try_way(objective: str, way: Containment, scene: Scene, *, chance: Seed) -> Finding:
    """Try one way: everything bad is denied, everything good works."""
    denied = [ask(scene.lan, check, source=scene.vantage, chance=chance) for check in way.deny]
    allowed = [ask(scene.lan, check, source=scene.vantage, chance=chance) for check in way.allow]
    shut = all(answer.asked and not answer.passed for answer in denied)
    held = shut and all(answer.passed for answer in allowed)
    return Finding(
        objective=objective,
        event=scene.event,
        held=held,
        way=way.id if held else None,
        denied="; ".join(answer.said for answer in denied),
        allowed="; ".join(answer.said for answer in allowed),
    )

"""One round of containment probes: the bad thing denied and, in the same round, the good thing working."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from cyder.contracts.action import Action, Scene
from cyder.contracts.probe import Check, Containment
from cyder.model.evidence import Answer, Finding
from cyder.model.scenario import Objective
from cyder.model.seed import Seed
from cyder.replay.asking import ask


@dataclass
class Round:
    """One look at a scene: a question that several ways or objectives have in common is asked once."""

    scene: Scene
    chance: Seed
    _answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    _insisted: set[tuple[str, str]] = field(default_factory=set)

    def ask(self, check: Check) -> Answer:
        """Return the answer to a question, from this round."""
        key = _key(check)
        if key not in self._answers:
            self._answers[key] = ask(self.scene.lan, check, source=self.scene.vantage, chance=self.chance)
        return self._answers[key]

    def insist(self, check: Check) -> Answer:
        """Return the answer; if what should work did not, ask once more: a busy machine is no fault of the team's."""
        key = _key(check)
        if not self.ask(check).passed and key not in self._insisted:
            self._insisted.add(key)
            chance = self.chance.child("once more")
            self._answers[key] = ask(self.scene.lan, check, source=self.scene.vantage, chance=chance)
        return self._answers[key]

    def best(self, objective: str, ways: Sequence[Containment]) -> Finding:
        """Try the ways that count; the objective is held as soon as one is denied and still useful.

        If none is, the finding is of the first way that is denied at least, or else of the first.

        Raises:
            ValueError: there is no way to try.
        """
        found: list[Finding] = []
        for way in ways:
            found.append(self.finding(objective, way))
            if found[-1].held:
                return found[-1]
        if not found:
            message = f"no way to look whether '{objective}' is held"
            raise ValueError(message)
        return next((finding for finding in found if finding.closed), found[0])

    def finding(self, objective: str, way: Containment) -> Finding:
        """Return whether one way holds: everything bad is denied, everything good works."""
        checks = [*way.deny, *(check.knowing(self.scene.told) for check in way.allow)]
        with ThreadPoolExecutor(max_workers=len(checks)) as pool:  # most of it is waiting for what nobody answers
            answers = list(pool.map(self.ask, checks))
        denied, allowed = answers[: len(way.deny)], answers[len(way.deny) :]
        shut = all(answer.asked and not answer.passed for answer in denied)
        if shut:
            allowed = [self.insist(check) for check in checks[len(way.deny) :]]
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


def _key(check: Check) -> tuple[str, str]:
    return type(check.probe).__qualname__, check.model_dump_json()


def accepted(action: Action, scene: Scene, objective: Objective | None) -> tuple[Containment, ...]:
    """Return the ways that count for an objective: of those there are for its kind, all or those that it names."""
    ways = action.recovery(scene) if objective and objective.kind == "recovery" else action.containment(scene)
    named = objective.ways if objective else ()
    return tuple(way for way in ways if not named or way.id in named)

"""Use case: what each action claims before anybody plays it: the log lines it leaves and the ways that contain it."""

from __future__ import annotations

from functools import cached_property

from cyder.contracts.action import Action, Scene
from cyder.contracts.provider import Lan
from cyder.exercise.library import catalogue, opened
from cyder.exercise.proofs import GROUND
from cyder.exercise.system import SystemClock
from cyder.lan.memory import MemoryProvider
from cyder.model.base import Noun
from cyder.model.seed import Seed
from cyder.planning.execute import execute
from cyder.planning.plan import plan
from cyder.planning.resolve import Resolved, resolve
from cyder.planning.variables import substitute


class Claims(Noun):
    """What one action promises in the town hall: `node:log` for each line that proves it, and the ways by name."""

    receipts: tuple[str, ...]
    ways: tuple[str, ...]


class Preview:
    """The town hall in memory, on which every action can be asked what it would leave; nothing is played."""

    @cached_property
    def _resolved(self) -> Resolved:
        return resolve(opened(GROUND), "team1", Seed(b"preview"), catalogue(), exercise="preview")

    @cached_property
    def _lan(self) -> Lan:
        provider = MemoryProvider()
        lan = Lan(provider, self._resolved.topology)
        execute(plan(lan.topology, provider.observe(lan.ref)), provider, lan.ref, workers=1, done=lambda _: None)
        return lan

    def claims(self, action: type[Action]) -> Claims:
        """Return what an action promises, over all its trials."""
        receipts: dict[str, None] = {}
        ways: dict[str, None] = {}
        for trial in action.trials:
            made = action.model_validate(substitute(dict(trial.settings), self._resolved.values))
            scene = self._scene(trial.source, trial.target)
            receipts |= {f"{line.node}:{line.log}": None for line in made.emits(scene)}
            ways |= {way.id: None for way in (*made.containment(scene), *made.recovery(scene))}
        return Claims(receipts=tuple(receipts), ways=tuple(ways))

    def _scene(self, source: str, target: str) -> Scene:
        found = self._resolved
        return Scene(
            lan=self._lan,
            event="preview",
            source=source,
            target=target,
            people=found.people,
            canary=found.canary,
            seed=Seed(b"preview"),
            clock=SystemClock(),
        )

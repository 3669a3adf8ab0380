"""What an action would find if it were played: a team's LAN in memory, of which only the plan is known."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.contracts.action import Action, Scene
from cyder.contracts.provider import Lan
from cyder.contracts.registry import Catalogue
from cyder.exercise.system import SystemClock
from cyder.lan.memory import MemoryProvider
from cyder.model.seed import Seed
from cyder.model.timeline import ActionEvent
from cyder.planning.resolve import Resolved, action_of
from cyder.replay.stage import marker


def foreseen(resolved: Resolved, seed: Seed, catalogue: Catalogue) -> Iterator[tuple[ActionEvent, Action, Scene]]:
    """Yield every event of the attacker's with its action and the scene it would be played in; `seed` is the team's.

    No machine has to stand. An action that cannot be played there raises CyderError when it is asked.
    """
    lan, replayed = Lan(MemoryProvider(), resolved.topology), seed.child("replay")
    for event in resolved.events:
        if not isinstance(event, ActionEvent):
            continue
        scene = Scene(
            lan=lan,
            event=event.id,
            source=event.source,
            target=event.target,
            people=resolved.people,
            canary=resolved.canary,
            seed=replayed.child(event.id),
            clock=SystemClock(),
            marker=marker(replayed),
        )
        yield event, action_of(event, catalogue), scene

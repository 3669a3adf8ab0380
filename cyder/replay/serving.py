"""Looks whether staff are served: one transaction for each service, as somebody who works there would do it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from cyder.contracts.probe import Check, Told
from cyder.contracts.provider import Lan
from cyder.model.evidence import Answer
from cyder.model.seed import Seed
from cyder.replay.asking import PROBER, ask, vantage
from cyder.replay.blame import Changes, nobodys_doing

_AT_ONCE = 4
_OTHER_TRIES = 8
"""How often another address is drawn before it is believed that there is none."""


@dataclass(frozen=True)
class Service:
    """Something that staff need: on which node, and what they must be able to do there."""

    node: str
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Desk:
    """Somebody in one team's LAN who tries all services. `changed`: who took nodes off the network."""

    lan: Lan
    team: str
    told: Told
    changed: Changes
    chance: Seed

    def round(self, services: Mapping[str, Service]) -> dict[str, Answer]:
        """Return for each service whether it was of use; not asked where a machine fails that nobody has touched."""
        with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
            return dict(zip(services, pool.map(self._try, services.values()), strict=True))

    def _try(self, service: Service) -> Answer:
        answers: list[Answer] = []
        for check in service.checks:
            answers.append(self._ask(check.knowing(self.told)))
            if not answers[-1].passed:
                break
        last = answers[-1]
        seconds = round(sum(answer.seconds for answer in answers), 3)
        said = last.said if not last.passed else "; ".join(answer.said for answer in answers)
        asked = last.passed or (last.asked and not self._is_nobodys_doing(service.node))
        return Answer(passed=last.passed, asked=asked, said=said, seconds=seconds)

    def _ask(self, check: Check) -> Answer:
        """Ask; what is refused, once more from another address: staff have more than one PC."""
        answer = ask(self.lan, check, source=None, chance=self.chance)
        if answer.passed or not answer.asked:
            return answer
        first = self._place(check, self.chance)
        others = (self.chance.child(f"other/{number}") for number in range(_OTHER_TRIES))
        other = next((chance for chance in others if self._place(check, chance) != first), None)
        return answer if other is None else ask(self.lan, check, source=None, chance=other)

    def _place(self, check: Check, chance: Seed) -> str:
        return vantage(self.lan.topology, check.by, check.probe.target, source=None, chance=chance).address

    def _is_nobodys_doing(self, node: str) -> bool:
        """Return whether the node, what leads there or who asks there fails, and the team has not done that."""
        routers = [spec.name for spec in self.lan.topology.nodes if spec.routing == "router"]
        return nobodys_doing(self.lan, self.team, (node, *routers, PROBER), self.changed)

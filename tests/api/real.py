"""An exercise that runs by its ledger, without LANs, behind the real use cases; and a way to ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import httpx

from cyder.exercise.control import Control
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.tokens import token_for
from cyder.model.base import LocalText
from cyder.model.ledger import Ended, Injected, Raised, Started
from tests.api.conftest import Browser, service
from tests.api.secrets_of import scenario_text


@dataclass(frozen=True)
class Real:
    """One exercise behind the service; `Real.at` makes one of two teams, `real`, in which team1 was rung up."""

    exercise: Exercise

    @classmethod
    def at(cls, desk: Desk) -> Real:
        """Create it."""
        record = desk.store.create(
            "real",
            scenario_text=scenario_text(),
            scenario_name="first-look",
            scenario_digest="",
            secret=b"secret",
            teams=2,
            seeded=True,
        )
        ledger = Exercise.of(desk, record).ledger
        ledger.append(Raised(), author="up")
        ledger.append(Started(speed=1.0), author="conductor", clock=0.0)
        words = LocalText(en="failed log-ins", ja="ログイン失敗")
        call = Injected(event="xqz-call", channel="phone", sender=words, text=words)
        ledger.append(call, team="team1", author="conductor")
        return cls(Exercise.of(desk, record))

    def ask(self, method: str, what: str, who: str = "team1", **sent: object) -> httpx.Response:
        """Ask about a team with `hints`, of team1, about the exercise with `/appeals`."""
        place = what if what.startswith("/") else f"/teams/team1/{what}"
        return self._browser(
            method, f"/exercises/{self.exercise.name}{place}", token=token_for(self.exercise.record, who), **sent
        )

    def post(self, what: str, who: str = "team1", **body: object) -> httpx.Response:
        """Send a body."""
        return self.ask("POST", what, who, json=body)

    def end(self) -> None:
        """End the exercise."""
        self.exercise.ledger.append(Ended(reason="the clock ran out"), author="conductor")

    def kinds(self) -> list[str]:
        """Return the kinds of what was written since the beginning."""
        return [str(entry.body.kind) for entry in self.exercise.ledger.entries()[3:]]

    @cached_property
    def _browser(self) -> Browser:
        return Browser(service(Control(self.exercise.desk)))

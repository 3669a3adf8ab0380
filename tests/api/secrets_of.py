"""An exercise with a secret of every kind in it, and what of it a team may not know before scores are released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.inbox import inbox
from cyder.exercise.raising import up
from cyder.exercise.voice import Silence
from cyder.model.ledger import EventOutcome
from tests.api.conftest import Browser
from tests.bare import bare

EVENTS = {"zone": "xqz-zone", "burst": "xqz-burst", "call": "xqz-call", "again": "xqz-again"}
"""Names for first-look's events that no sentence of the service has in it."""
MORE = """
contacts:
  vendor: {name: {en: the vendor, ja: 保守業者}}
truth:
  decoys:
    - {kind: ip, value: 198.51.100.77, why: {en: xqz-decoy the backup runs there, ja: xqz-囮 夜間バックアップ}}
hints:
  where:
    title: {en: Where to look, ja: どこを見るか}
    text: {en: Read mail.log, ja: mail.logを読む}
    about: accounts
  who:
    title: {en: Whom it hit, ja: 誰が狙われたか}
    text: {en: xqz-hint it was $victim, ja: xqz-助言 $victim}
    about: accounts
rubric:
  summary:
    title: {en: Summary, ja: 概要}
    anchors:
      0: {en: xqz-anchor none, ja: xqz-基準 なし}
      100: {en: xqz-anchor all, ja: xqz-基準 すべて}
"""


@dataclass(frozen=True)
class World:
    """The exercise and a client of the service in front of it; `over`: it has ended."""

    exercise: Exercise
    browser: Browser
    over: bool

    @cached_property
    def secrets(self) -> set[str]:
        """Return every text that no answer to team1 may have in it."""
        return {text for text in self._secrets() if len(text) > 3}

    def _secrets(self) -> Iterator[str]:
        scenario = self.exercise.scenario
        told = {each.event for each in inbox(self.exercise, "team1")}
        yield from (event for event in EVENTS.values() if event not in told)
        yield "xqz-decoy"
        yield "198.51.100.77"
        for criterion in scenario.rubric.values():
            yield from (text for anchor in criterion.anchors.values() for text in (anchor.en, anchor.ja))
        for team in self.exercise.teams:
            yield from self.exercise.resolved(team).values.values()
            hint = self.exercise.resolved(team).hints["who"].text
            yield from (hint.en, hint.ja)
        for entry in self.exercise.ledger.entries():
            if isinstance(entry.body, EventOutcome):
                truth = entry.body.outcome.truth
                for entity in (*truth.indicators, *truth.accounts):
                    yield from (spelling.value for spelling in entity.spellings)


def scenario_text() -> str:
    """Return first-look with contacts, a decoy, hints and a rubric, its events named after nothing else."""
    text = bare("first-look", "hints", "rubric").replace("rubric: 10,", "rubric: 20,")
    for name, secret in EVENTS.items():
        text = text.replace(f"id: {name}", f"id: {secret}")
    return text + MORE


def begun(desk: Desk, folder: Path) -> Exercise:
    """Return an exercise of two teams whose LANs stand, the same values every time."""
    file = folder / "secret.yaml"
    file.write_text(scenario_text(), "utf-8")
    return up(desk, str(file), teams=2, name="secret", seed="7", voice=Silence())

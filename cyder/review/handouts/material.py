"""All that handouts say of a scenario as one team has it, before anybody plays it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cyder.model import form
from cyder.model.base import LocalText
from cyder.model.commands import as_typed
from cyder.model.evidence import Truth
from cyder.model.review import Look
from cyder.model.scenario import Objective, Scenario
from cyder.model.timeline import ActionEvent, Cue
from cyder.planning.graph import Graph
from cyder.planning.variables import MENTION

PROVER = "perfect"
"""The player that finds every answer."""

_SORTS = ("kind", "type", "state", "role")
"""The fields of an entry in a report that say what sort of thing it is."""


@dataclass(frozen=True)
class Way:
    """One accepted way to contain an event, or to mend what it broke, and what a trainee would type for it."""

    id: str
    typed: tuple[str, ...]


@dataclass(frozen=True)
class Attack:
    """One event of the attacker's: what it is called, what it makes true, where that is logged, and how it is found.

    `logs` are places as people write them, `mail:/var/log/mail.log`. `ways` are those of its objectives, by objective.
    """

    event: ActionEvent
    title: LocalText
    techniques: tuple[str, ...]
    truth: Truth
    logs: tuple[str, ...]
    looks: tuple[Look, ...]
    ways: Mapping[str, tuple[Way, ...]]


@dataclass(frozen=True)
class Step:
    """One step of the player that proves the scenario: where, what is typed, and what becomes known by it.

    `found` has by name where that player's reports use what was found: `Indicators (Mail address, Sender)`.
    """

    on: str
    typed: str
    found: Mapping[str, tuple[LocalText, ...]]


@dataclass(frozen=True)
class Material:
    """A scenario with one team's values in what is true and in its hints; `about` says whose values those are."""

    scenario: Scenario
    events: Sequence[Cue]
    attacks: Mapping[str, Attack]
    graph: Graph
    about: LocalText

    @property
    def steps(self) -> Iterator[Step]:
        """Yield the commands of the player that finds every answer."""
        steps = self.scenario.players.get(PROVER, ())
        uses: dict[str, dict[LocalText, None]] = {}
        for step in steps:
            for name, use in _uses(step.report or {}):
                uses.setdefault(name, {})[use] = None
        for step in steps:
            if step.run and step.on:
                yield Step(step.on, as_typed(step.run), {name: tuple(uses.get(name, ())) for name in step.find})

    @property
    def objectives(self) -> Iterator[tuple[str, Objective, Mapping[Way, Sequence[str]]]]:
        """Yield each objective with the ways that count, and for each way the events that it ends or mends."""
        for name, objective in self.scenario.objectives.items():
            events: dict[Way, list[str]] = {}
            for attack in self.attacks.values():
                for way in attack.ways.get(name, ()):
                    events.setdefault(way, []).append(attack.event.id)
            yield name, objective, events


def _uses(report: Mapping[str, Any]) -> Iterator[tuple[str, LocalText]]:
    """Yield each name that a report mentions, with the part of the form and the words that stand beside it."""
    for part, value in report.items():
        for entry in value if isinstance(value, list | tuple) else [value]:
            fields = entry if isinstance(entry, Mapping) else {part: entry}
            place = _place(part, fields)
            for text in fields.values():
                for name in MENTION.findall(str(text)):
                    yield name, place


def _place(part: str, fields: Mapping[str, Any]) -> LocalText:
    section = form.section(part)
    sorts = [each.shown(fields[each.name]) for each in section.fields if each.name in _SORTS and each.name in fields]
    if not sorts:
        return section.label
    en, ja = ", ".join(each.en for each in sorts), "、".join(each.ja for each in sorts)
    return LocalText(en=f"{section.label.en} ({en})", ja=f"{section.label.ja}〔{ja}〕")

"""A scenario while it is being checked: what it says, where it says so, and which roles and actions there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cyder.contracts.registry import Catalogue
from cyder.contracts.role import Role
from cyder.errors import Problem, suggest
from cyder.model.scenario import Access, Scenario, StaffVariable
from cyder.model.timeline import ActionEvent, InjectEvent, Moment
from cyder.scenario.document import Document, Path, Plain
from cyder.scenario.names import mentions
from cyder.scenario.words import show


@dataclass(frozen=True)
class Draft:
    """A scenario whose every field has the right form, and nothing else is known about it yet."""

    document: Document
    scenario: Scenario
    catalogue: Catalogue

    def problem(self, path: Path, message: str, *, hint: str, rule: str, key: bool = False) -> Problem:
        """Return a problem with a value of the file, or with `key` a problem with its name."""
        return self.document.problem(path, message, hint=hint, rule=rule, key=key)

    def unknown(self, path: Path, kind: str, name: str, known: Iterable[str], *, hint: str, rule: str) -> Problem:
        """Return `unknown KIND 'NAME'; did you mean …? (known: …)`."""
        return self.problem(path, f"unknown {kind} {show(name)}{suggest(name, known)}", hint=hint, rule=rule)

    def unknown_phase(self, path: Path, name: str) -> Problem:
        """Return what is wrong with the name of a phase that nobody declared."""
        hint, rule = "correct the name, or declare it under phases", "unknown-phase"
        return self.unknown(path, "phase", name, self.scenario.phases, hint=hint, rule=rule)

    def written(self, path: Path) -> Plain | None:
        """Return what the file says at a place, as plain data; None where it says nothing."""
        value: Plain = self.document.data
        for part in path:
            if isinstance(value, dict) and part in value:
                value = value[str(part)]
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value

    @property
    def roles(self) -> dict[str, type[Role]]:
        """Return the roles an author may ask for: those that stand between networks unseen are Cyder's own."""
        return {name: role for name, role in self.catalogue.roles.items() if role.routing != "per-interface"}

    def role_of(self, node: str) -> type[Role] | None:
        """Return a node's role, None where node or role do not exist."""
        entry = self.scenario.lan.nodes.get(node)
        return None if entry is None else self.catalogue.roles.get(entry.role)

    def access(self, node: str) -> Access:
        """Return how far a node is open to trainees."""
        role, lan = self.role_of(node), self.scenario.lan
        return lan.access(lan.nodes[node], role.open if role else "root")

    @property
    def actions(self) -> Iterator[tuple[Path, ActionEvent]]:
        """Yield the attacker's events with their places."""
        for index, event in enumerate(self.scenario.timeline):
            if isinstance(event, ActionEvent):
                yield ("timeline", index), event

    @property
    def moments(self) -> Iterator[tuple[Path, Moment]]:
        """Yield phases and events, the attacker's and others, as they are played, with their places."""
        for phase in self.scenario.beginnings:
            yield ("phases", phase.id), phase
        for index, event in enumerate(self.scenario.timeline):
            yield ("timeline", index), event.counted

    @property
    def staff_variables(self) -> list[StaffVariable]:
        """Return the variables that stand for members of staff."""
        return [found for found in self.scenario.variables.values() if isinstance(found, StaffVariable)]

    @property
    def mentioned(self) -> Iterator[tuple[Path, str]]:
        """Yield the `$name`s wherever variables are filled in: on nodes, in settings, in what the team is told."""
        for name in self.scenario.lan.nodes:
            for part in ("address", "others", "names", "users", "with"):
                path: Path = ("lan", "nodes", name, part)
                yield from mentions(self.written(path), path)
        for index, event in enumerate(self.scenario.timeline):
            for part in ("from", "text", "to", "subject") if isinstance(event, InjectEvent) else ("with",):
                path = ("timeline", index, part)
                yield from mentions(self.written(path), path)
        for path in (("truth",), ("hints",)):
            yield from mentions(self.written(path), path)


Check = Callable[[Draft], Iterator[Problem]]
"""One rule, or a few that belong together: looks at a draft, yields what breaks it."""

"""Finds roles and actions by looking, so that adding one is one new folder and no edit elsewhere."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from cyder.contracts.action import Action
from cyder.contracts.role import Role
from cyder.errors import BadInput, NotFound

T = TypeVar("T")


@dataclass(frozen=True)
class Catalogue:
    """Every role and action found, by id; `folders` says where each role lives."""

    roles: Mapping[str, type[Role]]
    actions: Mapping[str, type[Action]]
    folders: Mapping[str, Path]

    @classmethod
    def scan(cls, package: ModuleType) -> Catalogue:
        """Look through a package whose sub-packages are roles, each with its actions in a package `actions`."""
        modules = list(_modules(package))
        roles = {role.id: role for role in _concrete(modules, Role)}  # type: ignore[type-abstract]  # concrete only
        actions = {action.id: action for action in _concrete(modules, Action)}  # type: ignore[type-abstract]  # same
        folders = {role.id: Path(inspect.getfile(role)).parent for role in roles.values()}
        return cls(dict(sorted(roles.items())), dict(sorted(actions.items())), folders)

    def with_actions(self, module: ModuleType) -> Catalogue:
        """Return the same catalogue with the actions of one more module, or of a package and all below it.

        Raises:
            BadInput: the id of one of them is taken.
        """
        more = list(_concrete([module, *(_modules(module) if hasattr(module, "__path__") else ())], Action))  # type: ignore[type-abstract]  # concrete only
        for action in more:
            if action.id in self.actions:
                raise BadInput(
                    f"{module.__name__}: there is an action '{action.id}' already", hint="give it another id"
                )
        actions = {**self.actions, **{action.id: action for action in more}}
        return replace(self, actions=dict(sorted(actions.items())))

    def role(self, name: str) -> type[Role]:
        """Return a role by id.

        Raises:
            NotFound: no role bears that id.
        """
        if name not in self.roles:
            raise NotFound.named("role", name, self.roles)
        return self.roles[name]

    def action(self, name: str) -> type[Action]:
        """Return an action by id.

        Raises:
            NotFound: no action bears that id.
        """
        if name not in self.actions:
            raise NotFound.named("action", name, self.actions)
        return self.actions[name]


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(found.name)


def _concrete(modules: list[ModuleType], kind: type[T]) -> Iterator[type[T]]:
    for module in modules:
        for _, value in inspect.getmembers(module, inspect.isclass):
            if issubclass(value, kind) and not inspect.isabstract(value) and value.__module__ == module.__name__:
                yield value

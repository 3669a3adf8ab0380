"""Actions of other packages are found, and none takes the place of one there is."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from cyder.errors import BadInput
from cyder.exercise import library
from cyder.exercise.library import catalogue
from cyder.roles.dns.actions import axfr


def brought(id: str) -> ModuleType:
    """Return a module with one action, as another package would have it."""
    module = ModuleType("theirs")
    action = type("Theirs", (axfr.ZoneTransfer,), {"id": id, "__module__": "theirs", "__doc__": "One question."})
    module.Theirs = action  # type: ignore[attr-defined]  # a module made by hand
    return module


def test_an_action_of_another_package_stands_beside_those_that_ship() -> None:
    found = catalogue().with_actions(brought("acme.question"))
    assert "acme.question" in found.actions
    assert set(catalogue().actions) < set(found.actions)
    assert list(found.actions) == sorted(found.actions)


def test_an_id_that_is_taken_is_refused() -> None:
    with pytest.raises(BadInput, match=r"theirs: there is an action 'recon.dns-axfr' already"):
        catalogue().with_actions(brought("recon.dns-axfr"))


def test_a_package_that_cannot_be_imported_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("acme", "acme_actions_that_are_not_there", library.ACTIONS)
    monkeypatch.setattr(library, "entry_points", lambda group: [point] if group == library.ACTIONS else [])
    with pytest.raises(BadInput, match="the entry point 'acme'"):
        catalogue.__wrapped__()


def test_an_entry_point_brings_its_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point(EntryPoint):
        def load(self) -> ModuleType:
            return brought("acme.question")

    point = Point("acme", "theirs", library.ACTIONS)
    monkeypatch.setattr(library, "entry_points", lambda group: [point])
    assert "acme.question" in catalogue.__wrapped__().actions

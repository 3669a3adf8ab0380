"""Events become actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest

from cyder.contracts.action import Action, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput, NotFound
from cyder.model.base import LocalText
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.model.timeline import ActionEvent
from cyder.planning.settings import action_of


class Knocks(Action):
    """An action that nobody carries out here."""

    id: ClassVar[str] = "test.knock"
    title: ClassVar[LocalText] = LocalText(en="Knock", ja="ノック")
    techniques: ClassVar[tuple[str, ...]] = ("T1110.001",)
    sources: ClassVar[frozenset[str]] = frozenset({"plain"})
    touches: ClassVar[str] = "nothing"
    trials: ClassVar[tuple[Trial, ...]] = ()
    targets: ClassVar[frozenset[str]] = frozenset({"plain"})

    tries: int = 1

    def run(self, scene: Scene) -> Trace:
        """Never called."""
        raise NotImplementedError

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        """Never called."""
        raise NotImplementedError

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        """Never called."""
        raise NotImplementedError

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        """Never called."""
        raise NotImplementedError

    def control(self, scene: Scene) -> Check:
        """Never called."""
        raise NotImplementedError

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        """Never called."""
        raise NotImplementedError

    def cleanup(self, scene: Scene) -> Cleanup:
        """Never called."""
        raise NotImplementedError


CATALOGUE = Catalogue({}, {Knocks.id: Knocks}, {})


def event(do: str, **settings: object) -> ActionEvent:
    """Return an event with settings."""
    return ActionEvent(id="knock", do=do, source="a", target="b", settings=settings)


def test_an_event_becomes_its_action_with_settings_read_from_text() -> None:
    assert action_of(event("test.knock", tries="4"), CATALOGUE) == Knocks(tries=4)


def test_an_unknown_action_is_refused_with_a_guess() -> None:
    with pytest.raises(NotFound, match=r"did you mean 'test\.knock'"):
        action_of(event("test.nock"), CATALOGUE)


def test_every_wrong_setting_is_named_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        action_of(event("test.knock", tries="four", trys=1), CATALOGUE)
    first, second = caught.value.message.splitlines()
    assert first.startswith("timeline.knock.with.tries: Input should be a valid integer")
    assert second == "timeline.knock.with.trys: unknown setting 'trys'; did you mean 'tries'? (known: tries)"

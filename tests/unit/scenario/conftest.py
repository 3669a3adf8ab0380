"""A small catalogue that takes the same settings as the shipped one, and a small scenario that is as it should be."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from pydantic import Field

import cyder.roles
from cyder.contracts.action import Action, Cleanup, Expected, Scene, Sighting, Trial
from cyder.contracts.probe import Check, Containment
from cyder.contracts.registry import Catalogue
from cyder.contracts.role import Role, Site
from cyder.model.base import LocalText, Slug
from cyder.model.evidence import Receipt, Trace, Truth
from cyder.model.scenario import Access
from cyder.model.topology import File, Routing

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]


class QuietRole(Role, ABC):
    """A role that puts nothing on its node."""

    summary: ClassVar[str] = "for tests"

    def files(self, site: Site) -> tuple[File, ...]:
        return ()

    def health(self, site: Site) -> tuple[Check, ...]:
        return ()


class SmallGateway(QuietRole):
    id: ClassVar[str] = "gateway"
    routing: ClassVar[Routing] = "router"
    publish: dict[Slug, Annotated[tuple[Annotated[int, Field(ge=1, le=65535)], ...], Field(min_length=1)]] = {}


class SmallDns(QuietRole):
    id: ClassVar[str] = "dns"
    provides: ClassVar[tuple[str, ...]] = ("dns",)
    transfer: Literal["anyone", "nobody"] = "anyone"


class SmallMail(QuietRole):
    id: ClassVar[str] = "mail"
    provides: ClassVar[tuple[str, ...]] = ("imap", "smtp")


class SmallClient(QuietRole):
    id: ClassVar[str] = "client"


class SmallAttacker(QuietRole):
    id: ClassVar[str] = "attacker"
    open: ClassVar[Access] = "no"


class SmallProber(QuietRole):
    id: ClassVar[str] = "prober"
    open: ClassVar[Access] = "no"
    routing: ClassVar[Routing] = "per-interface"


class QuietAction(Action, ABC):
    """An action that would be refused if anybody carried it out: here only its settings count."""

    title: ClassVar[LocalText] = LocalText(en="For tests", ja="試験用")
    techniques: ClassVar[tuple[str, ...]] = ("T1110.001",)
    sources: ClassVar[frozenset[str]] = frozenset({"attacker", "client"})
    touches: ClassVar[str] = "nothing"
    trials: ClassVar[tuple[Trial, ...]] = ()

    def run(self, scene: Scene) -> Trace:
        raise AssertionError

    def emits(self, scene: Scene) -> tuple[Expected, ...]:
        return ()

    def sightings(self, scene: Scene) -> tuple[Sighting, ...]:
        return ()

    def truth(self, scene: Scene, receipts: Sequence[Receipt]) -> Truth:
        return Truth()

    def control(self, scene: Scene) -> Check:
        raise AssertionError

    def containment(self, scene: Scene) -> tuple[Containment, ...]:
        return ()

    def cleanup(self, scene: Scene) -> Cleanup:
        return Cleanup(verified=True, said="nothing to do")


class SmallGuess(QuietAction):
    id: ClassVar[str] = "cred.imap-guess"
    ways: ClassVar[tuple[str, ...]] = ("block-source", "change-password")
    targets: ClassVar[frozenset[str]] = frozenset({"mail"})
    account: str
    tries: Annotated[int, Field(ge=1, le=4)] = 4
    succeed: bool = False


class SmallTransfer(QuietAction):
    id: ClassVar[str] = "recon.dns-axfr"
    targets: ClassVar[frozenset[str]] = frozenset({"dns"})
    zone: str


def small_catalogue() -> Catalogue:
    """Return the roles and actions of this file."""
    roles: list[type[Role]] = [SmallAttacker, SmallClient, SmallDns, SmallGateway, SmallMail, SmallProber]
    actions: list[type[Action]] = [SmallGuess, SmallTransfer]
    return Catalogue({role.id: role for role in roles}, {action.id: action for action in actions}, {})


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the small catalogue."""
    return small_catalogue()


@pytest.fixture(scope="session", params=["shipped", "small"])
def either_catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """Return the catalogue that ships, then the small one: what checks say must not depend on more than promises."""
    return small_catalogue() if request.param == "small" else Catalogue.scan(cyder.roles)


@pytest.fixture(scope="session")
def good() -> str:
    """Return the small scenario that every bad one is a change of."""
    return (HERE / "good.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def first_look() -> str:
    """Return the shipped scenario."""
    return (CHECKOUT / "scenarios" / "first-look.yaml").read_text(encoding="utf-8")

"""What a role says of itself before any scenario uses it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import pytest
from pydantic import Field

from cyder.contracts.log import Log
from cyder.contracts.probe import Check
from cyder.contracts.role import Role, Site
from cyder.exercise.library import catalogue
from cyder.model.base import LocalText, Slug
from cyder.model.topology import File
from cyder.planning.sheets import LogSheet, sheet


class Machine(Role):
    """A machine with a setting of every kind."""

    id: ClassVar[str] = "machine"
    summary: ClassVar[str] = "a machine"
    ports: ClassVar[tuple[str, ...]] = ("53/udp",)
    logs: ClassVar[dict[str, Log]] = {"own": Log("/var/log/own.log"), "fetched": Log("/var/log/f.log", tag="f")}

    keep: Annotated[int, Field(ge=1, le=60, description="how many are kept")] = 7
    many: int = 3
    mode: Literal["all", "none"] = "all"
    title: LocalText | None = None
    names: tuple[Slug, ...] = ("a", "b")
    offers: dict[Slug, tuple[Annotated[int, Field(ge=1, le=65535)], ...]] = {}
    words: dict[str, str] = {}
    loud: bool = False

    def files(self, site: Site) -> tuple[File, ...]:
        """Have none."""
        return ()

    def health(self, site: Site) -> tuple[Check, ...]:
        """Ask nothing."""
        return ()


def test_a_sheet_has_what_a_role_is_and_may_do() -> None:
    found = sheet(Machine)
    assert (found.id, found.image, found.open, found.ports) == ("machine", "cyder/machine", "root", ("53/udp",))
    assert (found.memory_mb, found.pids, found.routing) == (128, 128, "host")


def test_logs_say_where_they_lie_and_under_which_name_the_central_log_has_them() -> None:
    logs = sheet(Machine).logs
    assert logs == {"own": LogSheet(path="/var/log/own.log"), "fetched": LogSheet(path="/var/log/f.log", central="f")}


@pytest.mark.parametrize(
    ("name", "words", "default"),
    [
        ("keep", "number (1 to 60)", 7),
        ("many", "number", 3),
        ("mode", "all | none", "all"),
        ("title", "{en, ja}", None),
        ("names", "list of text", ["a", "b"]),
        ("offers", "name → list of number (1 to 65535)", {}),
        ("words", "name → text", {}),
        ("loud", "true | false", False),
    ],
)
def test_a_setting_has_its_type_in_words_and_its_default(name: str, words: str, default: object) -> None:
    found = next(each for each in sheet(Machine).settings if each.name == name)
    assert (found.type, found.default) == (words, default)


def test_a_setting_has_its_description() -> None:
    assert sheet(Machine).settings[0].description == "how many are kept"


@pytest.mark.parametrize("role", catalogue().roles.values(), ids=lambda role: role.id)
def test_every_role_that_ships_can_say_it_and_explains_each_setting(role: type[Role]) -> None:
    found = sheet(role)
    assert [each.name for each in found.settings] == list(role.model_fields)
    assert all(each.description and each.type for each in found.settings)

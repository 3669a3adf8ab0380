"""What comes with the product: roles, actions and scenarios."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import cyder
import cyder.roles
from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput, NotFound

_HOME = Path(cyder.__file__).parent


ACTIONS = "cyder.actions"
"""The entry point group under which other packages name modules or packages that hold actions."""


@cache
def catalogue() -> Catalogue:
    """Return every role and action that ships, and the actions of packages that name themselves as an entry point.

    Raises:
        BadInput: such a package cannot be imported, or brings an action by an id that is taken.
    """
    found = Catalogue.scan(cyder.roles)
    for point in entry_points(group=ACTIONS):
        try:
            brought = point.load()
        except ImportError as error:
            hint = "repair or uninstall that package"
            raise BadInput(f"the entry point '{point.name}' ({point.value}): {error}", hint=hint) from None
        found = found.with_actions(brought)
    return found


def shipped() -> dict[str, Path]:
    """Return the shipped scenarios by name: beside the code once installed, at the top level in a checkout."""
    folder = _HOME / "shipped" / "scenarios"
    if not folder.is_dir():
        folder = _HOME.parent / "scenarios"
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def scenario_file(source: str) -> Path:
    """Return the file that a person means: a path, or the name of a shipped scenario.

    Raises:
        NotFound: neither exists.
    """
    path = Path(source)
    if path.is_file():
        return path
    known = shipped()
    if source in known:
        return known[source]
    hint = "give a path to a YAML file, or a name from `cyder scenario list`"
    raise NotFound.named("scenario", source, known, hint=hint)

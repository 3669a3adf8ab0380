"""What comes with the product: roles, actions and scenarios."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cyder
import cyder.roles
from cyder.contracts.registry import Catalogue
from cyder.errors import NotFound

_HOME = Path(cyder.__file__).parent


@cache
def catalogue() -> Catalogue:
    """Return every role and action that ships."""
    return Catalogue.scan(cyder.roles)


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

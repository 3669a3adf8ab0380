"""What comes with the product: roles, actions and scenarios."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import cyder
import cyder.roles
from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput, NotFound, Problem
from cyder.exercise.provable import unprovable
from cyder.model.composition import Variant
from cyder.model.scenario import Scenario
from cyder.scenario.document import Document
from cyder.scenario.layers import BASES, composed, variants
from cyder.scenario.load import AS_WRITTEN, checked, load
from cyder.scenario.read import parse, read_text

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


def shelf() -> Path:
    """Return the folder of the shipped scenarios: beside the code once installed, at the top level in a checkout."""
    folder = _HOME / "shipped" / "scenarios"
    return folder if folder.is_dir() else _HOME.parent / "scenarios"


def shipped() -> dict[str, Path]:
    """Return the shipped scenarios by name."""
    return {path.stem: path for path in sorted(shelf().glob("*.yaml"))}


def bases() -> Path:
    """Return the folder of the bases that scenarios extend."""
    return shelf() / BASES


def opened(source: str, variant: Variant = AS_WRITTEN) -> Scenario:
    """Return one variant of a scenario that a person names: by a path, or as one of the shipped.

    Raises:
        NotFound: there is none of that name.
        BadInput: with every problem of the first phase that found one.
    """
    return load(scenario_file(source), catalogue(), variant, shelf=bases())


def put_together(source: str, variant: Variant) -> Document:
    """Return one variant of such a scenario as a document of its own, unchecked; errors as above."""
    path = scenario_file(source)
    return composed(parse(read_text(path), str(path)), variant, bases())


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


def proofread(source: str) -> Scenario:
    """Check every level and tier of such a scenario, and return it as it is written.

    Raises:
        NotFound: there is none of that name.
        BadInput: with the problems of all variants, each told once.
    """
    path = scenario_file(source)
    document = parse(read_text(path), str(path))
    problems: dict[Problem, None] = {}
    found: list[Scenario] = []
    for variant in variants(document, bases()):
        try:
            whole = composed(document, variant, bases())
            found.append(checked(whole, catalogue()))
            problems |= dict.fromkeys(unprovable(whole, found[-1], catalogue()))
        except BadInput as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise BadInput.of(problems)
    return found[0]

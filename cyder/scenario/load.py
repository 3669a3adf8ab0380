"""From a file to a Scenario, in phases; each tells everything it finds before the next one begins."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput
from cyder.model.composition import Variant
from cyder.model.scenario import Scenario
from cyder.scenario.check import check, sizes
from cyder.scenario.document import Document
from cyder.scenario.draft import Draft
from cyder.scenario.explain import MOST_PROBLEMS
from cyder.scenario.layers import composed
from cyder.scenario.lint import lint
from cyder.scenario.presets import weighed
from cyder.scenario.read import parse, read_text, validate

AS_WRITTEN = Variant()
"""The file as it stands, without its levels and tiers."""


def load(path: Path, catalogue: Catalogue, variant: Variant = AS_WRITTEN, *, shelf: Path | None = None) -> Scenario:
    """Return one variant of the scenario in a file; bases are looked for beside the file and on the shelf.

    Raises:
        NotFound: there is no such file.
        BadInput: with every problem of the first phase that found one.
    """
    return load_text(read_text(path), str(path), catalogue, variant, shelf=shelf)


def load_text(
    text: str, name: str, catalogue: Catalogue, variant: Variant = AS_WRITTEN, *, shelf: Path | None = None
) -> Scenario:
    """Return one variant of the scenario in a text; `name` is the file that problems are told to be in.

    Raises:
        BadInput: with every problem of the first phase that found one, in the order of the file.
    """
    return checked(composed(parse(text, name), variant, shelf), catalogue)


def checked(document: Document, catalogue: Catalogue) -> Scenario:
    """Return a document that says nothing about its making as a scenario.

    The phases: form (fields, kinds of values), size, references (does everything named exist), second thoughts. A
    phase tells a hundred problems at most.

    Raises:
        BadInput: with every problem of the first phase that found one, in the order of the file.
    """
    draft = Draft(document, weighed(validate(document, Scenario)), catalogue)
    for phase in (sizes, check, lint):
        problems = list(islice(phase(draft), MOST_PROBLEMS))
        if problems:
            raise BadInput.of(problems)
    return draft.scenario

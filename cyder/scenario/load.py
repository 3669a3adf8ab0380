"""From a file to a Scenario, in phases; each tells everything it finds before the next one begins."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput
from cyder.model.scenario import Scenario
from cyder.scenario.check import check, sizes
from cyder.scenario.draft import Draft
from cyder.scenario.explain import MOST_PROBLEMS
from cyder.scenario.lint import lint
from cyder.scenario.presets import weighed
from cyder.scenario.read import parse, read_text, validate


def load(path: Path, catalogue: Catalogue) -> Scenario:
    """Return the scenario in a file.

    Raises:
        NotFound: there is no such file.
        BadInput: with every problem of the first phase that found one.
    """
    return load_text(read_text(path), str(path), catalogue)


def load_text(text: str, name: str, catalogue: Catalogue) -> Scenario:
    """Return the scenario in a text; `name` is the file that problems are told to be in.

    The phases: form (YAML, fields, kinds of values), size, references (does everything named exist), second
    thoughts. A phase tells a hundred problems at most.

    Raises:
        BadInput: with every problem of the first phase that found one, in the order of the file.
    """
    document = parse(text, name)
    draft = Draft(document, weighed(validate(document, Scenario)), catalogue)
    for phase in (sizes, check, lint):
        problems = list(islice(phase(draft), MOST_PROBLEMS))
        if problems:
            raise BadInput.of(problems)
    return draft.scenario

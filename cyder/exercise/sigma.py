"""Use cases: the Sigma rules that stand beside actions, one for each where a single log line tells something."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cyder.contracts.action import Action
from cyder.contracts.registry import Catalogue
from cyder.errors import BadInput
from cyder.review.sigma import Rule, read_rule
from cyder.scenario.read import read_text


@dataclass(frozen=True)
class RuleFile:
    """An action's rule: as it is written, and as it is understood."""

    action: str
    path: Path
    text: str
    rule: Rule


def rule_for(action: type[Action]) -> RuleFile | None:
    """Return the rule beside an action's module, `imap_guess.sigma.yml`; None where there is none.

    Raises:
        BadInput: the rule has problems, each with its place.
    """
    path = Path(inspect.getfile(action)).with_suffix(".sigma.yml")
    if not path.is_file():
        return None
    text = read_text(path)
    return RuleFile(action.id, path, text, read_rule(text, str(path)))


def rule_files(catalogue: Catalogue) -> Iterator[RuleFile]:
    """Yield every action's rule, in the order of the actions' ids."""
    for action in catalogue.actions.values():
        found = rule_for(action)
        if found is not None:
            yield found


def write_rules(catalogue: Catalogue, folder: Path) -> tuple[Path, ...]:
    """Write every rule into a folder, made if need be, as `ACTION.yml`; return the files.

    Raises:
        BadInput: something could not be written.
    """
    written = []
    for one in rule_files(catalogue):
        path = folder / f"{one.action}.yml"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(one.text, encoding="utf-8")
        except OSError as error:
            raise BadInput(f"{path}: {error.strerror}", hint="give a folder in which you may write") from None
        written.append(path)
    return tuple(written)

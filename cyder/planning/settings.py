"""What stands under `with:`, as the role or action that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pydantic import ValidationError

from cyder.contracts.action import Action
from cyder.contracts.registry import Catalogue
from cyder.contracts.role import Role
from cyder.errors import BadInput, suggest
from cyder.model.base import Noun
from cyder.model.scenario import NodeEntry
from cyder.model.timeline import ActionEvent
from cyder.planning.variables import substitute


def role_of(name: str, entry: NodeEntry, catalogue: Catalogue, values: Mapping[str, str], scenario: str) -> Role:
    """Return a node's role with its settings, variables replaced.

    Raises:
        NotFound: there is no such role.
        BadInput: a setting is unknown or impossible; names scenario, node and field.
    """
    place = f"{scenario}: lan.nodes.{name}.with"
    kind = catalogue.role(entry.role)
    with said_of(place, kind):
        return kind.model_validate(substitute(entry.settings, values, where=place))


def action_of(event: ActionEvent, catalogue: Catalogue) -> Action:
    """Return the action of an event (variables already replaced) with its settings.

    Raises:
        NotFound: there is no such action.
        BadInput: a setting is unknown or impossible; names event and field.
    """
    kind = catalogue.action(event.do)
    with said_of(f"timeline.{event.id}.with", kind):
        return kind.model_validate(event.settings)


@contextmanager
def said_of(place: str, kind: type[Noun]) -> Iterator[None]:
    """Turn a ValueError into BadInput that says where, for every field at once."""
    try:
        yield
    except ValidationError as error:
        known = sorted(kind.model_fields)
        raise BadInput("\n".join(_complaint(place, dict(detail), known) for detail in error.errors())) from None
    except ValueError as error:
        raise BadInput(f"{place}: {error}") from None


def _complaint(place: str, detail: Mapping[str, object], known: list[str]) -> str:
    path = detail["loc"] if isinstance(detail["loc"], tuple) else ()
    field = ".".join((place, *map(str, path)))
    if detail["type"] == "extra_forbidden":
        return f"{field}: unknown setting '{path[-1]}'{suggest(str(path[-1]), known)}"
    return f"{field}: {str(detail['msg']).removeprefix('Value error, ')}"

"""Checks on what stands under `with:`: roles and actions know their own settings."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel, ValidationError

from cyder.errors import Problem
from cyder.model.scenario import AddressVariable, ChoiceVariable, DomainVariable, StaffVariable, Variable
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft
from cyder.scenario.explain import explain
from cyder.scenario.names import filled, mentions


def role_settings_fit(draft: Draft) -> Iterator[Problem]:
    """Find settings that a node's role does not take."""
    for name in draft.scenario.lan.nodes:
        role = draft.role_of(name)
        if role is not None:
            yield from _misfits(draft, ("lan", "nodes", name), role, "role-settings")


def action_settings_fit(draft: Draft) -> Iterator[Problem]:
    """Find settings that an event's action does not take."""
    for path, event in draft.actions:
        action = draft.catalogue.actions.get(event.do)
        if action is not None:
            yield from _misfits(draft, path, action, "action-settings")


def stand_in(variable: Variable, subnets: Mapping[str, str], turn: int = 0) -> str:
    """Return a harmless value of a variable's kind; of a choice the text whose turn it is."""
    match variable:
        case AddressVariable():
            subnet = ipaddress.IPv4Network(subnets.get(variable.network, "192.0.2.0/24"))
            return str(subnet.network_address + min(1, subnet.num_addresses - 1))
        case StaffVariable():
            return "tanaka"
        case DomainVariable():
            return "some-name.example"
        case ChoiceVariable():
            return variable.of[turn % len(variable.of)]


def _misfits(draft: Draft, owner: Path, model: type[BaseModel], rule: str) -> Iterator[Problem]:
    """Yield what does not fit, once with every text that may be chosen."""
    path = (*owner, "with")
    variables = draft.scenario.variables
    written = draft.written(path) or {}
    used = {name for _, name in mentions(written, path)}
    if not used <= variables.keys():
        return
    subnets = {name: network.subnet for name, network in draft.scenario.lan.networks.items()}
    found: set[Problem] = set()
    for turn in range(max((_choices(variables[name]) for name in used), default=1)):
        data = filled(written, {name: stand_in(variables[name], subnets, turn) for name in used})
        try:
            model.model_validate(data, by_alias=True, by_name=False)
        except ValidationError as error:
            problems = explain(error, draft.document, model, under=path, data=data)
            yield from (replace(problem, rule=rule) for problem in problems if problem not in found)
            found |= set(problems)


def _choices(variable: Variable) -> int:
    return len(variable.of) if isinstance(variable, ChoiceVariable) else 1

"""Checks on variables: what they are drawn from, and where which kind may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cyder.errors import Problem
from cyder.model.scenario import HOST_NAME, AddressVariable, ChoiceVariable, DomainVariable, StaffVariable, Variable
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft
from cyder.scenario.names import MENTION, mentions


def variables_are_declared(draft: Draft) -> Iterator[Problem]:
    """Find `$name`s that nobody declared."""
    variables = draft.scenario.variables
    for path, name in draft.mentioned:
        if name not in variables:
            hint = f"correct the name, or declare '{name}' under variables"
            yield draft.unknown(path, "variable", name, variables, hint=hint, rule="undeclared-variable")


def variables_draw_from_something(draft: Draft) -> Iterator[Problem]:
    """Find variables drawn from a network or department that does not exist."""
    networks, departments = draft.scenario.lan.networks, draft.scenario.organisation.departments
    for name, variable in draft.scenario.variables.items():
        place: Path = ("variables", name)
        match variable:
            case AddressVariable(network=network) if network not in networks:
                path, hint = (*place, "network"), "correct the name, or declare the network under lan.networks"
                yield draft.unknown(path, "network", network, networks, hint=hint, rule="variable-unknown-network")
            case StaffVariable(department=str(department)) if department not in departments:
                path, hint = (*place, "department"), "correct the name, or declare it under organisation.departments"
                yield draft.unknown(path, "department", department, departments, hint=hint, rule="unknown-department")
            case _:
                pass


def choices_are_as_they_stand(draft: Draft) -> Iterator[Problem]:
    """Find texts to choose from that stand there twice, or mention another variable."""
    for name, variable in draft.scenario.variables.items():
        texts = variable.of if isinstance(variable, ChoiceVariable) else ()
        for index, text in enumerate(texts):
            path: Path = ("variables", name, "of", index)
            if text in texts[:index]:
                hint = "write each text once: teams must not draw the same one"
                yield draft.problem(path, f"'{text}' stands here twice", hint=hint, rule="choice-twice")
            for other in MENTION.findall(text):
                hint = f"write the text out, and ${other} beside '${name}' where both are used"
                message = f"'${other}' is not replaced inside a variable"
                yield draft.problem(path, message, hint=hint, rule="variable-in-variable")


def names_are_of_domains(draft: Draft) -> Iterator[Problem]:
    """Find names of nodes that a variable gives and that are no domains."""
    for node in draft.scenario.lan.nodes:
        written = draft.written(("lan", "nodes", node, "names"))
        labels = dict.fromkeys(written) if isinstance(written, dict) else (written or [])
        for path, name in mentions(labels, ("lan", "nodes", node, "names")):
            variable = draft.scenario.variables.get(name)
            if variable and not _is_domain(variable):
                message = f"'${name}' is a variable of kind '{variable.kind}', not a domain"
                hint = "use a variable of kind domain, or a choice of names under .example or .test"
                yield draft.problem(path, message, hint=hint, rule="not-a-domain-variable", key=True)


def _is_domain(variable: Variable) -> bool:
    if isinstance(variable, ChoiceVariable):
        return all("." in text and re.fullmatch(HOST_NAME, text) for text in variable.of)
    return isinstance(variable, DomainVariable)

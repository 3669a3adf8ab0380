"""Checks on what the attacker does: action, nodes and objective exist and suit each other."""

from __future__ import annotations

from collections.abc import Iterator

from cyder.errors import Problem
from cyder.scenario.draft import Draft


def actions_exist(draft: Draft) -> Iterator[Problem]:
    """Find events that do what no action does."""
    known = draft.catalogue.actions
    hint = "name an action there is: each is a file in an 'actions' folder in cyder/roles"
    for path, event in draft.actions:
        if event.do not in known:
            yield draft.unknown((*path, "do"), "action", event.do, known, hint=hint, rule="unknown-action")


def ends_exist(draft: Draft) -> Iterator[Problem]:
    """Find events from or to a node that does not exist, and events from a node to itself."""
    nodes = draft.scenario.lan.nodes
    for path, event in draft.actions:
        for part, name in (("from", event.source), ("to", event.target)):
            if name not in nodes:
                hint = "correct the name, or add the node under lan.nodes"
                yield draft.unknown((*path, part), "node", name, nodes, hint=hint, rule="unknown-node")
        action, role = draft.catalogue.actions.get(event.do), draft.role_of(event.target)
        acts_within = action and role and role.id in action.sources & action.targets
        if event.source == event.target and event.source in nodes and not acts_within:
            message = f"'{event.target}' is where the action comes from as well"
            yield draft.problem((*path, "to"), message, hint="name two different nodes", rule="same-node")


def sources_suit(draft: Draft) -> Iterator[Problem]:
    """Find actions from a kind of machine that they cannot come from."""
    for path, event in draft.actions:
        action, role = draft.catalogue.actions.get(event.do), draft.role_of(event.source)
        if action and role and role.id not in action.sources and event.source != event.target:
            sources = ", ".join(sorted(action.sources))
            message = f"{event.do} comes from {sources}, and '{event.source}' is of role {role.id}"
            fitting = [name for name, entry in draft.scenario.lan.nodes.items() if entry.role in action.sources]
            hint = f"let it come from {' or '.join(fitting)}" if fitting else f"add a node of role {sources}"
            yield draft.problem((*path, "from"), message, hint=hint, rule="wrong-source")


def targets_suit(draft: Draft) -> Iterator[Problem]:
    """Find actions against a kind of machine they do not work on."""
    for path, event in draft.actions:
        action, role = draft.catalogue.actions.get(event.do), draft.role_of(event.target)
        if action and role and role.id not in action.targets:
            targets = ", ".join(sorted(action.targets))
            message = f"{event.do} works on {targets}, and '{event.target}' is of role {role.id}"
            fitting = [name for name, entry in draft.scenario.lan.nodes.items() if entry.role in action.targets]
            hint = f"aim it at {' or '.join(fitting)}" if fitting else f"add a node of role {targets}"
            yield draft.problem((*path, "to"), message, hint=hint, rule="wrong-target")


def objectives_exist(draft: Draft) -> Iterator[Problem]:
    """Find events that serve an objective nobody declared."""
    known = draft.scenario.objectives
    for path, event in draft.actions:
        for name in event.objectives:
            if name not in known:
                hint = "correct the name, or declare it under objectives"
                place = (*path, "objective")
                yield draft.unknown(place, "objective", name, known, hint=hint, rule="unknown-objective")

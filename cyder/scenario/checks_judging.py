"""Checks on grading: services, truths, hints and objectives' ways speak of what there is."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping

from cyder.contracts.action import Action
from cyder.errors import Problem
from cyder.model.judging import Value, Weights
from cyder.scenario.document import Path
from cyder.scenario.draft import Draft
from cyder.scenario.names import MENTION


def services_are_on_nodes(draft: Draft) -> Iterator[Problem]:
    """Find services of a node that does not exist."""
    nodes = draft.scenario.lan.nodes
    for name, service in draft.scenario.services.items():
        if service.node not in nodes:
            hint = "correct the name, or add the node under lan.nodes"
            path = ("services", name, "node")
            yield draft.unknown(path, "node", service.node, nodes, hint=hint, rule="service-without-node")


def availability_has_services(draft: Draft) -> Iterator[Problem]:
    """Find points written down for availability where there is no service to keep up."""
    written = draft.written(("scoring", "availability"))
    if draft.scenario.scoring.availability and written is not None and not draft.scenario.services:
        message, hint = "there are points for availability, and no services", "name what staff need under services"
        yield draft.problem(("scoring", "availability"), message, hint=hint, rule="nothing-to-keep-up")


def truths_are_about_something(draft: Draft) -> Iterator[Problem]:
    """Find truths about machines or events that do not exist."""
    nodes, events = draft.scenario.lan.nodes, [event.id for event in draft.scenario.timeline]
    truth, path = draft.scenario.truth, ("truth", "assets")
    for index, asset in enumerate(truth.assets):
        if asset.host not in nodes:
            place, hint = (*path, index, "host"), "name a node of lan.nodes"
            yield draft.unknown(place, "node", asset.host, nodes, hint=hint, rule="truth-without-node")
    said: list[tuple[Path, str | None]] = [((*path, index), asset.by) for index, asset in enumerate(truth.assets)]
    said.append((("truth", "data"), truth.data.by if truth.data else None))
    for where, by in said:
        if by is not None and by not in events:
            hint = "name the event that makes it so, by its id"
            yield draft.unknown((*where, "by"), "event", by, events, hint=hint, rule="truth-without-event")


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


_FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "ip": (_is_address, "write it as 203.0.113.7"),
    "sha256": (re.compile(r"[0-9a-f]{64}").fullmatch, "write 64 hexadecimal digits in lower case"),
    "email": (re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+").fullmatch, "write it as name@partner.example"),
}


def values_have_their_form(draft: Draft) -> Iterator[Problem]:
    """Find decoys and neutral values that no report could name, because they are not what they say."""
    truth = draft.scenario.truth
    groups: tuple[tuple[str, tuple[Value, ...]], ...] = (("decoys", truth.decoys), ("neutral", truth.neutral))
    for part, values in groups:
        for index, value in enumerate(values):
            form, hint = _FORMS.get(value.kind, (bool, "write the value"))
            if not MENTION.search(value.value) and not form(value.value):
                path: Path = ("truth", part, index, "value")
                yield draft.problem(path, f"'{value.value}' is no {value.kind}", hint=hint, rule="value-of-no-kind")


def hints_are_about_lines(draft: Draft) -> Iterator[Problem]:
    """Find hints about score lines that this scenario cannot have."""
    scenario = draft.scenario
    parts = [name for name, field in Weights.model_fields.items() if field.annotation is int and name != "rubric"]
    objectives = [f"{objective.kind}:{name}" for name, objective in scenario.objectives.items()]
    known = [*(part.replace("_", "-") for part in parts), *objectives, *(f"rubric:{name}" for name in scenario.rubric)]
    for name, hint in scenario.hints.items():
        if hint.about not in known:
            remedy = "name the line of the score that the hint helps with"
            path = ("hints", name, "about")
            yield draft.unknown(path, "score line", hint.about, known, hint=remedy, rule="hint-about-nothing")


def objectives_can_be_met(draft: Draft) -> Iterator[Problem]:
    """Find events that serve an objective in none of the ways it accepts, or with nothing to mend."""
    for path, event in draft.actions:
        action = draft.catalogue.actions.get(event.do)
        for name in event.objectives if action else ():
            if action and name in draft.scenario.objectives:
                yield from _unmet(draft, path, name, action)


def _unmet(draft: Draft, path: Path, name: str, action: type[Action]) -> Iterator[Problem]:
    objective = draft.scenario.objectives[name]
    known = action.mends if objective.kind == "recovery" else action.ways
    if objective.kind == "recovery" and not known:
        message = f"'{name}' asks for recovery, and after {action.id} there is nothing to mend"
        hint = "let another event serve it, or make its kind 'containment' or 'eradication'"
        yield draft.problem((*path, "objective"), message, hint=hint, rule="nothing-to-mend")
    elif objective.ways and not set(objective.ways) & set(known):
        ways, others = ", ".join(objective.ways), ", ".join(known) or "none"
        message = f"{action.id} has none of these ways: {ways} (it has: {others})"
        hint = "name a way that the action has, or leave 'ways' out"
        yield draft.problem(("objectives", name, "ways"), message, hint=hint, rule="unknown-way")

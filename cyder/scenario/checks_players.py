"""Checks on scripted players: they go where trainees may go, and know only what they found."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from cyder.errors import Problem
from cyder.model.report import Report
from cyder.model.scenario import PlayerStep
from cyder.model.timeline import InjectEvent
from cyder.scenario.document import Path, Plain
from cyder.scenario.draft import Draft
from cyder.scenario.explain import explain
from cyder.scenario.names import MENTION, mentions

_MOMENT = "2026-01-01T09:00:00+09:00"
_STAND_INS = {**dict.fromkeys(("at", "until", "start", "end"), _MOMENT), **dict.fromkeys(("min", "max"), "1")}
_MAX_PATTERN = 500


def steps_are_one_thing(draft: Draft) -> Iterator[Problem]:
    """Find steps that do nothing, or more than one thing."""
    for path, step in _steps(draft):
        command = bool(step.on or step.run or step.find)
        others = (step.report is not None, step.isolate is not None, bool(step.reply or step.ask))
        if sum((command, *others)) != 1 or (command and not (step.on and step.run)):
            message = "a step is either a command on a node, a cable pulled, words to somebody, or a report"
            hint = "write 'on' and 'run' (and 'find'), or 'isolate', 'reply', 'ask' or 'report' alone"
            yield draft.problem(path, message, hint=hint, rule="player-step")


def players_speak_to_somebody(draft: Draft) -> Iterator[Problem]:
    """Find answers to what nobody says, and questions to contacts that do not exist."""
    told = [event.id for event in draft.scenario.timeline if isinstance(event, InjectEvent)]
    for path, step in _steps(draft):
        for word, said, known in (("reply", step.reply, told), ("ask", step.ask, draft.scenario.contacts)):
            for name in said:
                if name not in known:
                    kind, hint = ("inject", "name an inject") if word == "reply" else ("contact", "name a contact")
                    place = (*path, word, name)
                    yield draft.unknown(place, kind, name, known, hint=hint, rule="player-speaks-to-nobody")


def players_go_where_they_may(draft: Draft) -> Iterator[Problem]:
    """Find steps on nodes that do not exist or are closed to trainees."""
    nodes = draft.scenario.lan.nodes
    for path, step in _steps(draft):
        word, node = ("isolate", step.isolate) if step.isolate else ("on", step.on)
        if node is None:
            continue
        place = (*path, word)
        if node not in nodes:
            hint = "name a node of the LAN"
            yield draft.unknown(place, "node", node, nodes, hint=hint, rule="player-unknown-node")
        elif draft.access(node) == "no":
            message = f"'{node}' is closed to trainees"
            hint = "a player can do only what a trainee can: go to an open node"
            yield draft.problem(place, message, hint=hint, rule="player-closed-node")


def patterns_find_one_thing(draft: Draft) -> Iterator[Problem]:
    """Find patterns that are not regular expressions, or have not exactly one group."""
    for path, step in _steps(draft):
        for name, pattern in step.find.items():
            place = (*path, "find", name)
            groups, fault = _groups(pattern)
            if fault:
                hint = "correct the regular expression; put it into single quotes, so that \\ stays \\"
                yield draft.problem(place, f"not a regular expression: {fault}", hint=hint, rule="player-pattern")
            elif groups != 1:
                message = f"the regular expression has {groups} groups, not one"
                hint = "put round brackets around what is to be found, and (?:…) around the rest"
                yield draft.problem(place, message, hint=hint, rule="player-pattern-groups")


def players_know_what_they_found(draft: Draft) -> Iterator[Problem]:
    """Find `$name`s that no earlier step of the same player found."""
    for player, steps in draft.scenario.players.items():
        found: set[str] = set()
        for index, step in enumerate(steps):
            for part in ("run", "reply", "ask", "report"):
                path: Path = ("players", player, index, part)
                for place, name in mentions(draft.written(path), path):
                    if name not in found:
                        hint = "let an earlier step find it: a player does not know the scenario's variables"
                        yield draft.unknown(place, "name", name, found, hint=hint, rule="player-unknown-name")
            found |= set(step.find)


def player_reports_have_the_form(draft: Draft) -> Iterator[Problem]:
    """Find reports that would be refused when handed in."""
    for path, step in _steps(draft):
        if step.report is None:
            continue
        place = (*path, "report")
        data = _reported(draft.written(place) or {})
        try:
            Report.model_validate(data, by_alias=True, by_name=False)
        except ValidationError as error:
            for problem in explain(error, draft.document, Report, under=place, data=data):
                yield replace(problem, rule="player-report")


def _steps(draft: Draft) -> Iterator[tuple[Path, PlayerStep]]:
    for player, steps in draft.scenario.players.items():
        for index, step in enumerate(steps):
            yield ("players", player, index), step


def _groups(pattern: str) -> tuple[int, str]:
    """Return how many groups a regular expression has, and what is wrong with it if it is none."""
    if len(pattern) > _MAX_PATTERN:
        return 0, f"longer than {_MAX_PATTERN} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(pattern).groups, ""
    except re.error as error:
        return 0, str(error)
    except (RecursionError, OverflowError):
        return 0, "too complicated"


def _reported(value: Plain, field: str = "") -> Plain:
    """Return a report with something of the right kind for every `$name`: a moment, a number, else a word."""
    if isinstance(value, dict):
        return {key: _reported(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_reported(item, field) for item in value]
    return MENTION.sub(_STAND_INS.get(field, "found"), value)

"""Trainees that are derived from a scenario's perfect player: one who panics, and one who is clumsy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cyder.model.scenario import PlayerStep
from cyder.model.topology import NodeSpec
from cyder.planning.variables import MENTION


def panicking(nodes: Sequence[NodeSpec]) -> list[PlayerStep]:
    """Return the steps of somebody who pulls every cable there is and writes that it is contained."""
    cables = [node.name for node in nodes if node.open == "root"]
    written = {
        "stage": "first",
        "status": "contained",
        "summary": "Everything is off the network.",
        "actions": [{"kind": "isolate-host", "target": name} for name in cables],
    }
    return [*(PlayerStep(isolate=name) for name in cables), PlayerStep(report=written)]


def clumsy(perfect: Sequence[PlayerStep]) -> list[PlayerStep]:
    """Return the steps of somebody who looks as the perfect player does, and mends only the first half of it."""
    doing = [index for index, step in enumerate(perfect) if step.run and not step.find]
    left_out = set(doing[len(doing) // 2 :])
    return [step for index, step in enumerate(perfect) if index not in left_out]


def clumsily(report: Mapping[str, Any], hosts: Sequence[str], zone: str) -> dict[str, Any]:
    """Return a report with half of the indicators, one host that was none, and times of the wall clock taken for UTC.

    `zone`: that of the clock on the wall.
    """
    named = {asset["host"] for asset in report.get("assets", ())}
    wrong = next((host for host in hosts if host not in named), None)
    assets = [*report.get("assets", ()), *([{"host": wrong, "role": "pivot"}] if wrong else [])]
    timeline = [{**event, "at": _as_utc(str(event["at"]), zone)} for event in report.get("timeline", ())]
    changed = {"indicators": list(report.get("indicators", ()))[::2], "assets": assets, "timeline": timeline}
    return {**report, **{field: value for field, value in changed.items() if value}}


def _as_utc(moment: str, zone: str) -> str:
    """Return a moment as somebody writes it who reads the wall clock and takes it for UTC."""
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).replace(tzinfo=UTC).isoformat()


def told_by(value: Any, known: Collection[str]) -> Any:  # noqa: ANN401  a report as data
    """Return a report's data as somebody writes it who found only what is `known`.

    Entries of lists, and fields, that are about anything else are left out; within a sentence there is a question mark.
    """
    match value:
        case str():
            return MENTION.sub(lambda mention: mention[0] if mention[1] in known else "?", value)
        case dict():
            return {key: told_by(item, known) for key, item in value.items() if not _is_unknown(item, known)}
        case list() | tuple():
            return [told_by(item, known) for item in value if not _mentions_unknown(item, known)]
        case _:
            return value


def _is_unknown(value: object, known: Collection[str]) -> bool:
    mention = MENTION.fullmatch(value) if isinstance(value, str) else None
    return mention is not None and mention[1] not in known


def _mentions_unknown(value: object, known: Collection[str]) -> bool:
    match value:
        case str():
            return any(name not in known for name in MENTION.findall(value))
        case dict():
            return any(_mentions_unknown(item, known) for item in value.values())
        case list() | tuple():
            return any(_mentions_unknown(item, known) for item in value)
        case _:
            return False

"""Trainees that are derived from a scenario's perfect player: one who panics, and one who is clumsy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cyder.model.scenario import PlayerStep
from cyder.model.topology import NodeSpec


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


def clumsily(report: Mapping[str, Any], hosts: Sequence[str]) -> dict[str, Any]:
    """Return a report with half of the indicators, one host that was none, and local times written as UTC."""
    named = {asset["host"] for asset in report.get("assets", ())}
    wrong = next((host for host in hosts if host not in named), None)
    assets = [*report.get("assets", ()), *([{"host": wrong, "role": "pivot"}] if wrong else [])]
    timeline = [{**event, "at": _as_utc(str(event["at"]))} for event in report.get("timeline", ())]
    changed = {"indicators": list(report.get("indicators", ()))[::2], "assets": assets, "timeline": timeline}
    return {**report, **{field: value for field, value in changed.items() if value}}


def _as_utc(moment: str) -> str:
    """Return a moment as somebody writes it who reads the wall clock and takes it for UTC."""
    return re.sub(r"(Z|[+-]\d\d:?\d\d)$", "", moment) + "+00:00"

"""Use cases that only look: the plan of a scenario, the state of exercises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cyder.errors import CyderError, NotFound
from cyder.exercise.conducting import conductor_of
from cyder.exercise.control import summary
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.library import opened
from cyder.exercise.voice import Shown
from cyder.model.base import show_clock, show_duration
from cyder.model.composition import Variant
from cyder.model.plan import ObservedLan
from cyder.model.seed import Seed
from cyder.planning.plan import plan
from cyder.planning.resolve import Resolved, resolve
from cyder.planning.show import differences, show
from cyder.scenario.load import AS_WRITTEN

PREVIEW = b"preview"


def preview(desk: Desk, source: str, variant: Variant = AS_WRITTEN, *, teams: int | None, name: str | None) -> Shown:
    """Return the plan for a scenario: against what stands, where the exercise exists; else from nothing."""
    scenario = opened(source, variant)
    chosen = name or scenario.scenario
    try:
        exercise = desk.exercise(chosen)
    except NotFound:
        names = [f"team{number}" for number in range(1, (teams or 1) + 1)]
        each = [resolve(scenario, team, Seed(PREVIEW).child(team), desk.catalogue, exercise=chosen) for team in names]
        note = "Values that differ between teams are examples: the real ones are drawn at the first `cyder up`."
        return _plans(each, [ObservedLan() for _ in each], note)
    each = [exercise.furnished(team) for team in exercise.teams]
    seen = [desk.provider.observe(exercise.ref(team)) for team in exercise.teams]
    return _plans(each, seen, f"Exercise '{exercise.name}' as it stands.")


def status(desk: Desk, name: str | None) -> Shown:
    """Return the state of one exercise, or of all."""
    found = [desk.exercise(name)] if name else [Exercise.of(desk, record) for record in desk.store.live()]
    rows = [_state(exercise) for exercise in found]
    orphans = _orphans(desk, {row["exercise"] for row in rows}) if not name else []
    lines = [line for row in rows for line in _lines(row)]
    lines += [f"{name}: a LAN without an exercise; `cyder down {name}` removes it" for name in orphans]
    text = "\n".join(lines) or "no exercise; `cyder up first-look` begins one"
    return Shown(text, {"exercises": rows, "orphans": orphans})


def _plans(each: Sequence[Resolved], seen: Sequence[ObservedLan], note: str) -> Shown:
    plans = [plan(one.topology, observed) for one, observed in zip(each, seen, strict=True)]
    parts = [note]
    for number, (one, steps) in enumerate(zip(each, plans, strict=True)):
        same = number > 0 and [step.cause for step in steps.steps] == [step.cause for step in plans[0].steps]
        parts.append(f"\n{one.topology.team}")
        if not steps.steps:
            parts.append("  nothing to do")
        elif same:
            parts.append(f"  the same {len(steps.steps)} steps")
        else:
            parts.append(show(steps, one.topology))
        parts += [f"  {line}" for line in differences(each[0], one)]
    return Shown("\n".join(parts), [steps.model_dump(mode="json") for steps in plans])


def _state(exercise: Exercise) -> dict[str, Any]:
    brief = summary(exercise)
    return {
        "exercise": exercise.name,
        "title": brief.title.model_dump(),
        "state": brief.state,
        "clock": brief.clock,
        "duration": exercise.scenario.duration,
        "conductor": conductor_of(exercise),
        "teams": {team: _nodes(exercise, team) for team in exercise.teams},
    }


def _nodes(exercise: Exercise, team: str) -> dict[str, str]:
    try:
        seen = exercise.desk.provider.observe(exercise.ref(team))
    except CyderError as error:
        return {node.name: f"unknown: {error.message}" for node in exercise.resolved(team).topology.nodes}
    states = {}
    for node in exercise.resolved(team).topology.nodes:
        found = seen.nodes.get(node.name)
        isolated = found is not None and found.isolated
        states[node.name] = "missing" if found is None else f"{found.state}{', isolated' if isolated else ''}"
    return states


def _lines(row: dict[str, Any]) -> list[str]:
    clock = "" if row["clock"] is None else f", {show_clock(row['clock'])} of {show_duration(row['duration'])}"
    conductor = f", conducted by process {row['conductor']}" if row["conductor"] else ""
    lines = [f"{row['exercise']}: {row['state']}{clock}{conductor}"]
    if row["state"] in {"running", "paused"} and not row["conductor"]:
        lines.append(f"  nobody conducts it: `cyder start {row['exercise']}` goes on with it")
    for team, nodes in row["teams"].items():
        running = sum(state.startswith("running") for state in nodes.values())
        others = ", ".join(f"{name} {state}" for name, state in nodes.items() if state != "running")
        lines.append(f"  {team}: {running} of {len(nodes)} nodes running{': ' + others if others else ''}")
    return lines


def _orphans(desk: Desk, known: set[str]) -> list[str]:
    try:
        return sorted({ref.exercise for ref in desk.provider.lans()} - known)
    except CyderError:
        return []

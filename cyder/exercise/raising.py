"""Use case: bring an exercise's LANs up, or back to how they should be."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from cyder.contracts.provider import Lan
from cyder.errors import BadInput, CyderError, NotFound, Refused, SetupMissing
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.health import due, wait_until_healthy
from cyder.exercise.library import put_together
from cyder.exercise.state import is_up, state_of
from cyder.exercise.voice import Voice
from cyder.lan import images
from cyder.lan.docker import DockerProvider
from cyder.model.base import SLUG
from cyder.model.composition import Tier, Variant
from cyder.model.judging import Level
from cyder.model.ledger import Raised
from cyder.model.plan import Plan, Step
from cyder.planning.execute import execute
from cyder.planning.plan import plan
from cyder.planning.show import describe
from cyder.scenario.load import AS_WRITTEN, checked
from cyder.store import ExerciseRecord

ENGINE_CALLS = 4
"""Engine calls in flight: container starts are bound by the processor, and four keep two cores busy."""


def up(
    desk: Desk,
    source: str,
    *,
    teams: int | None,
    name: str | None,
    seed: str | None,
    voice: Voice,
    tier: Tier | None = None,
    level: Level | None = None,
) -> Exercise:
    """Bring a scenario up for a number of teams; run again, continue where it stands, with the tier and level it has.

    Raises:
        BadInput: the scenario has problems.
        Refused: the name belongs to another scenario, or the exercise is over.
        SetupMissing: no engine or no images.
    """
    document = put_together(source, _variant(desk, source, name, tier, level))
    scenario = checked(document, desk.catalogue)
    chosen = name or scenario.scenario
    if not re.fullmatch(SLUG, chosen) or len(chosen) > 40:
        raise BadInput(f"--name '{chosen}'", hint="lower-case letters, digits and hyphens, at most 40: spring-course")
    with desk.working(chosen):
        _need_images(desk, sorted({node.role for node in scenario.lan.nodes.values()} | {"prober", "base"}))
        text = json.dumps(document.data, ensure_ascii=False)
        record = _record(desk, chosen, text=text, path=document.name, teams=teams, seed=seed)
        exercise = Exercise.of(desk, record)
        raise_lans(exercise, voice)
        if not is_up(exercise.ledger.entries()):
            exercise.ledger.append(Raised(), author="instructor")
    return exercise


def _variant(desk: Desk, source: str, name: str | None, tier: Tier | None, level: Level | None) -> Variant:
    """Return the variant that is asked for; what is not said is as in the exercise that goes by the name already."""
    written = put_together(source, AS_WRITTEN).data
    called = name or (written.get("scenario") if isinstance(written, dict) else None)
    begun = next((each for each in desk.store.live() if each.name == called), None)
    if begun is None:
        return Variant(tier=tier or "team", level=level)
    scenario = Exercise.of(desk, begun).scenario
    return Variant(tier=tier or scenario.tier, level=level or scenario.level)


def plans(exercise: Exercise, teams: Sequence[str]) -> dict[str, Plan]:
    """Return what would have to be done for each team's LAN, changing nothing."""
    provider = exercise.desk.provider
    return {team: plan(exercise.furnished(team).topology, provider.observe(exercise.ref(team))) for team in teams}


def _need_images(desk: Desk, names: list[str]) -> None:
    if not isinstance(desk.provider, DockerProvider):
        return
    missing = images.missing(desk.client, names)
    if missing:
        raise SetupMissing(f"no image for {', '.join(missing)}", hint="cyder images build")


def _record(desk: Desk, name: str, *, text: str, path: str, teams: int | None, seed: str | None) -> ExerciseRecord:
    digest = hashlib.sha256(text.encode()).hexdigest()
    try:
        record = desk.store.find(name)
    except NotFound:
        return desk.store.create(
            name,
            scenario_text=text,
            scenario_name=path,
            scenario_digest=digest,
            secret=seed.encode() if seed else secrets.token_bytes(32),
            teams=teams or 1,
            seeded=bool(seed),
        )
    if record.scenario_digest != digest:
        hint = f"keep both: `cyder up … --name OTHER`; or give the old one up: `cyder down {name} --archive`"
        raise Refused(f"exercise '{name}' was begun with another version of this scenario", hint=hint)
    if state_of(desk.store.ledger(record).entries()) == "ended":
        hint = f"`cyder score --exercise {name}` shows its scores; `cyder down {name} --archive` frees the name"
        raise Refused(f"exercise '{name}' is over", hint=hint)
    if seed and record.secret != seed.encode():
        raise Refused(f"exercise '{name}' was begun with another seed", hint="leave --seed out, or use --name")
    return desk.store.grow(record, teams) if teams and teams > record.teams else record


def raise_lans(exercise: Exercise, voice: Voice) -> None:
    """Bring every team's LAN to what it should be, and wait until all of it is healthy.

    Raises:
        EngineFailed: a step failed, or a node does not become healthy.
    """
    provider = exercise.desk.provider
    todo = plans(exercise, exercise.teams)
    total = sum(len(team_plan.steps) for team_plan in todo.values())
    if not total:
        voice.line("every LAN is already as it should be")
    counted = threading.Lock()
    done = 0

    def tell(team: str, step: Step) -> None:
        nonlocal done
        with counted:
            done += 1
            voice.progress("LANs", done, total, f"{team} {describe(step.operation)}")

    workers = max(1, ENGINE_CALLS // len(todo))
    with ThreadPoolExecutor(max_workers=ENGINE_CALLS) as pool:
        raised = [
            pool.submit(execute, steps, provider, exercise.ref(team), workers=workers, done=partial(tell, team))
            for team, steps in todo.items()
        ]
        for future in raised:
            future.result()
    asked = [each for team in exercise.teams for each in due(exercise, team)]
    wait_until_healthy(asked, exercise.desk.clock, voice)


def rewire(lan: Lan, steps: Plan) -> None:
    """Plug in again what runs unplugged, as after a node's restart; leave everything else to a person."""
    for step in steps.steps:
        if step.cause == "unwired":
            try:
                lan.provider.apply(lan.ref, step.operation)
            except CyderError:
                continue  # looked at again in the next round; a node may be stopping at this very moment

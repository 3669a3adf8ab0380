"""Use case: conduct an exercise, in this process or in one of its own; ask the conductor for something."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from cyder.contracts.ledger import Ledger
from cyder.contracts.provider import Lan
from cyder.errors import CyderError, Refused
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.narration import Narrated
from cyder.exercise.raising import plans, rewire
from cyder.exercise.state import state_of
from cyder.exercise.system import holder, lock
from cyder.exercise.voice import Voice
from cyder.model.ledger import Requested, RequestKind, Started
from cyder.model.timeline import ActionEvent
from cyder.planning.resolve import action_of
from cyder.replay.clock import ExerciseClock
from cyder.replay.conductor import Conductor
from cyder.replay.due import Player
from cyder.replay.preserving import Keeper
from cyder.replay.progress import clock_of
from cyder.replay.serving import Service
from cyder.replay.stage import Stage
from cyder.replay.timeline import begins_at, jitters


def conduct(
    exercise: Exercise,
    *,
    speed: float,
    voice: Voice,
    players: Mapping[str, Player] | None = None,
    begin: Sequence[str] | None = None,
) -> None:
    """Conduct an exercise to its end in this process; a conductor that was killed is continued.

    `speed`: exercise seconds per second; 0 jumps from one due moment to the next. `begin`: the teams whose clocks begin
    at once, all of them if not said; the others begin when they are asked to.

    Raises:
        Refused: somebody else conducts it, it is over, or its LAN is not up.
    """
    with lock(_lease(exercise)) as mine:
        if not mine:
            raise Refused(f"exercise '{exercise.name}' is already conducted by process {holder(_lease(exercise))}")
        entries = exercise.ledger.entries()
        _check_ready(exercise)
        ledger = Narrated(exercise.ledger, voice)
        shown = clock_of(entries)
        start = begins_at(exercise.resolved(exercise.teams[0]).events) if shown is None else shown
        clock = ExerciseClock(exercise.desk.clock, start=start, speed=speed)
        conductor = Conductor(
            [stage_of(exercise, team, ledger, clock) for team in exercise.teams],
            ledger,
            clock,
            duration=exercise.scenario.duration,
            probe_every=exercise.scenario.probe_every,
            begin=begin,
            players=players,
            upkeep=lambda: _keep_up(exercise),
        )
        conductor.conduct()


def detach(exercise: Exercise, *, speed: float, begin: Sequence[str] | None = None) -> int:
    """Start a conductor in a process of its own and return its id once it has begun.

    Raises:
        CyderError: it ended at once; the message has its last words.
    """
    _check_ready(exercise)
    desk = exercise.desk
    log = desk.places.state_dir / "log" / f"{exercise.name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    seen = len(exercise.ledger.entries())
    argv = [sys.executable, "-m", "cyder.cli.app", "start", exercise.name, "--speed", str(speed)]
    argv += [word for team in begin or () for word in ("--team", team)]
    with log.open("ab") as out:
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
    while not any(isinstance(entry.body, Started) for entry in exercise.ledger.entries()[seen:]):
        if process.poll() is not None:
            last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
            raise CyderError(f"the conductor ended at once:\n{last}", hint=f"its log is {log}")
        desk.clock.sleep(0.1)
    return process.pid


def ask_conductor(exercise: Exercise, request: RequestKind, *, author: str) -> None:
    """Write a request into the ledger; the conductor obeys within half a second.

    Raises:
        Refused: nobody conducts the exercise.
    """
    if conductor_of(exercise) is None:
        raise Refused(f"nobody conducts '{exercise.name}'", hint=f"`cyder start {exercise.name}` goes on with it")
    exercise.ledger.append(Requested(request=request), author=author)


def conductor_of(exercise: Exercise) -> int | None:
    """Return the process that conducts an exercise, None if there is none."""
    return holder(_lease(exercise))


def wait_for_end(desk: Desk, exercise: Exercise, *, seconds: float) -> bool:
    """Wait until nobody conducts the exercise any more; return whether that came about in time."""
    deadline = desk.clock.monotonic() + seconds
    while conductor_of(exercise) is not None:
        if desk.clock.monotonic() >= deadline:
            return False
        desk.clock.sleep(0.1)
    return True


def _lease(exercise: Exercise) -> Path:
    return exercise.desk.lock_file("conductor", f"{exercise.name}-{exercise.record.id}")


def _check_ready(exercise: Exercise) -> None:
    state = state_of(exercise.ledger.entries())
    if state == "ended":
        raise Refused(f"exercise '{exercise.name}' is over", hint=f"cyder score --exercise {exercise.name}")
    unfinished = [team for team, steps in plans(exercise, exercise.teams).items() if steps.steps]
    if unfinished:
        hint = f"cyder up {exercise.record.scenario_name} --name {exercise.name}"
        raise Refused(f"the LAN of {', '.join(unfinished)} is not up", hint=hint)


def _keep_up(exercise: Exercise) -> None:
    try:
        for team, steps in plans(exercise, exercise.teams).items():
            rewire(exercise.lan(team), steps)
    except CyderError:
        return  # the engine is not there just now: the next look may find it again, and events say so meanwhile


def stage_of(exercise: Exercise, team: str, ledger: Ledger, clock: ExerciseClock) -> Stage:
    """Return one team's side of the exercise, ready to be played."""
    resolved, scenario = exercise.furnished(team), exercise.scenario
    catalogue = exercise.desk.catalogue
    attacks = [event for event in resolved.events if isinstance(event, ActionEvent)]
    lan = Lan(exercise.desk.provider, resolved.topology)
    return Stage(
        team=team,
        lan=lan,
        events=resolved.events,
        actions={event.id: action_of(event, catalogue) for event in attacks},
        roles=resolved.roles,
        people=resolved.people,
        canary=resolved.canary,
        checks=resolved.checks,
        seed=exercise.seed(team).child("replay"),
        ledger=ledger,
        clock=clock,
        jitter=jitters(resolved.events, exercise.seed(team).child("window")),
        goals=scenario.objectives,
        services={name: Service(service.node, resolved.services[name]) for name, service in scenario.services.items()},
        keeper=Keeper(lan, resolved.roles, scenario.probe_every) if scenario.scoring.preserved else None,
    )

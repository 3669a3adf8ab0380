"""Use case: make teams' LANs anew and play them again, at full speed, up to an event."""

from __future__ import annotations

from collections.abc import Sequence

from cyder.errors import NotFound, Refused
from cyder.exercise.conducting import ask_conductor, conductor_of, stage_of, wait_for_end
from cyder.exercise.desk import Exercise
from cyder.exercise.narration import Narrated
from cyder.exercise.raising import raise_lans
from cyder.exercise.state import state_of
from cyder.exercise.voice import Voice
from cyder.model.ledger import Rewound, TeamBegan
from cyder.replay.clock import JUMP, ExerciseClock
from cyder.replay.conductor import Conductor
from cyder.replay.due import Until
from cyder.replay.progress import clock_of, progress
from cyder.replay.timeline import begins_at

PATIENCE = 60.0
"""Seconds (real) that a conductor has to finish what is under way and leave."""


def rewind(exercise: Exercise, event: str, *, team: str | None, voice: Voice) -> list[str]:
    """Take one team, or all of them, back to the moment before an event; return whom.

    The LAN is made anew with the same seed, and everything before the event is played again while the clock jumps. The
    ledger keeps what was; scores and conditions count from here, and what was asked about events still holds, but for
    `fire`. Afterwards nobody conducts: `start` goes on.

    Raises:
        NotFound: no such team or event.
        Refused: the exercise has not begun or is over, or its conductor does not leave.
    """
    teams = _teams(exercise, team)
    known = [each.id for each in exercise.resolved(teams[0]).events]
    if event not in known:
        raise NotFound.named("event", event, known)
    state = state_of(exercise.ledger.entries())
    if state not in {"running", "paused"}:
        why = "has not begun" if state in {"new", "ready"} else "is over"
        raise Refused(f"exercise '{exercise.name}' {why}", hint="only what runs can be rewound")
    _dismiss(exercise, voice)
    with exercise.desk.working(exercise.name):
        now = clock_of(exercise.ledger.entries()) or 0.0
        for each in teams:
            exercise.desk.provider.destroy(exercise.ref(each))
        raise_lans(exercise, voice)
        for each in teams:
            _replay(exercise, each, event, now, voice)
    return list(teams)


def _replay(exercise: Exercise, team: str, event: str, now: float, voice: Voice) -> None:
    """Play one team up to the event, then set its own clock so that it goes on from there when the exercise does."""
    ledger, seen = Narrated(exercise.ledger, voice), progress(exercise.ledger.entries(), team)
    begun = None if seen.facts.kinds.get(event) == "skipped" else seen.started.get(event, seen.ended.get(event))
    until = Until(event, begun, now - (seen.offset or 0.0))
    ledger.append(Rewound(event=event), team=team, author="instructor")
    clock = ExerciseClock(exercise.desk.clock, start=begins_at(exercise.resolved(team).events), speed=JUMP)
    conductor = Conductor(
        [stage_of(exercise, team, ledger, clock)],
        ledger,
        clock,
        duration=exercise.scenario.duration,
        probe_every=exercise.scenario.probe_every,
        until=until,
    )
    conductor.conduct()
    ledger.append(TeamBegan(offset=now - clock.now()), team=team, author="instructor", clock=clock.now())


def _dismiss(exercise: Exercise, voice: Voice) -> None:
    if conductor_of(exercise) is None:
        return
    voice.line(f"asking the conductor of '{exercise.name}' to leave")
    ask_conductor(exercise, "leave", author="instructor")
    if not wait_for_end(exercise.desk, exercise, seconds=PATIENCE):
        process = conductor_of(exercise)
        raise Refused(f"the conductor, process {process}, does not leave", hint=f"end it with `kill {process}`")


def _teams(exercise: Exercise, team: str | None) -> Sequence[str]:
    if team is None:
        return exercise.teams
    if team not in exercise.teams:
        raise NotFound.named("team", team, exercise.teams)
    return [team]

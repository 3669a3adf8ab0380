"""Use cases of whoever conducts: events skipped, fired, held, changed or void; more time, another speed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.conducting import conductor_of
from cyder.exercise.desk import Exercise
from cyder.exercise.state import state_of
from cyder.model.base import LocalText
from cyder.model.ledger import Requested, RequestKind
from cyder.model.timeline import ActionEvent, Beginning, Cue, InjectEvent
from cyder.replay.progress import Progress, progress
from cyder.replay.timeline import jitters, moment_of

LATER: frozenset[RequestKind] = frozenset({"void"})
"""What may be asked when an exercise is over: it only changes how the ledger is read."""


@dataclass(frozen=True)
class EventState:
    """One event, or phase, at one team's place: when its turn comes or came, in exercise seconds, and how it stands."""

    team: str
    event: str
    kind: str
    moment: float | None
    state: str


def ask_about_event(
    exercise: Exercise,
    request: RequestKind,
    event: str,
    *,
    team: str | None,
    seconds: float | None = None,
    text: LocalText | None = None,
    reason: str = "",
) -> bool:
    """Ask for something about one event, for one team or for all of them; return whether somebody conducts.

    A conductor obeys within half a second, one that begins later as soon as it does.

    Raises:
        NotFound: no such team or event.
        BadInput: the text of something that is no inject.
        Refused: the exercise is over, or the event is.
    """
    teams = _teams(exercise, team)
    known = {each.id: each for each in exercise.resolved(exercise.teams[0]).events}
    if event not in known:
        raise NotFound.named("event", event, known)
    if request == "edit" and not isinstance(known[event], InjectEvent):
        raise BadInput(f"'{event}' is no inject: it has no text")
    if request == "void" and isinstance(known[event], Beginning):
        raise BadInput(f"'{event}' is a phase: it has no score", hint="void its events, one by one")
    entries = exercise.ledger.entries()
    if request not in LATER:
        _need_not_over(exercise)
        over = [each for each in teams if event in progress(entries, each).started | progress(entries, each).ended]
        if len(over) == len(teams):
            raise Refused(f"'{event}' has begun already for {', '.join(over)}", hint="cyder event list")
    asked = Requested(request=request, event=event, seconds=seconds, text=text, reason=reason)
    exercise.ledger.append(asked, team=team or "", author="instructor")
    return conductor_of(exercise) is not None


def ask_about_time(exercise: Exercise, request: RequestKind, *, team: str | None = None, value: float = 0.0) -> None:
    """Ask for more time (seconds), another speed (exercise seconds per second), or that a team begin.

    Raises:
        NotFound: no such team.
        Refused: nobody conducts the exercise.
    """
    _teams(exercise, team)
    _need_not_over(exercise)
    if conductor_of(exercise) is None:
        raise Refused(f"nobody conducts '{exercise.name}'", hint=f"`cyder start {exercise.name}` goes on with it")
    asked = Requested(
        request=request,
        seconds=value if request == "extend" else None,
        speed=value if request == "speed" else None,
    )
    exercise.ledger.append(asked, team=team or "", author="instructor")


def events_of(exercise: Exercise, team: str | None) -> list[EventState]:
    """Return how every phase and event stands, team by team, in the order of their moments."""
    entries, found = exercise.ledger.entries(), []
    for each in _teams(exercise, team):
        events, seen = exercise.resolved(each).events, progress(entries, each)
        jitter = jitters(events, exercise.seed(each).child("window"))
        states = []
        for event in events:
            begun = seen.started.get(event.id, seen.ended.get(event.id))
            moment = begun if begun is not None else moment_of(event, seen, jitter)
            states.append(EventState(each, event.id, _kind(event), moment, _state(event.id, seen)))
        found += sorted(states, key=lambda one: (one.moment is None, one.moment or 0.0))
    return found


def _kind(event: Cue) -> str:
    match event:
        case ActionEvent():
            return event.do
        case InjectEvent():
            return f"inject by {event.inject}"
        case Beginning():
            return f"phase: {event.title.en}"


def _state(event: str, seen: Progress) -> str:
    if event in seen.ended:
        outcome = seen.outcomes.get(event)
        more = (
            ", prevented" if outcome and outcome.prevented else ", by the team" if outcome and outcome.by_team else ""
        )
        return seen.facts.kinds[event] + more
    if event in seen.started:
        return "under way"
    if event in seen.skipped:
        return "to be skipped"
    return "held" if event in seen.held_back else "waiting"


def _teams(exercise: Exercise, team: str | None) -> Sequence[str]:
    if team is None:
        return exercise.teams
    if team not in exercise.teams:
        raise NotFound.named("team", team, exercise.teams)
    return [team]


def _need_not_over(exercise: Exercise) -> None:
    if state_of(exercise.ledger.entries()) == "ended":
        raise Refused(f"exercise '{exercise.name}' is over", hint=f"cyder score --exercise {exercise.name}")

"""Use cases: a team applies for maintenance or isolation and tells new passwords; an instructor decides."""

from __future__ import annotations

from collections.abc import Sequence

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.machines import pull_cable
from cyder.exercise.state import state_of
from cyder.model.applications import About, Application, ApplicationState
from cyder.model.base import show_duration
from cyder.model.dealings import Applied, Decided, PasswordTold
from cyder.model.ledger import Entry, Rewound

RULE = "rule"
"""Who decides where nobody has to."""


def apply_for_maintenance(
    exercise: Exercise, team: str, service: str, seconds: float, reason: str, *, author: str
) -> Application:
    """Ask for maintenance of a service: granted at once while the total stays within what the scenario allows.

    What goes beyond that waits for the instructor.

    Raises:
        NotFound: the scenario has no such service.
        BadInput: no length of time, or no reason.
        Refused: the exercise does not run.
    """
    known = exercise.scenario.services
    if service not in known:
        raise NotFound.named("service", service, known)
    if not 0 < seconds <= exercise.scenario.duration:
        message = f"{show_duration(seconds)} is no time for maintenance"
        raise BadInput(message, hint=f"more than nothing, and {show_duration(exercise.scenario.duration)} at most")
    number = _applied(exercise, team, "maintenance", service, reason, author=author, seconds=seconds)
    allowance = exercise.scenario.scoring.maintenance
    if number in _within(applications(exercise, team), allowance):
        words = f"within the {show_duration(allowance)} allowed in all"
        answer = Decided(asked=number, granted=True, seconds=seconds, reason=words)
        exercise.ledger.append(answer, team=team, author=RULE)
    return application(exercise, number)


def apply_for_isolation(exercise: Exercise, team: str, node: str, reason: str, *, author: str) -> Application:
    """Ask the instructor to take a node off the network.

    Raises:
        NotFound: the team knows no such node.
        BadInput: no reason.
        Refused: the exercise does not run.
    """
    need_node(exercise, team, node)
    return application(exercise, _applied(exercise, team, "isolation", node, reason, author=author))


def applications(exercise: Exercise, team: str | None = None) -> list[Application]:
    """Return what was applied for, by one team or by all, oldest first.

    Raises:
        NotFound: there is no such team.
    """
    if team is not None:
        exercise.resolved(team)
    entries = exercise.ledger.entries(team=team)
    rewound = max((place for place, one in enumerate(entries, 1) if isinstance(one.body, Rewound)), default=0)
    answers = {one.body.asked: one.body for one in entries if isinstance(one.body, Decided)}
    return [_standing(one, answers.get(one.seq)) for one in entries[rewound:] if isinstance(one.body, Applied)]


def application(exercise: Exercise, number: int) -> Application:
    """Return one application.

    Raises:
        NotFound: there is none with that number.
    """
    known = {one.number: one for one in applications(exercise)}
    if number not in known:
        raise NotFound.named("application", str(number), [str(one) for one in known])
    return known[number]


def decide(exercise: Exercise, number: int, *, granted: bool, reason: str) -> Application:
    """Answer an application; a node whose isolation is granted is taken off the network at once.

    Raises:
        NotFound: there is none with that number.
        Refused: it was answered already, the exercise does not run, or the node is not plugged in.
    """
    asked = application(exercise, number)
    _need_running(exercise)
    if asked.state != "waiting":
        raise Refused(f"application {number} was {asked.state} already", hint="cyder applications")
    if granted and asked.about == "isolation":
        pull_cable(exercise.desk, f"{asked.team}/{asked.subject}", exercise=exercise.name, visitor="instructor")
    answer = Decided(asked=number, granted=granted, seconds=asked.seconds if granted else 0.0, reason=reason)
    exercise.ledger.append(answer, team=asked.team, author="instructor")
    return application(exercise, number)


def tell_password(exercise: Exercise, team: str, node: str, account: str, password: str, *, author: str) -> None:
    """Tell the password that the team gave an account, so that questions about the service can go on.

    Raises:
        NotFound: the team knows no such node.
        BadInput: account or password is empty or too long.
        Refused: the exercise does not run.
    """
    need_node(exercise, team, node)
    _need_running(exercise)
    for what, text, most in (("account", account, 100), ("password", password, 200)):
        if not text.strip() or len(text) > most or "\n" in text:
            raise BadInput(f"the {what} must be one line of 1 to {most} characters", hint="type it once more")
    exercise.ledger.append(PasswordTold(node=node, account=account, password=password), team=team, author=author)


def _applied(
    exercise: Exercise, team: str, about: About, subject: str, reason: str, *, author: str, seconds: float = 0.0
) -> int:
    _need_running(exercise)
    exercise.resolved(team)
    if not reason.strip() or len(reason) > 2_000:
        raise BadInput("the reason is empty or too long", hint="say in a sentence why: whoever decides reads it")
    wish = Applied(about=about, subject=subject, seconds=seconds, reason=reason)
    return exercise.ledger.append(wish, team=team, author=author).seq


def _within(found: Sequence[Application], allowance: float) -> set[int]:
    """Return the maintenance that fits into the allowance, by number, in the order in which it was asked for.

    Two that are asked for at the same moment are both in the ledger by now, so that only the first can take the rest.
    """
    left, fits = allowance, set()
    for one in found:
        if one.about == "maintenance" and (one.state == "granted" or (one.state == "waiting" and one.seconds <= left)):
            left -= one.seconds
            fits.add(one.number)
    return fits


def need_node(exercise: Exercise, team: str, node: str) -> None:
    """Refuse a node that is not open to the team: one that it may not know of looks like one that does not exist.

    Raises:
        NotFound: it is not the team's.
    """
    known = [spec.name for spec in exercise.resolved(team).topology.nodes if spec.open != "no"]
    if node not in known:
        raise NotFound.named("node", node, known)


def _need_running(exercise: Exercise) -> None:
    state = state_of(exercise.ledger.entries())
    if state in {"new", "ready"}:
        raise Refused(f"exercise '{exercise.name}' has not begun", hint=f"cyder start {exercise.name}")
    if state == "ended":
        raise Refused(f"exercise '{exercise.name}' is over", hint=f"cyder score --exercise {exercise.name}")


def _standing(entry: Entry, answer: Decided | None) -> Application:
    wish = entry.body
    if not isinstance(wish, Applied):
        raise TypeError(wish.kind)
    state: ApplicationState = "waiting" if answer is None else "granted" if answer.granted else "refused"
    return Application(
        number=entry.seq,
        team=entry.team,
        about=wish.about,
        subject=wish.subject,
        seconds=wish.seconds,
        reason=wish.reason,
        at=entry.at,
        state=state,
        answer=answer.reason if answer else "",
    )

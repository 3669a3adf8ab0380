"""Use case: take LANs down, from their labels alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from cyder.errors import NotFound, Refused
from cyder.exercise.conducting import ask_conductor, conductor_of, wait_for_end
from cyder.exercise.desk import Desk, Exercise
from cyder.exercise.state import is_up
from cyder.exercise.voice import Voice
from cyder.model.ledger import Lowered


def down(desk: Desk, name: str | None, *, everything: bool, archive: bool, voice: Voice) -> list[str]:
    """Take one exercise's LANs down, or everybody's; returns the names of the exercises.

    The store is asked for nothing but a conductor to end: with the store gone, labels suffice.

    Raises:
        NotFound: nothing of that name, neither LAN nor exercise.
        Refused: it is being brought up just now, or a name must be given.
    """
    names = _names(desk, name, everything=everything)
    for each in names:
        with desk.working(each):
            _lower(desk, each, archive=archive, voice=voice)
    return names


def _names(desk: Desk, name: str | None, *, everything: bool) -> list[str]:
    lans = {ref.exercise for ref in desk.provider.lans()}
    ours = {record.name for record in desk.store.live()}
    if everything:
        return sorted(lans | ours)
    if name is not None:
        if name not in lans | ours:
            raise NotFound.named("exercise", name, lans | ours)
        return [name]
    meant = ours or lans
    if len(meant) > 1:
        raise Refused(f"there are several exercises: {', '.join(sorted(meant))}", hint="name one, or say --all")
    return sorted(meant)


def _lower(desk: Desk, name: str, *, archive: bool, voice: Voice) -> None:
    exercise = _find(desk, name)
    if exercise is not None:
        _end_conductor(desk, exercise, voice)
    refs = [ref for ref in desk.provider.lans() if ref.exercise == name]
    with ThreadPoolExecutor(max_workers=2) as pool:
        destroyed = [pool.submit(desk.provider.destroy, ref) for ref in refs]
        for number, (future, ref) in enumerate(zip(destroyed, refs, strict=True), 1):
            future.result()
            voice.progress("down", number, len(refs), str(ref))
    if exercise is None:
        return
    if is_up(exercise.ledger.entries()):
        exercise.ledger.append(Lowered(), author="instructor")
    if archive:
        desk.store.archive(exercise.record)


def _find(desk: Desk, name: str) -> Exercise | None:
    try:
        return desk.exercise(name)
    except NotFound:
        return None


def _end_conductor(desk: Desk, exercise: Exercise, voice: Voice) -> None:
    if conductor_of(exercise) is None:
        return
    voice.line(f"asking the conductor of '{exercise.name}' to end")
    ask_conductor(exercise, "end", author="instructor")
    if not wait_for_end(desk, exercise, seconds=60):
        process = conductor_of(exercise)
        raise Refused(f"the conductor, process {process}, does not end", hint=f"end it with `kill {process}`")

"""Use cases: who sits in which team, who agrees to a history of their own, who is to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from cyder.errors import BadInput, NotFound, suggest
from cyder.exercise.desk import Desk, Exercise
from cyder.model.participants import Called, Duty, Membership, Participant


@dataclass(frozen=True)
class Seated:
    """Somebody who was put into a team: where they were before, and what is worth another look."""

    participant: Participant
    before: str
    advice: tuple[str, ...]


def newcomer(
    exercise: Exercise, team: str, name: str, organisation: str, *, duty: str = "", consent: bool = False
) -> Seated:
    """Put somebody into a team who is not known yet.

    Raises:
        NotFound: there is no such team.
        BadInput: name, organisation or duty is empty, too long, or more than a line.
    """
    exercise.resolved(team)
    called, of, does = _text("name", name), _text("organisation", organisation), _duty(duty)
    persons = exercise.desk.store.persons()
    known = persons.all()
    new = persons.add(called, of, consent=consent)
    persons.seat(exercise.record, team, new.id, duty=does)
    return Seated(new, "", tuple(_second_thoughts(new, known)))


def returner(exercise: Exercise, team: str, id: str, *, duty: str = "") -> Seated:
    """Put somebody into a team who took part before, or move them there within the exercise.

    Raises:
        NotFound: there is no such team, or nobody of that id.
        BadInput: the duty is too long, or more than a line.
    """
    exercise.resolved(team)
    known, does = participant(exercise.desk, id), _duty(duty)
    before = exercise.desk.store.persons().seat(exercise.record, team, known.id, duty=does)
    return Seated(known, before, ())


def participant(desk: Desk, id: str) -> Participant:
    """Return who has that id.

    Raises:
        NotFound: nobody, or nobody any more.
    """
    persons = desk.store.persons()
    known = persons.all()
    found = next((each for each in known if each.id == id), None)
    if found is not None:
        return found
    if persons.was_forgotten(id):
        raise NotFound(f"{id} was forgotten", hint="add them as somebody new: cyder member add TEAM --name …")
    named = ", ".join(each.id for each in known if each.name == id)
    hint = f"that is the name of {named}" if named else "see who is known with: cyder member list"
    raise NotFound.named("member", id, [each.id for each in known], hint=hint)


def participants(
    desk: Desk, *, exercise: Exercise | None = None, team: str | None = None
) -> list[tuple[Participant, tuple[Membership, ...]]]:
    """Return those who are known, or those of an exercise or a team of it, with where each is or was."""
    persons = desk.store.persons()
    places = [
        place
        for place in persons.memberships()
        if exercise is None or (place.exercise == exercise.record.id and team in (None, place.team))
    ]
    found = [(each, tuple(place for place in places if place.participant == each.id)) for each in persons.all()]
    return [(each, mine) for each, mine in found if mine or exercise is None]


def agree(desk: Desk, id: str, *, consent: bool) -> Participant:
    """Write down whether somebody agrees to a history of their own.

    Raises:
        NotFound: nobody has that id.
    """
    desk.store.persons().agree(participant(desk, id).id, consent=consent)
    return participant(desk, id)


def forget(desk: Desk, id: str) -> None:
    """Erase somebody's name, organisation and places in teams; of somebody forgotten, wipe once more what is left.

    Raises:
        NotFound: nobody has or had that id.
    """
    persons = desk.store.persons()
    if not persons.was_forgotten(id):
        participant(desk, id)
    persons.forget(id)


def _second_thoughts(new: Participant, known: list[Participant]) -> list[str]:
    """Return what may be a mistake: somebody of that name is known, or the organisation is spelt as nobody else's."""
    namesakes = [f"{each.id} ({each.organisation})" for each in known if each.name == new.name]
    organisations = {each.organisation for each in known}
    said = [f"of the same name: {', '.join(namesakes)}; if it is one of them, say --id"] if namesakes else []
    if organisations and new.organisation not in organisations:
        said.append(f"nobody else is from '{new.organisation}' so far{suggest(new.organisation, organisations)}")
    return [*said, f"to undo: cyder member forget {new.id}"] if said else []


def _text(what: str, written: str) -> str:
    try:
        return TypeAdapter(Called).validate_python(written)
    except ValidationError:
        raise BadInput(f"no {what}: {written[:40]!r}", hint="1 to 100 characters on one line") from None


def _duty(written: str) -> str:
    try:
        return TypeAdapter(Duty).validate_python(written)
    except ValidationError:
        raise BadInput(f"no duty: {written[:40]!r}", hint="a word or two: lead, log, network, report") from None

"""The routes of people who tell, judge and disagree: hints, messages, comments, marks, appeals, release of scores."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from cyder.api.access import ConductedDep, JudgedDep, PlaceDep
from cyder.api.answers import CONFLICT, MISFIT, NOTHING_HERE, UNAUTHORISED, UNAVAILABLE
from cyder.api.bodies import Adjustment, Answer, AppealText, CommentText, GivenMark, HintName, Question
from cyder.api.people_port import PeoplePort
from cyder.exercise.appeals import Appeal
from cyder.exercise.commenting import Comment
from cyder.exercise.grading import Marked
from cyder.exercise.hints import HintShown
from cyder.exercise.inbox import Mailbox
from cyder.scoring.copies import Copied


def _port(request: Request) -> PeoplePort:
    control: PeoplePort = request.app.state.control
    return control


PortDep = Annotated[PeoplePort, Depends(_port)]
router = APIRouter(
    tags=["people"],
    responses={
        400: CONFLICT | {"description": "It says nothing, or too much; the answer says why."},
        401: UNAUTHORISED,
        404: NOTHING_HERE,
        409: CONFLICT,
        422: MISFIT,
        503: UNAVAILABLE,
    },
)
_ALL = "/exercises/{exercise}"
_TEAM = f"{_ALL}/teams/{{team}}"


@router.get(f"{_TEAM}/hints")
def list_hints(place: PlaceDep, port: PortDep) -> list[HintShown]:
    """Return the hints there are and what each costs; the text is there once it was taken, or once all is over."""
    return port.hints(place.exercise, place.team)


@router.post(f"{_TEAM}/hints", status_code=201)
def take_hint(place: PlaceDep, wish: HintName, port: PortDep) -> HintShown:
    """Take a hint and read it; taken twice it costs once."""
    return port.take_hint(place.exercise, place.team, wish.hint, author=place.author)


@router.get(f"{_TEAM}/inbox")
def read_inbox(place: PlaceDep, port: PortDep) -> Mailbox:
    """Return what a team was told, what it answered and asked, and whom it may turn to."""
    return port.mailbox(place.exercise, place.team)


@router.post(f"{_TEAM}/replies", status_code=204)
def reply(place: PlaceDep, answer: Answer, port: PortDep) -> None:
    """Answer something the team was told."""
    port.reply(place.exercise, place.team, answer.event, answer.text, author=place.author)


@router.post(f"{_TEAM}/questions", status_code=204)
def ask(place: PlaceDep, question: Question, port: PortDep) -> None:
    """Turn to somebody outside the team; an answer, if there is any, comes into the inbox in its own time."""
    port.ask(place.exercise, place.team, question.contact, question.text, author=place.author)


@router.get(f"{_TEAM}/comments")
def list_comments(place: PlaceDep, port: PortDep) -> list[Comment]:
    """Return the comments that instructors wrote on a team's reports."""
    return port.comments(place.exercise, place.team)


@router.post(f"{_TEAM}/comments", status_code=204)
def comment(place: JudgedDep, written: CommentText, port: PortDep) -> None:
    """Comment on one field of a version of a team's report. For instructors."""
    port.comment(
        place.exercise, place.team, written.version, written.field, written.text, author=written.author.strip()
    )


@router.get(f"{_TEAM}/appeals")
def list_appeals(place: PlaceDep, port: PortDep) -> list[Appeal]:
    """Return a team's appeals and how they were answered."""
    return port.appeals(place.exercise, place.team)


@router.post(f"{_TEAM}/appeals", status_code=201)
def appeal(place: PlaceDep, written: AppealText, port: PortDep) -> Appeal:
    """Say why a team does not agree with a line of its score, once it may read it."""
    return port.appeal(place.exercise, place.team, written.line, written.text, author=place.author)


@router.get(f"{_ALL}/appeals")
def list_all_appeals(exercise: ConductedDep, port: PortDep) -> list[Appeal]:
    """Return the appeals of all teams. For instructors."""
    return port.appeals(exercise.name, None)


@router.post(f"{_TEAM}/adjustments", status_code=204)
def adjust(place: JudgedDep, change: Adjustment, port: PortDep) -> None:
    """Add points to a team's line or take some away, with the reason, as a line of its own. For instructors."""
    port.adjust(
        place.exercise,
        place.team,
        change.line,
        change.points,
        change.reason,
        author=change.author.strip(),
        answers=change.appeal,
    )


@router.get(f"{_ALL}/marks")
def list_marks(
    exercise: ConductedDep,
    port: PortDep,
    grader: Annotated[str, Query(min_length=1, max_length=100, description="Who looks.")],
) -> list[Marked]:
    """Return a grader's own marks, and the others' once two have graded the same. For instructors."""
    return port.marks(exercise.name, grader.strip())


@router.post(f"{_TEAM}/marks", status_code=204)
def grade(place: JudgedDep, given: GivenMark, port: PortDep) -> None:
    """Give a team a mark for one criterion; a grader's later mark takes the earlier one's place. For instructors."""
    port.grade(
        place.exercise, place.team, given.criterion, given.mark, grader=given.grader.strip(), comment=given.comment
    )


@router.post(f"{_ALL}/release", status_code=204)
def release(exercise: ConductedDep, port: PortDep) -> None:
    """Let teams read their scores, once the exercise is over. For instructors."""
    port.release(exercise.name)


@router.get(f"{_ALL}/copies")
def list_copies(exercise: ConductedDep, port: PortDep) -> tuple[Copied, ...]:
    """Return values that a team reported although they are another team's; nothing is taken off. For instructors."""
    return port.copies(exercise.name)

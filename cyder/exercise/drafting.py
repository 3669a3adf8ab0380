"""Use cases: what a team has written of its next report so far."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from cyder.errors import BadInput, NotFound, Refused
from cyder.exercise.desk import Exercise
from cyder.exercise.reporting import advice, filed_report, filed_reports, parse_report
from cyder.model.draft import LONGEST, Draft, DraftText
from cyder.model.report import Report, Stage
from cyder.scenario.read import parse
from cyder.store import Drafts

NAME = "draft"
"""What a draft is called where a file's name would stand."""
_NEXT: dict[Stage, Stage] = {"first": "interim", "interim": "interim", "final": "final"}


def drafts_of(exercise: Exercise, team: str) -> Drafts:
    """Return where a team's draft is kept.

    Raises:
        NotFound: there is no such team.
    """
    exercise.resolved(team)
    return exercise.desk.store.drafts(exercise.record)


def read_draft(exercise: Exercise, team: str, *, language: str = "en") -> Draft:
    """Return a team's draft with what is to be said about it; blank where there is none."""
    return _judged(exercise, team, drafts_of(exercise, team).read(team), language)


def save_draft(exercise: Exercise, team: str, draft: DraftText, *, author: str, language: str = "en") -> Draft:
    """Save a draft, whether or not it can be filed as it is; an empty one discards what was there.

    Raises:
        Refused: somebody else has saved since the revision that it was made from.
    """
    saved, done = drafts_of(exercise, team).save(team, draft.text, author=author, base=draft.base)
    if not done:
        raise overtaken(exercise, saved)
    return _judged(exercise, team, saved, language)


def draft_text(text: str, base: int) -> DraftText:
    """Return a text as a draft.

    Raises:
        BadInput: it is too long.
    """
    if len(text) > LONGEST:
        hint = "no report is that long; is it the right file?"
        raise BadInput(f"{len(text)} characters, where a draft may have {LONGEST}", hint=hint)
    return DraftText(text=text, base=base)


def overtaken(exercise: Exercise, theirs: Draft) -> Refused:
    """Return what somebody is told whose draft would write over another's."""
    if theirs.saved_at is None:
        return Refused("there is no draft yet", hint="save it as made from revision 0")
    at = theirs.saved_at.astimezone(exercise.zone)
    return Refused(
        f"{theirs.author} saved the draft at {at:%H:%M:%S %Z}, after yours was read (revision {theirs.revision})",
        hint="read it again, put your changes into it, and save it as made from that revision",
    )


def starting_point(exercise: Exercise, team: str, source: str) -> Report:
    """Return the report that is gone on from: the `draft`, or the version of that number.

    Raises:
        NotFound: there is no such version, or no draft.
        BadInput: the draft cannot be read as a report.
    """
    if source != NAME:
        if not source.isdecimal():
            raise BadInput(f"--from {source[:40]}: neither 'draft' nor a version", hint="--from draft, or --from 2")
        return filed_report(exercise, team, int(source[:9])).report
    text = drafts_of(exercise, team).read(team).text
    if not text:
        raise NotFound(f"{team} has no draft", hint="cyder report new")
    return parse_report(text, NAME, exercise.zone)


def following_data(exercise: Exercise, team: str) -> tuple[dict[str, Any], str, int]:
    """Return what a team goes on from as plain data, where that is from, and the draft's revision.

    It is the draft, whose last entries need not be whole; without one, the last version, for the next stage; without
    any, nothing but what the organisation's zone is.

    Raises:
        BadInput: the draft cannot be read.
    """
    draft = drafts_of(exercise, team).read(team)
    if draft.text:
        return data_of(draft.text, exercise.zone), NAME, draft.revision
    filed = filed_reports(exercise, team)
    if not filed:
        return {"stage": "first", "time_zone": exercise.zone.key}, "", draft.revision
    last = filed[-1].report
    return _plain(last) | {"stage": _NEXT[last.stage]}, str(filed[-1].version), draft.revision


def data_of(text: str, zone: ZoneInfo) -> dict[str, Any]:
    """Return a draft as plain data; entries of lists in which something is still missing stay as they are.

    Raises:
        BadInput: something else is wrong with it, with the remedy.
    """
    try:
        data = parse(text, NAME).data
        return _plain(parse_report(text, NAME, zone))
    except BadInput as error:
        if not error.problems or any(problem.rule != "missing-field" for problem in error.problems):
            hint = "cyder report draft > report.yaml; mend it; cyder report draft --save report.yaml"
            raise BadInput(f"the draft cannot be read:\n{error}", hint=hint) from None
    return {"stage": "first", **(data if isinstance(data, dict) else {})}


def _plain(report: Report) -> dict[str, Any]:
    return report.model_dump(mode="json", exclude_defaults=True) | {"stage": report.stage}


def _judged(exercise: Exercise, team: str, draft: Draft, language: str) -> Draft:
    if not draft.text:
        return draft
    try:
        said = advice(exercise, team, parse_report(draft.text, NAME, exercise.zone), language)
    except BadInput as error:
        said = tuple(str(problem) for problem in error.problems) or (str(error),)
    return draft.model_copy(update={"warnings": said})

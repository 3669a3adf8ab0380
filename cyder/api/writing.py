"""The routes around a team's report: file it, read versions and what changed, keep a draft, add files."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, BackgroundTasks, Depends, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from cyder.api.access import ControlDep, PlaceDep, nothing
from cyder.api.answers import CONFLICT, MISFIT, NOTHING_HERE, TOO_LONG, UNAUTHORISED, UNAVAILABLE
from cyder.errors import NotFound
from cyder.model.draft import Draft, DraftText
from cyder.model.report import Acknowledgement, Report
from cyder.model.service import AttachedFile, FiledReport
from cyder.review.differences import Difference

TEAM = "/exercises/{exercise}/teams/{team}"
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=100,
        pattern=r"^[!-~]+$",
        description="Chosen by the client, another one for every report: sending a report again with its key, because "
        "the answer was lost, files it once and is acknowledged as the first time.",
    ),
]
Version = Annotated[int, Path(ge=1, le=1_000_000, description="The number of a version.")]


def language_of(
    accept_language: Annotated[
        str, Header(max_length=200, description="In which language warnings are: ja, or en, which is the default.")
    ] = "en",
) -> str:
    """Return the language that a client would rather read, of the two there are."""
    for part in sorted(accept_language.split(","), key=_weight, reverse=True):
        if (tag := part.strip()[:2].lower()) in {"ja", "en"}:
            return tag
    return "en"


def _weight(part: str) -> float:
    try:
        return float(part.partition("q=")[2] or 1)
    except ValueError:
        return 0.0


LanguageDep = Annotated[str, Depends(language_of)]
router = APIRouter(responses={401: UNAUTHORISED, 422: MISFIT, 503: UNAVAILABLE}, tags=["reports"])


@router.post(f"{TEAM}/reports", status_code=201, responses={404: NOTHING_HERE, 409: CONFLICT, 413: TOO_LONG})
def submit_report(
    *,
    place: PlaceDep,
    report: Report,
    control: ControlDep,
    language: LanguageDep,
    afterwards: BackgroundTasks,
    idempotency_key: IdempotencyKey = None,
) -> Acknowledgement:
    """File the next version of a team's report; answers with an acknowledgement, never with a score.

    Once acknowledged, the report is on disk. Every time in it carries its offset. Warnings say what is worth another
    look; they depend on the report and on what the team knows anyway.
    """
    answer = control.submit_report(
        place.exercise, place.team, report, author=place.author, key=idempotency_key, language=language
    )
    # After the answer, so that how long it takes says nothing about what is found.
    afterwards.add_task(control.check_quotes, place.exercise, place.team, answer.version)
    return answer


@router.get(f"{TEAM}/reports", responses={404: NOTHING_HERE})
def list_reports(place: PlaceDep, control: ControlDep) -> list[FiledReport]:
    """Return a team's own reports, all versions, oldest first."""
    return control.reports(place.exercise, place.team)


@router.get(f"{TEAM}/reports/{{version}}", responses={404: NOTHING_HERE})
def read_report(place: PlaceDep, version: Version, control: ControlDep) -> FiledReport:
    """Return one version of a team's report."""
    try:
        return control.report(place.exercise, place.team, version)
    except NotFound:
        raise nothing() from None


@router.get(f"{TEAM}/reports/{{version}}/diff", responses={404: NOTHING_HERE})
def read_differences(
    place: PlaceDep,
    version: Version,
    control: ControlDep,
    since: Annotated[int | None, Query(ge=1, le=1_000_000, description="Since which version; the one before.")] = None,
) -> list[Difference]:
    """Return what changed in a version since the one before, or since another: by field, with labels in ja and en."""
    try:
        return list(control.differences(place.exercise, place.team, since or version - 1, version))
    except NotFound:
        raise nothing() from None


@router.get(f"{TEAM}/draft", responses={404: NOTHING_HERE})
def read_draft(place: PlaceDep, control: ControlDep, language: LanguageDep) -> Draft:
    """Return what a team has written so far, with warnings; blank, of revision 0, if it never wrote anything."""
    return control.draft(place.exercise, place.team, language=language)


@router.put(f"{TEAM}/draft", responses={404: NOTHING_HERE, 409: CONFLICT, 413: TOO_LONG})
def save_draft(place: PlaceDep, draft: DraftText, control: ControlDep, language: LanguageDep) -> Draft:
    """Save what a team has written so far, YAML or JSON, whether or not it can be filed; an empty text discards it.

    `base` is the revision it was made from. 409 says who has saved since, and when; nothing is written then.
    """
    return control.save_draft(place.exercise, place.team, draft, author=place.author, language=language)


@router.post(
    f"{TEAM}/attachments",
    status_code=201,
    responses={
        400: CONFLICT | {"description": "Its kind is not taken; the answer says why."},
        404: NOTHING_HERE,
        409: CONFLICT,
        413: TOO_LONG,
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def attach(
    place: PlaceDep,
    request: Request,
    control: ControlDep,
    name: Annotated[str, Query(min_length=1, max_length=300, description="The file's name.")],
) -> AttachedFile:
    """Add a file, whose bytes are the body, to what a team reports; its kind is told by what is in it."""
    content = await request.body()
    return await run_in_threadpool(control.attach, place.exercise, place.team, name, content, author=place.author)


@router.get(f"{TEAM}/attachments", responses={404: NOTHING_HERE})
def list_attachments(place: PlaceDep, control: ControlDep) -> list[AttachedFile]:
    """Return the files that a team added, oldest first."""
    return control.attachments(place.exercise, place.team)


@router.get(
    f"{TEAM}/attachments/{{name}}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "Its bytes."}, 404: NOTHING_HERE},
)
def read_attachment(
    place: PlaceDep, control: ControlDep, name: Annotated[str, Path(max_length=300, description="The file's name.")]
) -> Response:
    """Return a file to be saved, never to be shown: it is data from others."""
    try:
        file, content = control.attachment(place.exercise, place.team, name)
    except NotFound:
        raise nothing() from None
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    }
    return Response(content, media_type=file.media_type, headers=headers)

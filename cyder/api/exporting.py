"""The route that hands a report to others: on paper for people, as data for their programs."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response

from cyder.api.access import ControlDep, PlaceDep, nothing
from cyder.api.words import Failure, Misfits
from cyder.errors import NotFound
from cyder.review.forms import FORMATS

Form = Literal["markdown", "html", "iodef", "stix", "misp"]
_MEDIA_TYPES = dict.fromkeys(form.media_type.partition(";")[0] for form in FORMATS.values())

router = APIRouter(
    tags=["reports"],
    responses={
        401: {"model": Failure, "description": "No token, or nobody's."},
        404: {"model": Failure, "description": "It does not exist, or is not the caller's."},
        422: {"model": Misfits, "description": "The request cannot be understood; there is no such form."},
        503: {"model": Failure, "description": "The store cannot be reached; try again."},
    },
)


@router.get(
    "/exercises/{exercise}/teams/{team}/reports/{version}/export",
    response_class=Response,
    responses={200: {"content": {each: {} for each in _MEDIA_TYPES}, "description": "The report, as a file."}},
)
def export_report(
    place: PlaceDep,
    control: ControlDep,
    version: Annotated[int, Path(ge=1, le=1_000_000, description="The number of a version.")],
    form: Annotated[Form, Query(alias="format", description="In which form.")] = "markdown",
    lang: Annotated[Literal["ja", "en"], Query(description="The reader's language.")] = "en",
) -> Response:
    """Return one version of a team's report in a form that others take, as a file to be saved."""
    try:
        made = control.export(place.exercise, place.team, version, form=form, language=lang)
    except NotFound:
        raise nothing() from None
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.text, media_type=made.media_type, headers=headers)

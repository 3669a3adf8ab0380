"""How failures leave the API: as JSON with a sentence and a hint, never as a traceback."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from cyder.api.access import NOTHING, NOTHING_HINT, TOKEN_HINT
from cyder.api.misfits import lacks_offset, misfits
from cyder.api.shell import HEADERS
from cyder.api.words import Failure
from cyder.errors import BadInput, CyderError, NotFound, Refused

log = logging.getLogger(__name__)

_HINTS = {401: TOKEN_HINT, 404: NOTHING_HINT, 405: "the methods of every route are in /openapi.json"}
_WORDS = {404: NOTHING, 405: "this cannot be done here"}


def status_of(error: CyderError) -> int:
    """Return the HTTP status of an error for people."""
    match error:
        case BadInput():
            return 400
        case NotFound():
            return 404
        case Refused():
            return 409
        case _:
            return 503


def on_cyder_error(_: Request, error: Exception) -> JSONResponse:
    """Answer in the error's own words, unless they speak of the machine: those are for the log."""
    if not isinstance(error, CyderError):
        raise error
    status = status_of(error)
    if status != 503:
        return _answer(status, Failure(error=error.message, hint=error.hint))
    log.error("%s", error)
    return _answer(503, Failure(error="the service cannot do this just now", hint="try again, or ask the instructor"))


def on_misfit(request: Request, error: Exception) -> JSONResponse:
    """Answer with everything that is wrong with a request; a time without offset with the text that would do."""
    if not isinstance(error, RequestValidationError):
        raise error
    found, exercise = error.errors(), request.path_params.get("exercise")
    # Whoever may not see the exercise was turned away before anything was read.
    zone = request.app.state.control.zone(exercise) if exercise and any(map(lacks_offset, found)) else None
    return _answer(422, misfits(found, zone))


def on_http_error(_: Request, error: Exception) -> JSONResponse:
    """Answer what the framework refuses: no such route, no such method, no token, too long, not readable."""
    if not isinstance(error, HTTPException):
        raise error
    status = error.status_code
    failure = Failure(error=_WORDS.get(status, error.detail), hint=_HINTS.get(status, ""))
    return _answer(status, failure, headers=dict(error.headers or {}))


def on_fault(_: Request, _error: Exception) -> JSONResponse:
    """Answer what should not have happened; the server's log has the rest."""
    failure = Failure(error="something went wrong in the service", hint="ask the instructor to look at its log")
    return _answer(500, failure, headers=HEADERS)


def install(app: FastAPI) -> None:
    """Let every failure leave through this module."""
    app.add_exception_handler(CyderError, on_cyder_error)
    app.add_exception_handler(RequestValidationError, on_misfit)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(Exception, on_fault)


def _answer(status: int, failure: Failure, *, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(failure.model_dump(mode="json"), status, headers)
